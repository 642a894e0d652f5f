"""Everything that the assessor raises, with the exit code that the command line ends in.

AssessorError              2   the user's mistake: one sentence says what, the value, what to do
├── BadTable               2   a CSV file that cannot be read as what it should be
├── CannotWrite            3   a file cannot be written
├── MissingPiece           4   an extra package is not there
└── StoreError             3   the store of sittings cannot be opened, read or written
    └── StoreBusy          3   others kept it for longer than one waits; it is worth trying again

`assessor.scoring` is plain maths and raises ValueError with such a sentence of its own.
"""

from pathlib import Path
from typing import ClassVar


class AssessorError(Exception):
    """Base of everything that a user is told about."""

    exit_code: ClassVar[int] = 2


class BadTable(AssessorError):
    """A table does not hold what it should."""


class CannotWrite(AssessorError):
    """A file cannot be written to its place."""

    exit_code: ClassVar[int] = 3

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"cannot write {path}: {error.strerror or error}; name another file")


class MissingPiece(AssessorError):
    """An extra package has to be installed first."""

    exit_code: ClassVar[int] = 4


class StoreError(AssessorError):
    """The store of sittings cannot be opened, read or written."""

    exit_code: ClassVar[int] = 3


class StoreBusy(StoreError):
    """Others kept the store for longer than one waits; nothing was written, and it is worth trying again."""
