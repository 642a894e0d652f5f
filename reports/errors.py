"""Everything that reports raises, with the exit code that the command line ends in.

ReportError                2   one sentence says what, the value, what to do
└── CannotWrite            3   the report's folder cannot be written
"""

from pathlib import Path
from typing import ClassVar


class ReportError(Exception):
    """Base of everything that a user is told about."""

    exit_code: ClassVar[int] = 2


class CannotWrite(ReportError):
    """The folder for the report cannot be made or filled."""

    exit_code: ClassVar[int] = 3

    def __init__(self, folder: Path, error: OSError) -> None:
        reason = error.strerror or str(error)
        super().__init__(f"cannot write the report to {folder}: {reason}; name another folder with --out")
