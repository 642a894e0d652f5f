"""Answers for tests, written into a store as sittings write them, without the time that sittings take."""

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import insert

from assessor.bank.dealing import deal
from assessor.bank.item import Item
from assessor.bank.marking import mark
from assessor.db import Store
from assessor.models.measurement import ASKED, CALIBRATION, RESPONSE, SCORED_RESPONSE, SITTING
from assessor.sittings.calibration import calibration_of
from assessor.sittings.rows import MARKING, RULES
from assessor.sittings.scale import read_scale

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
Chosen = Mapping[str, int | None]
"""For each item, by its id with version, the place in its file of the option that was chosen; None: I don't know."""


def store_answers(
    store: Store, items: Sequence[Item], people: Sequence[Chosen], *, organisation_id: str = "local", named: str = "ann"
) -> None:
    """Write a sitting for each of these, by people who are called `named` and their number."""
    known, by_name = calibration_of(items, read_scale()), {item.name: item for item in items}
    sittings, asked, responses, scored = [], [], [], []
    for number, chosen in enumerate(people):
        sitting = f"{organisation_id} {named} {number:05}"
        sittings.append(_sitting(sitting, organisation_id, f"{named}{number}", number, known.label))
        for position, (name, place) in enumerate(chosen.items(), start=1):
            item = by_name[name]
            dealt = deal(item, str(number))
            given = None if place is None else [dealt.order.index(place)]
            shared = {"organisation_id": organisation_id, "at": NOW}
            asked.append(
                {
                    **shared,
                    "id": f"{sitting} {position}",
                    "sitting_id": sitting,
                    "position": position,
                    "item": name,
                    "item_digest": item.digest,
                    "pilot": False,
                    "asks_confidence": False,
                    "why": {},
                }
            )
            answer = {"asked_id": f"{sitting} {position}", **shared}
            responses.append({**answer, "answer": {"given": given}, "seconds": 20.0 + number, "confidence": None})
            scored.append({**answer, "marking": MARKING, "by": RULES, "category": mark(item, dealt, given)})
    with store.writing() as connection:
        connection.execute(insert(CALIBRATION).prefix_with("OR IGNORE"), known.as_row(NOW))
        for table, rows in ((SITTING, sittings), (ASKED, asked), (RESPONSE, responses), (SCORED_RESPONSE, scored)):
            connection.execute(insert(table), rows)


def _sitting(name: str, organisation_id: str, person_ref: str, number: int, calibration: str) -> dict[str, object]:
    return {
        "id": name,
        "organisation_id": organisation_id,
        "person_ref": person_ref,
        "seed": str(number),
        "form": {},
        "statuses": ["draft"],
        "pilots": [],
        "calibration": calibration,
        "scale": "author-1",
        "cut_set": "author-1",
        "held_back": [],
        "left_out": [],
        "self_rating": None,
        "started_at": NOW + dt.timedelta(minutes=number),
    }
