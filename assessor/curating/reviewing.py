"""Which items somebody has to look at, and the word that somebody gives on one (the field: item review)."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import insert

from assessor.bank.item import Item, Status
from assessor.db import Store
from assessor.errors import AssessorError
from assessor.models.measurement import ITEM_STATUS
from assessor.sittings.statuses import PEOPLE_FOR_LIVE, Standing, person, standings

AGAIN_AFTER_DAYS = 365
"""A word on an item means that it was looked at; so long after, it is due again."""


class BadReview(AssessorError):
    """A word that cannot be taken; one sentence says why."""


@dataclass(frozen=True, slots=True)
class Due:
    """An item that somebody has to look at."""

    item: Item
    standing: Standing
    on: dt.date
    """When its review is due."""
    because: tuple[str, ...]


def due(
    items: Iterable[Item],
    known: Mapping[str, Standing],
    *,
    until: dt.date,
    flags: Mapping[str, Sequence[str]],
) -> Iterator[Due]:
    """Yield the items whose review is due by a day, that wait for a second word, or that statistics flag.

    `known` and `flags` are by the item's id with version. Retired items are left in peace.
    """
    for item in items:
        standing = known[item.name]
        on = next_review(item, standing)
        because = [f"review due on {on}"] if on <= until else []
        if standing.for_live:
            because.append(f"to be live, says {standing.for_live[0]}; one more person is needed")
        because += flags.get(item.name, ())
        if because and standing.status != "retired":
            yield Due(item, standing, on, tuple(because))


def next_review(item: Item, standing: Standing) -> dt.date:
    """Return when an item is to be looked at: as its file says, or a year after the last word on it."""
    if standing.looked_at is None:
        return item.review
    return max(item.review, standing.looked_at + dt.timedelta(days=AGAIN_AFTER_DAYS))


def say(store: Store, item: Item, status: Status, *, by: str, why: str, at: dt.datetime) -> str:
    """Keep a person's word on an item and return what is in effect now. Raises BadReview, StoreError."""
    if not person(by):
        raise BadReview("a word on an item needs a name; give it by --by")
    if not why.strip():
        raise BadReview("a word on an item needs its reason; give it by --why")
    before = standings(store, [item])[item.name]
    if status == "live":
        _check_live(item, before, by)
    row = {"item": item.name, "item_digest": item.digest, "status": status, "by": by.strip(), "why": why, "at": at}
    with store.writing() as connection:
        connection.execute(insert(ITEM_STATUS), row)
    after = standings(store, [item])[item.name]
    if after.for_live:
        return f"{item.name} stays {after.status}: {len(after.for_live)} of {PEOPLE_FOR_LIVE} people say live"
    return f"{item.name} is {after.status}" + ("" if after.status != before.status else ", as before")


def _check_live(item: Item, before: Standing, by: str) -> None:
    if before.status not in {"pilot", "live"}:
        raise BadReview(f"{item.name} is {before.status}; only a pilot becomes live, so say pilot first")
    if person(by) in map(person, before.for_live):
        raise BadReview(f"{by} has said live of {item.name} already; another person has to")
