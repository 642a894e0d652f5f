"""What sittings read from the store and write to it: rows in, rows out, and no decision."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, and_, bindparam, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or

from assessor.models.measurement import ASKED, CALIBRATION, ITEM_EXPOSURE, RESPONSE, RESULT, SCORED_RESPONSE, SITTING

MARKING = "marking@1"
"""The rules of `assessor.bank.marking`; a change of a rule is a new version."""

RULES = "rules"
"""Who marks by them."""

_PAST = (
    select(
        ASKED.c.id,
        ASKED.c.item,
        ASKED.c.position,
        ASKED.c.pilot,
        ASKED.c.asks_confidence,
        RESPONSE.c.asked_id.label("answered"),
        RESPONSE.c.seconds,
        SCORED_RESPONSE.c.number,
        SCORED_RESPONSE.c.category,
    )
    .select_from(
        ASKED.outerjoin(RESPONSE, RESPONSE.c.asked_id == ASKED.c.id).outerjoin(
            SCORED_RESPONSE, and_(SCORED_RESPONSE.c.asked_id == ASKED.c.id, SCORED_RESPONSE.c.marking == MARKING)
        )
    )
    .where(ASKED.c.sitting_id == bindparam("sitting"))
    .order_by(ASKED.c.position)
)
_ANSWER = (
    select(
        ASKED.c.sitting_id,
        ASKED.c.item,
        ASKED.c.asks_confidence,
        RESPONSE.c.asked_id.label("answered"),
        RESPONSE.c.answer,
    )
    .select_from(ASKED.outerjoin(RESPONSE, RESPONSE.c.asked_id == ASKED.c.id))
    .where(ASKED.c.id == bindparam("asked"), ASKED.c.organisation_id == bindparam("organisation"))
)
_RESULT = select(RESULT).where(RESULT.c.sitting_id == bindparam("sitting")).order_by(RESULT.c.number.desc()).limit(1)
_COUNT_ASKED = (
    update(ITEM_EXPOSURE)
    .where(ITEM_EXPOSURE.c.item == bindparam("of"))
    .values(asked=ITEM_EXPOSURE.c.asked + 1, eligible=ITEM_EXPOSURE.c.eligible + bindparam("more"))
)


def add(connection: Connection, table: Table, row: Mapping[str, Any]) -> int:
    """Add a row and return its number, where the table counts."""
    key = connection.execute(insert(table), dict(row)).inserted_primary_key
    return int(key[0]) if key and isinstance(key[0], int) else 0


def keep_calibration(connection: Connection, row: Mapping[str, Any]) -> None:
    """Add a calibration unless it is there."""
    connection.execute(insert_or(CALIBRATION).on_conflict_do_nothing(), dict(row))


def calibration(connection: Connection, label: str) -> RowMapping:
    """Return a calibration, which a sitting refers to and which therefore is there."""
    return connection.execute(select(CALIBRATION).where(CALIBRATION.c.label == label)).mappings().one()


def sitting(connection: Connection, organisation_id: str, sitting_id: str) -> RowMapping | None:
    """Return a sitting of an organisation."""
    one = select(SITTING).where(SITTING.c.id == sitting_id, SITTING.c.organisation_id == organisation_id)
    return connection.execute(one).mappings().one_or_none()


def past(connection: Connection, sitting_id: str) -> list[RowMapping]:
    """Return what was asked, in order, with the marks; `answered` is None for what is still open."""
    return list(connection.execute(_PAST, {"sitting": sitting_id}).mappings())


def answer(connection: Connection, organisation_id: str, asked_id: str) -> RowMapping | None:
    """Return what was asked under an id, with its answer where there is one."""
    return connection.execute(_ANSWER, {"asked": asked_id, "organisation": organisation_id}).mappings().one_or_none()


def result(connection: Connection, sitting_id: str) -> RowMapping | None:
    """Return the newest result of a sitting."""
    return connection.execute(_RESULT, {"sitting": sitting_id}).mappings().one_or_none()


def seen_since(connection: Connection, organisation_id: str, person_ref: str, since: dt.datetime) -> set[str]:
    """Return the ids, without version, of what a person was asked since."""
    of_person = (
        select(ASKED.c.item)
        .join(SITTING, SITTING.c.id == ASKED.c.sitting_id)
        .where(SITTING.c.organisation_id == organisation_id, SITTING.c.person_ref == person_ref, ASKED.c.at >= since)
    )
    return {without_version(item) for item in connection.scalars(of_person)}


def exposures(connection: Connection) -> dict[str, tuple[int, int, int]]:
    """Return tests, times eligible and times asked of each item, by its id without version."""
    rows = connection.execute(select(ITEM_EXPOSURE))
    return {row.item: (row.tests, row.eligible, row.asked) for row in rows}


def count_test(connection: Connection, items: Iterable[tuple[str, bool]]) -> None:
    """Count one more test for each item: its id without version, and whether it is eligible."""
    rows = [{"item": item, "tests": 1, "eligible": int(eligible), "asked": 0} for item, eligible in items]
    new = insert_or(ITEM_EXPOSURE)
    one_more = {
        "tests": ITEM_EXPOSURE.c.tests + 1,
        "eligible": ITEM_EXPOSURE.c.eligible + new.excluded.eligible,
    }
    connection.execute(new.on_conflict_do_update(index_elements=["item"], set_=one_more), rows)


def count_asked(connection: Connection, item: str, *, was_eligible: bool) -> None:
    """Count that an item was asked; one that was held back counts as eligible all the same."""
    connection.execute(_COUNT_ASKED, {"of": item, "more": int(not was_eligible)})


def without_version(item: str) -> str:
    """Return the id of an item that is named with its version."""
    return item.split("@", 1)[0]
