"""The subcommands that only look: list, show. A case is shown as whoever does the work gets it."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from tasks_bank.case import Case
from tasks_bank.catalog import find_task, task_folders
from tasks_bank.errors import TaskBankError
from tasks_bank.file import File
from tasks_bank.task import Task, read_task

_SEED = 7
"""Which case is shown where nobody says."""


def list_(_arguments: argparse.Namespace) -> None:
    """List the tasks."""
    tasks = [read_task(folder) for folder in task_folders().values()]
    header = ("name", "title", "family", "version", "unaided min")
    rows = [(t.name, t.spec.title, t.spec.family, str(t.version), f"{t.spec.human_minutes.unaided:g}") for t in tasks]
    print(_aligned([header, *rows], right=(3, 4)))


def show(arguments: argparse.Namespace) -> None:
    """Print a case, and write its files where that is asked for."""
    task, case = dealt(arguments)
    if arguments.out is not None:
        _write(case.brief.files, arguments.out)
    print(_description(task, case))
    if arguments.out is not None:
        print(f"\nWritten to {arguments.out}: {len(case.brief.files)} file(s)")


def dealt(arguments: argparse.Namespace) -> tuple[Task, Case]:
    """Deal the case that the words on the command line name."""
    task = find_task(arguments.name)
    seed = arguments.seed
    if seed is None:
        seed = 1 if task.own else _SEED
    return task, task.deal(seed, task.dials(arguments.dials))


def _description(task: Task, case: Case) -> str:
    settings = "".join(f", {dial} {value:g}" for dial, value in case.dials.items())
    sizes = _aligned([(file.name, f"{len(file.data):,} bytes") for file in case.brief.files], right=(1,))
    parts = [
        f"{task.spec.title} ({case.name}{settings})",
        case.brief.ask.strip(),
        case.brief.handing_in(),
        f"Files:\n{sizes}",
    ]
    if case.notes:
        parts.append("Notes of earlier months:\n" + "\n".join(f"- {n.at}, {n.by}: {n.text}" for n in case.notes))
    return "\n\n".join(parts)


def _aligned(rows: Sequence[Sequence[str]], right: Sequence[int]) -> str:
    """Lay rows out in columns; those whose places are in `right` stand to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = zip(row, widths, range(len(widths)), strict=True)
        lines.append("  ".join(f"{cell:{'>' if place in right else '<'}{width}}" for cell, width, place in cells))
    return "\n".join(line.rstrip() for line in lines)


def _write(files: Sequence[File], out: Path) -> None:
    """Write the files below a folder. Raises TaskBankError, before anything is written if one is there already."""
    paths = [out / file.name for file in files]
    if there := next((path for path in paths if path.exists()), None):
        raise TaskBankError(f"{there} is there already; give another --out or move it away")
    try:
        for path, file in zip(paths, files, strict=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as stream:
                stream.write(file.data)
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        raise TaskBankError(f"cannot write{where}: {error.strerror or error}; give another --out") from error
