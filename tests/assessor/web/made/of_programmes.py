"""What is kept of programmes: what the matrix of routes asks for."""

import datetime as dt
from dataclasses import replace
from typing import Any

from assessor.models.declared import new_id
from assessor.models.programme.enrolment import Enrolment
from assessor.models.programme.progress_review import ProgressReview
from assessor.storing.tenants import TenantSession
from tests.assessor.web.made.of_people import people
from tests.assessor.web.made.thing import Made
from tests.assessor.web.making import Tenant

NOW = dt.datetime.now(dt.UTC)
DAY = dt.date(2026, 6, 1)


def enrolments(session: TenantSession, made: Tenant) -> list[Made]:
    """Make an enrolment of the learner, and one of a stranger."""
    return [replace(whose, id=_enrolment(session, made, whose.id)) for whose in people(session, made)[:2]]


def progress_reviews(session: TenantSession, made: Tenant) -> list[Made]:
    found = []
    for whose in people(session, made)[:2]:
        own: dict[str, Any] = {"organisation_id": made.organisation_id, "person_id": whose.id}
        enrolment_id = _enrolment(session, made, whose.id, dt.date(2025, 12, 10))
        review = ProgressReview(id=new_id(), enrolment_id=enrolment_id, source="typed", source_ref="1", at=NOW, **own)
        review.planned_on = DAY
        session.add(review)
        found.append(replace(whose, id=review.id))
    session.flush()
    return found


def _enrolment(session: TenantSession, made: Tenant, person_id: str, starts_on: dt.date = DAY) -> str:
    row = Enrolment(
        id=new_id(),
        organisation_id=made.organisation_id,
        person_id=person_id,
        programme="ST1512",
        version="2.1",
        starts_on=starts_on,
        planned_end_on=DAY + dt.timedelta(days=546),
        made_at=NOW,
    )
    session.add(row)
    session.flush()
    return row.id
