"""Answers to a parcel slip with the marks that they must get."""

from collections.abc import Sequence

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.deliverable import Row
from tasks_bank.exemplar import Exemplar


def exemplars(case: Case) -> Sequence[Exemplar]:
    """Return one answer of each kind."""
    right = case.truth.tables["parcels"]
    wrong = [row | {"parcel": row["parcel"][::-1]} for row in right]
    stuffed = [{"parcel": "parcel received TR", "state": "received"}]
    return [
        Exemplar("right", Answer(_table(right)), 1, 1),
        Exemplar("partial", Answer(_table([*right, *wrong])), 0.5, 0.5),
        Exemplar("wrong", Answer(_table(wrong)), 0, 0),
        Exemplar("unreadable", Answer("It is all in order."), 0, 0, "unreadable"),
        Exemplar("empty", Answer(), 0, 0),
        Exemplar("copied-input", Answer(case.brief.ask, case.brief.files), 0, 0, "unreadable"),
        Exemplar("keyword-stuffed", Answer("parcels state received\n\n" + _table(stuffed)), 0, 0),
    ]


def _table(rows: Sequence[Row]) -> str:
    lines = ["## parcels", "", "| parcel | state |", "| --- | --- |"]
    return "\n".join([*lines, *(f"| {row['parcel']} | {row['state']} |" for row in rows), ""])
