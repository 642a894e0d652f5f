"""An answer with the marks that it must get: how a task shows that its marker works."""

from dataclasses import dataclass

from tasks_bank.answer import Answer
from tasks_bank.grade import Status

REQUIRED = ("right", "partial", "wrong", "unreadable", "empty", "copied-input", "keyword-stuffed")
"""The kinds that every task must bring."""


@dataclass(frozen=True, slots=True)
class Exemplar:
    """One worked answer."""

    kind: str
    """One of `REQUIRED`, or a task's own."""
    answer: Answer
    at_least: float
    """The lowest score allowed, from 0 to 1."""
    at_most: float
    """The highest score allowed, from 0 to 1."""
    status: Status = "marked"
    """What the grade's status must be."""
