"""The subcommand that marks an answer made by hand. Of the truth it shows what the checks say, and no more."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tasks_bank.answer import Answer
from tasks_bank.cli.showing import dealt
from tasks_bank.errors import TaskBankError
from tasks_bank.file import File
from tasks_bank.grade import Grade
from tasks_bank.serving.recording import read_actions

_TEXT = ("answer.md", "answer.txt")
"""Files of a folder that are the answer's text."""
_TEXT_SUFFIXES = (".md", ".txt")
_MOST_BYTES = 50_000_000


def try_(arguments: argparse.Namespace) -> None:
    """Mark the answer and print the grade."""
    if arguments.answer is None and arguments.actions is None:
        raise TaskBankError("there is nothing to mark; give --answer, --actions or both")
    task, case = dealt(arguments)
    answer = _answer(arguments.answer) if arguments.answer else Answer()
    if arguments.actions:
        answer = replace(answer, actions=read_actions(arguments.actions, case))
    grade = task.grade(case, answer)
    if arguments.json:
        print(json.dumps(grade.to_json() | {"share_scored": grade.share_scored}, indent=2))
        return
    print(f"{case.name}, marked by {grade.grader}")
    for line in _lines(grade):
        print(line)


def _lines(grade: Grade) -> Iterator[str]:
    """Say the grade check by check."""
    if grade.status == "unreadable":
        yield f"unreadable: {grade.why}"
        return
    for check in grade.checks:
        marks = f"{check.earned:.1f} of {check.available:g}" if check.scored else f"not scored, of {check.available:g}"
        yield f"\n{check.name}: {marks}\n  {check.why}"
        yield from (f"  - {detail}" for detail in check.details)
    earned, available = (
        sum(getattr(check, of) for check in grade.checks if check.scored) for of in ("earned", "available")
    )
    yield f"\nscore {grade.score:.3f}: {earned:.1f} of {available:g} marks"
    if grade.share_scored < 1:
        yield f"{1 - grade.share_scored:.0%} of all marks need a judge and are left out"


def _answer(path: Path) -> Answer:
    """Read an answer from a file, or from the files of a folder. Raises TaskBankError."""
    if not path.exists():
        raise TaskBankError(f"there is no answer {path}; give a file, or a folder of files")
    paths = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
    shown = [each for each in paths if not each.name.startswith(".")]
    if not shown:
        raise TaskBankError(f"the folder {path} holds no file; put the answer's files into it")
    try:
        if (size := sum(each.stat().st_size for each in shown)) > _MOST_BYTES:
            raise TaskBankError(f"the answer has {size:,} bytes; {_MOST_BYTES:,} are read")
        root = path if path.is_dir() else path.parent
        files = [File(each.relative_to(root).as_posix(), each.read_bytes()) for each in shown]
    except OSError as error:
        raise TaskBankError(f"the answer cannot be read: {error.filename}: {error.strerror}") from error
    texts = [file for file in files if file.name in _TEXT or (path.is_file() and file.suffix in _TEXT_SUFFIXES)]
    text = "\n\n".join(file.data.decode("utf-8-sig", errors="replace") for file in texts)
    return Answer(text, tuple(file for file in files if file not in texts))
