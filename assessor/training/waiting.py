"""Which answers in words wait for a person's marks, as far as a viewer is the one to give them."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, select

from assessor.models.measurement.asked import Asked
from assessor.models.measurement.response import Response
from assessor.models.measurement.result import Result
from assessor.models.measurement.scored_response import ScoredResponse
from assessor.models.measurement.sitting import Sitting
from assessor.models.people.cohort_member import CohortMember
from assessor.models.people.organisation import Organisation
from assessor.models.people.person import Person
from assessor.people.viewer import Viewer

NOBODY = "somebody whose name is not shown"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An answer that waits for its marks."""

    asked_id: str
    sitting_id: str
    whose: str
    """The name, or words in its place where marks are given without names."""
    item: str
    at: dt.datetime
    """When it was given, UTC."""


def of_viewer(session: Session, viewer: Viewer) -> list[Waiting]:
    """Return what waits for a viewer: of her cohorts, or of everybody for an owner; what has waited longest first."""
    is_blind = session.exec(select(Organisation)).one().marks_blind
    ended = select(Result.sitting_id)
    marked = select(ScoredResponse.asked_id)
    asked = (
        select(Asked, Response.at, Sitting.person_ref)
        .join(Response, col(Response.asked_id) == col(Asked.id))
        .join(Sitting, col(Sitting.id) == col(Asked.sitting_id))
        .where(col(Asked.sitting_id).in_(ended), col(Asked.id).not_in(marked))
        .order_by(col(Response.at))
    )
    if "owner" not in viewer.roles:
        hers = select(CohortMember.person_id).where(col(CohortMember.cohort_id).in_(viewer.cohorts))
        asked = asked.where(col(Sitting.person_ref).in_(hers))
    found = session.exec(asked).all()
    names = _names(session, {person_ref for _, _, person_ref in found if person_ref})
    return [
        Waiting(
            one.id,
            one.sitting_id,
            NOBODY if is_blind else names.get(person_ref or "", NOBODY),
            one.item.partition("@")[0],
            at,
        )
        for one, at, person_ref in found
    ]


def _names(session: Session, people: set[str]) -> dict[str, str]:
    return dict(session.exec(select(Person.id, Person.name).where(col(Person.id).in_(people))).all())
