"""What an answer handed to a person, held against what had to go there; read as the review queue reads it."""

from dataclasses import dataclass
from typing import Literal

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.checks.compare import key_of
from tasks_bank.reading.answer import read_answer
from tasks_bank.reading.values import code

TABLE = "escalations"
Right = Literal["yes", "other reason", "no", "not known"]


@dataclass(frozen=True, slots=True)
class Handed:
    """One item that was handed to a person (the field: an escalation, or an abstention)."""

    item: str
    reason: str
    why: str
    right: Right = "not known"
    """Whether it had to be: ``other reason`` for an item that had to be, for another reason than the one given."""


def handed_of(answer: Answer, case: Case | None) -> tuple[Handed, ...]:
    """Return what an answer handed over, each item and reason once; without its case nobody knows what was right."""
    if case is None:
        return tuple(Handed(each.item, each.reason, each.why) for each in answer.escalations)
    due = {each.item: code(each.reason) for each in case.truth.escalations}
    asked = next((each for each in case.brief.deliverables if each.name == TABLE), None)
    if asked is None:
        return tuple(_held(due, each.item, each.reason, each.why) for each in answer.escalations)
    found: dict[tuple[str, str], Handed] = {}
    for row in read_answer(answer, case.brief.deliverables).tables.get(TABLE, ()):
        item, reason = key_of(asked, row)[0], row.get("reason", "")
        found.setdefault((item, code(reason)), _held(due, item, reason, row.get("why", "")))
    return tuple(found.values())


def due_in(case: Case | None) -> tuple[tuple[str, str], ...] | None:
    """Return item and reason of what had to go to a person in a case; None without a case."""
    return None if case is None else tuple((each.item, each.reason) for each in case.truth.escalations)


def _held(due: dict[str, str], item: str, reason: str, why: str) -> Handed:
    if item not in due:
        return Handed(item, reason, why, "no")
    return Handed(item, reason, why, "yes" if code(reason) == due[item] else "other reason")
