"""``toprung tasks``: lists the tasks, and shows or writes out a case as whoever does the work gets it.

The hidden truth of a case is never printed or written here.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from tasks_bank.case import Case
from tasks_bank.catalog import find_task, task_folders
from tasks_bank.errors import TaskBankError
from tasks_bank.file import File
from tasks_bank.task import Task, read_task


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence, without its whole usage."""

    def error(self, message: str) -> NoReturn:
        """Say it and end with the exit code of a user's mistake."""
        self.exit(TaskBankError.exit_code, f"toprung: {message}; `{self.prog} --help` says more\n")


def main(argv: Sequence[str]) -> int:
    """Run ``toprung tasks`` and return its exit code."""
    arguments = _parser().parse_args(argv)
    try:
        if arguments.command == "list":
            print(_listing())
        else:
            _show(arguments.name, arguments.seed, arguments.dials, arguments.out)
    except TaskBankError as error:
        print(f"toprung: {error}", file=sys.stderr)
        return error.exit_code
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="toprung tasks", description="List the business tasks; show a case of one.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("list", help="name, title, family, version and a person's minutes of every task")
    show = commands.add_parser("show", help="print what a case asks for, and write its files with --out")
    show.add_argument("name", help="a task's name, as in the list")
    show.add_argument("--seed", type=_whole, default=7, help="which case to deal (default: 7)")
    show.add_argument("--dials", default="small", help="a preset, or settings such as small,lines=9 (default: small)")
    show.add_argument("--out", type=Path, help="folder for the case's files; no file in it is overwritten")
    return parser


def _whole(text: str) -> int:
    """Read a whole number; what argparse says on its own speaks of types."""
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number") from None


def _listing() -> str:
    tasks = [read_task(folder) for folder in task_folders().values()]
    header = ("name", "title", "family", "version", "unaided min")
    rows = [(t.name, t.spec.title, t.spec.family, str(t.version), f"{t.spec.human_minutes.unaided:g}") for t in tasks]
    return _aligned([header, *rows], right=(3, 4))


def _show(name: str, seed: int, dials: str, out: Path | None) -> None:
    task = find_task(name)
    case = task.deal(seed, task.dials(dials))
    if out is not None:
        _write(case.brief.files, out)
    print(_description(task, case))
    if out is not None:
        print(f"\nWritten to {out}: {len(case.brief.files)} file(s)")


def _description(task: Task, case: Case) -> str:
    settings = ", ".join(f"{dial} {value:g}" for dial, value in case.dials.items())
    sizes = _aligned([(file.name, f"{len(file.data):,} bytes") for file in case.brief.files], right=(1,))
    parts = [
        f"{task.spec.title} ({case.name}; {settings})",
        case.brief.ask.strip(),
        case.brief.handing_in(),
        f"Files:\n{sizes}",
    ]
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
