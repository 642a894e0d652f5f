"""Whether what an item says of itself holds: its counterparts in other frameworks, and its review date."""

import datetime as dt
from collections.abc import Iterator
from functools import cache

from assessor.bank.item import Item
from assessor.curating.checking.finding import Fault, error, warning
from assessor.framework import read_framework


def tag_faults(item: Item, today: dt.date) -> Iterator[Fault]:
    """Yield what does not hold."""
    for code in item.crosswalk:
        if code not in _counterparts():
            yield error(
                f"the framework has no counterpart '{code}'; codes stand in the framework's file, as CROSSWALK.CODE"
            )
    if item.review < today:
        yield warning(f"its review was due on {item.review}")


@cache
def _counterparts() -> frozenset[str]:
    return frozenset(f"{walk.key}.{entry.code}" for walk in read_framework().crosswalk for entry in walk.entries)
