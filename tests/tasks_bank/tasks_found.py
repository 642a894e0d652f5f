"""Finds every task that the common tests run over, and deals its cases once."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tasks_bank import catalog
from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.exemplar import Exemplar
from tasks_bank.task import Task, read_task

HOME = Path(__file__).parents[1] / "fixtures" / "home"
SEEDS = (1, 2, 3)
FEWEST_ROWS = 8
"""Of a table, for a quarter of it to be a number of rows."""
MORE_SEEDS = tuple(range(4, 31))


def _folders() -> dict[str, Path]:
    found = catalog.task_folders()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TOPRUNG_HOME", str(HOME))
        everything = catalog.task_folders() | found
    # A task that is data only has no generator to try; tests/tasks_bank/own has its tests.
    return {name: folder for name, folder in everything.items() if read_task(folder).own is None}


FOLDERS = _folders()
each_task = pytest.mark.parametrize("task", [read_task(folder) for folder in FOLDERS.values()], ids=list(FOLDERS))
each_packaged_task = pytest.mark.parametrize(
    "task",
    [read_task(folder) for folder in FOLDERS.values() if folder.parent == catalog.PACKAGED],
    ids=lambda task: task.name,
)
each_seed = pytest.mark.parametrize(
    "seed", [*SEEDS, *(pytest.param(seed, marks=pytest.mark.slow) for seed in MORE_SEEDS)]
)


@cache
def dealt(folder: Path, seed: int, preset: str = "small") -> Case:
    task = read_task(folder)
    return task.deal(seed, task.dials(preset))


@cache
def dealt_elsewhere() -> dict[str, str]:
    """Deal a case of every task in one other process; return the digest of each by the task's folder."""
    program = (
        "import sys, hashlib, pathlib; from tasks_bank.task import read_task\n"
        "for folder in sys.argv[1:]:\n"
        "    task = read_task(pathlib.Path(folder)); case = task.deal(1, task.dials('small'))\n"
        "    print(folder, hashlib.sha256(repr(case).encode()).hexdigest(), sep='\\t')"
    )
    environment = os.environ | {"PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo", "PYTHONPATH": os.pathsep.join(sys.path)}
    words = [sys.executable, "-c", program, *(str(folder) for folder in FOLDERS.values())]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)
    return dict(line.split("\t") for line in done.stdout.splitlines())


@cache
def exemplar(folder: Path, seed: int, kind: str) -> Exemplar:
    found = [each for each in read_task(folder).exemplars(dealt(folder, seed)) if each.kind == kind]
    assert len(found) == 1, f"{len(found)} exemplars of kind {kind}"
    return found[0]


def score(task: Task, seed: int, answer: Answer) -> float:
    return task.grade(dealt(task.folder, seed), answer).score
