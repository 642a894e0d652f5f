"""Plants a defect only where the mark proves that it is one: the score of the work falls with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

from tasks_bank.case import Case
from tasks_bank.deliverable import Deliverable, Row
from tasks_bank.planting.classes import CLASSES, Spoilt, spoilt
from tasks_bank.planting.defect import Class, Work
from tasks_bank.specimens import written
from tasks_bank.task import Task

_TRIES = 12
"""How many copies of a class are marked before it is given up for a table: marking takes some 20 ms."""
_LESS = 1e-9
MOST_ROWS = 60
"""A longer table is not shown: nobody reads it through at a terminal."""


@dataclass(frozen=True)
class Bed:
    """Finished work on a case, in which defects can be planted. The work itself is never changed."""

    task: Task
    case: Case
    work: Work

    @cached_property
    def score(self) -> float:
        """The score of the work as it is."""
        return self._score(self.work)

    @cached_property
    def sound(self) -> tuple[Deliverable, ...]:
        """The tables that earn as much as the true ones would: what is found wrong with them is a false alarm.

        What is handed to a person is left out: whether it was right to do so is another question.
        """
        return tuple(
            each
            for each in self.case.brief.deliverables
            if each.has_rows and each.name != "escalations" and self._is_sound(each)
        )

    def rows(self, table: str) -> Sequence[Row]:
        """Return the rows of a table as they are."""
        return self.work.tables.get(table, ())

    def plant(self, deliverable: Deliverable, rng: Random, name: Class | None = None) -> Spoilt | None:
        """Return a copy of a table with one defect: of a class, or of any; None where none can be proved."""
        names = [name] if name else rng.sample(CLASSES, len(CLASSES))
        for one in names:
            copies = [*spoilt(one, deliverable, self.rows(deliverable.name))]
            for copy in rng.sample(copies, min(_TRIES, len(copies))):
                if self._score(self.work.changed(deliverable.name, copy.rows)) < self.score - _LESS:
                    return copy
        return None

    def _is_sound(self, deliverable: Deliverable) -> bool:
        rows = self.rows(deliverable.name)
        if not 0 < len(rows) <= MOST_ROWS or any(set(row) < set(deliverable.column_names) for row in rows):
            return False
        true = self.work.changed(deliverable.name, self.case.truth.tables.get(deliverable.name, ()))
        return self._score(true) <= self.score + _LESS

    def _score(self, work: Work) -> float:
        return self.task.grade(self.case, written(self.case, work.tables, work.texts)).score
