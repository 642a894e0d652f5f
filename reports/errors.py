"""Everything that reports raises, with the exit code that the command line ends in.

ReportError                2   one sentence says what, the value, what to do
├── UnknownReport          2   no folder of that name
└── CannotWrite            3   the report's folder cannot be written
"""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar


class ReportError(Exception):
    """Base of everything that a user is told about."""

    exit_code: ClassVar[int] = 2


class UnknownReport(ReportError):
    """No report has the name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"there is no report '{name}'; the reports are {', '.join(sorted(known)) or '(none)'}")


class CannotWrite(ReportError):
    """The folder for the report cannot be made or filled."""

    exit_code: ClassVar[int] = 3

    def __init__(self, folder: Path, error: OSError) -> None:
        reason = error.strerror or str(error)
        super().__init__(f"cannot write the report to {folder}: {reason}; name another folder with --out")
