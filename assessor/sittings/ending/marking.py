"""Answers in words: which of a sitting wait for marks, and a person's marks on them.

An answer is text and nothing else: it is kept, shown and marked, and never read by a program. A mark names who gave it;
a later one stands beside it and counts.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping

from assessor.bank.dealing import Dealt, filled, values_of
from assessor.bank.item import Item
from assessor.errors import AssessorError
from assessor.models.measurement import SCORED_RESPONSE
from assessor.sittings import rows
from assessor.sittings.dealing import show


class BadMark(AssessorError):
    """A mark cannot be; one sentence says why."""


@dataclass(frozen=True, slots=True)
class InWords:
    """An answer in words, with all that whoever marks it needs."""

    asked_id: str
    position: int
    dealt: Dealt
    """The question as it was shown."""
    answer: str
    earns: tuple[str, ...]
    """What an answer has to say to earn category 1, 2 and so on."""


def waiting(connection: Connection, sitting_id: str, bank: Mapping[str, Item], seed: str) -> list[InWords]:
    """Return the answers of a sitting that nobody has marked yet, in order."""
    open_ = [row for row in rows.past(connection, sitting_id) if row["answered"] and row["category"] is None]
    return [_in_words(row, bank, seed) for row in open_]


@dataclass(frozen=True, slots=True)
class Mark:
    """A person's mark for an answer in words."""

    category: int
    """From 0 to the item's highest."""
    by: str
    """Who gives it."""


def write_mark(connection: Connection, asked: RowMapping, item: Item, mark: Mark, at: dt.datetime) -> None:
    """Add a person's mark. Raises BadMark for a category that the item does not have, or where nobody is named."""
    if not isinstance(asked["answer"], Mapping) or not isinstance(asked["answer"]["given"], str):
        raise BadMark(f"question {asked['asked_id']} was not answered in words; the rules have marked it")
    if not mark.by.strip():
        raise BadMark("a mark needs the name of whoever gives it")
    if not 0 <= mark.category <= item.top:
        raise BadMark(f"item {item.id} has the categories 0 to {item.top}, not {mark.category}")
    row = {
        "organisation_id": asked["organisation_id"],
        "asked_id": asked["asked_id"],
        "marking": rows.IN_WORDS,
        "by": mark.by.strip(),
        "category": mark.category,
        "at": at,
    }
    rows.add(connection, SCORED_RESPONSE, row)


def _in_words(row: RowMapping, bank: Mapping[str, Item], seed: str) -> InWords:
    item = bank.get(row["item"])
    if item is None or item.narrative is None:
        raise BadMark(f"item {row['item']} was asked and is no longer in the bank; put its file back")
    return InWords(
        asked_id=row["id"],
        position=row["position"],
        dealt=show(item, seed, in_words=True),
        answer=row["answer"]["given"],
        earns=tuple(filled(words, values_of(item, seed)) for words in item.narrative.marks),
    )
