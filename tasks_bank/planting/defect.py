"""A defect that was planted on purpose, and the work that it was planted in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.deliverable import Row
from tasks_bank.reading.answer import read_answer

Class = Literal["digits swapped", "row dropped", "row doubled", "date moved", "category swapped", "wrong paper"]
"""Kinds of defect; they need no more than the type of a column."""


@dataclass(frozen=True, slots=True)
class Work:
    """Finished work, opened: an answer's rows and texts, or those of a case's truth."""

    tables: Mapping[str, Sequence[Row]]
    """By deliverable."""
    texts: Mapping[str, str]

    @classmethod
    def of_answer(cls, case: Case, answer: Answer) -> "Work":
        """Open an answer."""
        reading = read_answer(answer, case.brief.deliverables)
        return cls(reading.tables, reading.texts)

    @classmethod
    def of_truth(cls, case: Case) -> "Work":
        """Open what a perfect answer holds."""
        return cls(case.truth.tables, case.truth.texts)

    def changed(self, table: str, rows: Sequence[Row]) -> "Work":
        """Return a copy with other rows in one table."""
        return Work({**self.tables, table: rows}, self.texts)


@dataclass(frozen=True, slots=True)
class Defect:
    """One planted defect (the field: seeded error, mutant)."""

    name: Class
    table: str
    place: int
    """The row, from 0, in the table as it is shown; of a dropped row, where it was."""
    key: tuple[str, ...]
    """The cells that name the row."""
    column: str
    """The changed column; empty for a row that was dropped or doubled."""
    was: str
    now: str

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON types."""
        return {
            "class": self.name,
            "table": self.table,
            "place": self.place,
            "key": list(self.key),
            "column": self.column,
            "was": self.was,
            "now": self.now,
        }
