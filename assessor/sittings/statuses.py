"""The status of each item in effect: what its file says, then what people said of it since (the table item_status).

A pilot becomes live when two different people have said so of the same content. Every other word counts at once, and
takes back the words for live before it. A word on content that has changed since does not count.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from sqlalchemy import select

from assessor.bank.item import Item, Status
from assessor.db import Store
from assessor.models.measurement import ITEM_STATUS

PEOPLE_FOR_LIVE = 2


@dataclass(frozen=True, slots=True)
class Word:
    """One person's word on an item's status."""

    status: Status
    by: str
    on: dt.date | None = None
    """The day, in UTC."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of an item in effect, and how far it is on its way to live."""

    status: Status
    for_live: tuple[str, ...] = ()
    """Who has said that this pilot is to be live, as long as they are too few."""
    looked_at: dt.date | None = None
    """The day of the last word on this content."""


def statuses_in_effect(store: Store, items: Iterable[Item]) -> dict[str, Status]:
    """Return the status of each item by its id with version."""
    return {name: standing.status for name, standing in standings(store, items).items()}


def standings(store: Store, items: Iterable[Item]) -> dict[str, Standing]:
    """Return how each item stands, by its id with version. Raises StoreError."""
    with store.reading() as connection:
        rows = connection.execute(select(ITEM_STATUS).order_by(ITEM_STATUS.c.number)).all()
    words: defaultdict[tuple[str, str], list[Word]] = defaultdict(list)
    for row in rows:
        if row.status in get_args(Status):
            words[row.item, row.item_digest].append(Word(row.status, row.by, row.at.date()))
    named = {item for item, _ in words}
    # A digest costs more than all else here, and hardly any item has a word.
    return {
        item.name: stand(item.status, words[item.name, item.digest] if item.name in named else ()) for item in items
    }


def stand(written: Status, words: Sequence[Word]) -> Standing:
    """Return where the words of people, in their order, leave an item whose file says `written`."""
    status, for_live = written, dict[str, str]()
    for word in words:
        if word.status != "live":
            status, for_live = word.status, {}
        elif status == "pilot":
            for_live.setdefault(person(word.by), word.by)
            if len(for_live) == PEOPLE_FOR_LIVE:
                status, for_live = "live", {}
    return Standing(status, tuple(for_live.values()), words[-1].on if words else None)


def person(name: str) -> str:
    """Return a name so that the same person is told, however it was typed."""
    return " ".join(name.split()).casefold()
