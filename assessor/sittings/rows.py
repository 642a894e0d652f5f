"""What sittings read from the store and write to it: rows in, rows out, and no decision."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, bindparam, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from assessor.db import hold
from assessor.models.campaigns import TEAM_SITTING
from assessor.models.measurement import (
    ASKED,
    CALIBRATION,
    EVIDENCE,
    ITEM_EXPOSURE,
    ORGANISATION_SECRET,
    RESPONSE,
    RESULT,
    SCORED_RESPONSE,
    SITTING,
)

MARKING = "marking@1"
"""The rules of `assessor.bank.marking`; a change of a rule is a new version."""

RULES = "rules"
"""Who marks by them."""

IN_WORDS = "in-words@1"
"""A person's marks by what the item's narrative says earns each category."""

_MARKS = SCORED_RESPONSE.alias("marks")
_NEWEST_MARK = (
    select(func.max(_MARKS.c.number)).where(_MARKS.c.asked_id == ASKED.c.id).correlate(ASKED).scalar_subquery()
)
_PAST = (
    select(
        ASKED.c.id,
        ASKED.c.id.label("asked_id"),
        ASKED.c.item,
        ASKED.c.position,
        ASKED.c.pilot,
        ASKED.c.asks_confidence,
        ASKED.c.at,
        RESPONSE.c.asked_id.label("answered"),
        RESPONSE.c.answer,
        RESPONSE.c.seconds,
        RESPONSE.c.confidence,
        SCORED_RESPONSE.c.number,
        SCORED_RESPONSE.c.marking,
        SCORED_RESPONSE.c.category,
    )
    .select_from(
        ASKED.outerjoin(RESPONSE, RESPONSE.c.asked_id == ASKED.c.id).outerjoin(
            SCORED_RESPONSE, SCORED_RESPONSE.c.number == _NEWEST_MARK
        )
    )
    .where(ASKED.c.sitting_id == bindparam("sitting"))
    .order_by(ASKED.c.position)
)
_ANSWER = (
    select(
        ASKED.c.id.label("asked_id"),
        ASKED.c.organisation_id,
        ASKED.c.sitting_id,
        ASKED.c.item,
        ASKED.c.position,
        ASKED.c.asks_confidence,
        ASKED.c.at,
        RESPONSE.c.asked_id.label("answered"),
        RESPONSE.c.answer,
    )
    .select_from(ASKED.outerjoin(RESPONSE, RESPONSE.c.asked_id == ASKED.c.id))
    .where(ASKED.c.id == bindparam("asked"), ASKED.c.organisation_id == bindparam("organisation"))
)
_RESULTS = select(RESULT).where(RESULT.c.sitting_id == bindparam("sitting")).order_by(RESULT.c.number)
_COUNT_ASKED = (
    update(ITEM_EXPOSURE)
    .where(ITEM_EXPOSURE.c.item == bindparam("of"))
    .values(asked=ITEM_EXPOSURE.c.asked + 1, eligible=ITEM_EXPOSURE.c.eligible + bindparam("more"))
)


def _insert_or(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return an insert that may say what happens where the row is there: each database has its own, of one form."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def add(connection: Connection, table: Table, row: Mapping[str, Any]) -> int:
    """Add a row and return its number, where the table counts."""
    key = connection.execute(insert(table), dict(row)).inserted_primary_key
    return int(key[0]) if key and isinstance(key[0], int) else 0


def keep_calibration(connection: Connection, row: Mapping[str, Any]) -> None:
    """Add a calibration unless it is there."""
    connection.execute(_insert_or(connection, CALIBRATION).on_conflict_do_nothing(), dict(row))


def calibration(connection: Connection, label: str) -> RowMapping | None:
    """Return a calibration."""
    return connection.execute(select(CALIBRATION).where(CALIBRATION.c.label == label)).mappings().one_or_none()


def sitting(connection: Connection, organisation_id: str, sitting_id: str) -> RowMapping | None:
    """Return a sitting of an organisation."""
    one = select(SITTING).where(SITTING.c.id == sitting_id, SITTING.c.organisation_id == organisation_id)
    return connection.execute(one).mappings().one_or_none()


def past(connection: Connection, sitting_id: str) -> list[RowMapping]:
    """Return what was asked, in order, with the newest marks.

    `answered` is None for what is still open, `category` for an answer that waits for its marks.
    """
    return list(connection.execute(_PAST, {"sitting": sitting_id}).mappings())


def answer(connection: Connection, organisation_id: str, asked_id: str) -> RowMapping | None:
    """Return what was asked under an id, with its answer where there is one; its sitting is held from then on."""
    of_person = {"asked": asked_id, "organisation": organisation_id}
    found = connection.execute(_ANSWER, of_person).mappings().one_or_none()
    if found is not None and hold(connection, found["sitting_id"]):
        found = connection.execute(_ANSWER, of_person).mappings().one_or_none()
    return found


def results(connection: Connection, sitting_id: str) -> list[RowMapping]:
    """Return the results of a sitting, the newest last; none while it goes on."""
    return list(connection.execute(_RESULTS, {"sitting": sitting_id}).mappings())


def results_of(connection: Connection, organisation_id: str, person_ref: str | None) -> list[RowMapping]:
    """Return the results of an organisation, or of one of its people, with who sat; the newest last.

    What a team took together is not among them: it is nobody's result.
    """
    found = (
        select(RESULT, SITTING.c.person_ref)
        .join(SITTING, SITTING.c.id == RESULT.c.sitting_id)
        .where(RESULT.c.organisation_id == organisation_id, SITTING.c.id.not_in(select(TEAM_SITTING.c.sitting_id)))
        .order_by(RESULT.c.number)
    )
    if person_ref is not None:
        found = found.where(SITTING.c.person_ref == person_ref)
    return list(connection.execute(found).mappings())


def evidence(connection: Connection, organisation_id: str, person_ref: str | None) -> list[RowMapping]:
    """Return the practical evidence of a person, the oldest first; none of nobody."""
    if person_ref is None:
        return []
    of_person = (
        select(EVIDENCE)
        .where(EVIDENCE.c.organisation_id == organisation_id, EVIDENCE.c.person_ref == person_ref)
        .order_by(EVIDENCE.c.at, EVIDENCE.c.id)
    )
    return list(connection.execute(of_person).mappings())


def keep_secret(connection: Connection, row: Mapping[str, Any]) -> None:
    """Add an organisation's secret unless it has one."""
    connection.execute(_insert_or(connection, ORGANISATION_SECRET).on_conflict_do_nothing(), dict(row))


def secret(connection: Connection, organisation_id: str) -> RowMapping | None:
    """Return an organisation's secret; none before its first sitting."""
    own = select(ORGANISATION_SECRET).where(ORGANISATION_SECRET.c.organisation_id == organisation_id)
    return connection.execute(own).mappings().one_or_none()


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
    # All in one order, so that two that begin at once wait for each other and never each for the other.
    rows = [{"item": item, "tests": 1, "eligible": int(eligible), "asked": 0} for item, eligible in sorted(items)]
    new = _insert_or(connection, ITEM_EXPOSURE)
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
