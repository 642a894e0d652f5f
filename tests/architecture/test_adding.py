"""What docs/adding.md adds is added in a copy, with no other edit, and the common tests pick it up."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.house import PACKAGES, ROOT

BLOCK = re.compile(r"^`([\w./$-]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = dict(BLOCK.findall((ROOT / "docs" / "adding.md").read_text(encoding="utf-8")))
ADDED = {
    "late_invoices": "tests/tasks_bank/test_every_task.py",
    "echo": "tests/harness/providers/test_every_provider.py",
    "outcomes": "tests/reports/test_every_report.py",
    "outcome_bars": "tests/reports/charts/test_every_chart.py",
    "count": "tests/harness/context/tools/test_every_tool.py",
    "contents": "tests/harness/context/test_every_source.py",
}
"""The name of each addition, and the common test that has to find it."""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project with everything added that the page adds."""
    copy = tmp_path_factory.mktemp("added")
    for folder in (*PACKAGES, "tests"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "toprung.py"):
        shutil.copy(ROOT / file, copy)
    for place, body in BLOCKS.items():
        path = copy / place.replace("$TOPRUNG_HOME", "home")
        assert not path.exists(), f"{place} is there already"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8")
    return copy


def run(copy: Path, home: Path, *words: str) -> str:
    environment = os.environ | {"TOPRUNG_HOME": str(home), "PYTHONPATH": str(copy)}
    done = subprocess.run(
        [sys.executable, *words], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_common_tests_find_what_was_added_and_pass(copy: Path) -> None:
    task, *others = ADDED
    # Tasks have 'count' in their names too, and trying any arguments takes three seconds.
    others_alone = f"({' or '.join([*others, 'used_by_a_report'])}) and not test_every_task and not any_arguments"
    wanted = f"{task} or ({others_alone})"
    words = ("-m", "pytest", "-p", "no:randomly", "-p", "no:cacheprovider", "-v", "--verbosity=2", "-k", wanted)
    said = run(copy, copy / "home", *words, *dict.fromkeys(ADDED.values()))
    for name, where in ADDED.items():
        assert re.search(rf"^{where}.*\b{name}\b.* PASSED", said, re.MULTILINE), name


def test_an_added_orchestrator_carries_out_a_run(copy: Path) -> None:
    words = ("petty_cash", "--cases", "1", "--dials", "small", "--model", "scripted", "--orchestrator", "one_shot")
    ledger = ("--ledger", f"sqlite:///{copy / 'runs.db'}")
    said = run(copy, copy / "tests" / "fixtures" / "home", "toprung.py", "bench", "run", *words, *ledger)
    assert "finished 5 of 5 trials" in said


def test_what_was_added_keeps_the_rules_of_the_house(copy: Path) -> None:
    added = [place for place in BLOCKS if place.endswith(".py")]
    files = [place.replace("$TOPRUNG_HOME", "home") for place in added]
    run(
        copy,
        copy / "home",
        "-m",
        "ruff",
        "check",
        "--no-cache",
        "--config",
        "lint.per-file-ignores.'home/**'=['INP001']",
        *files,
    )
    run(copy, copy / "home", "-m", "ruff", "format", "--no-cache", "--check", *files)


def test_the_common_tests_that_the_page_names_exist() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)`", (ROOT / "docs" / "adding.md").read_text(encoding="utf-8"))
    assert set(ADDED.values()) <= set(named)
    assert [path for path in named if not (ROOT / path).is_file()] == []
