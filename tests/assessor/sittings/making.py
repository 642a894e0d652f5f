"""Items for tests: a bank of any size, spread over areas and difficulties."""

import datetime as dt
from typing import get_args

from assessor.bank.item import Item
from assessor.db import Store
from assessor.framework import AreaKey
from assessor.sittings.rows import keep_secret

AREAS: tuple[AreaKey, ...] = get_args(AreaKey)


def item(number: int, /, **changes: object) -> Item:
    """Return an item: its area goes round, its difficulty from -2 to 2, and every fourth has part marks."""
    area, level = AREAS[number % len(AREAS)], 1 + number % 5
    kind = "judgement" if number % 4 == 3 else "single"
    given = (1.0, 0.5, 0.0, 0.0, 0.0)
    options = [
        {"text": f"Option {place}", "why": "A reason of some length", "correct": place == 0}
        if kind == "single"
        else {"text": f"Option {place}", "why": "A reason of some length", "credit": given[place]}
        for place in range(5)
    ]
    values: dict[str, object] = {
        "id": f"{area}-{level}-{number:03}",
        "version": 1,
        "area": area,
        "level": level,
        "kind": kind,
        "form": "knowledge",
        "stem": f"Question number {number} of the tests?",
        "option": options,
        "key": "The first one is right by design",
        "author": {"difficulty": -2 + 4 * (number * 7 % 41) / 40, "confidence": "medium", "by": "a test"},
        "reading_age": 12,
        "status": "draft",
        "review": dt.date(2027, 11, 23),
    }
    return Item.model_validate(values | changes)


def bank(size: int = 60, **changes: object) -> list[Item]:
    return [item(number, **changes) for number in range(size)]


def with_secret(store: Store, secret: str = "ab" * 32, organisation_id: str = "local") -> Store:
    """Give an organisation a secret that is known, so that two stores deal the same forms."""
    made_at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    with store.writing() as connection:
        keep_secret(connection, {"organisation_id": organisation_id, "secret": secret, "made_at": made_at})
    return store
