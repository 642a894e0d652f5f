"""An enrolment; it is the learner's own, and her teams' and cohorts'."""

from sqlmodel import Session

from assessor.models.programme.enrolment import Enrolment
from assessor.people.viewer import Viewer
from assessor.web.access import Thing
from assessor.web.things.person import of_person


def find(session: Session, thing_id: str, viewer: Viewer) -> Thing | None:
    """Return whose it is."""
    enrolment = session.get(Enrolment, thing_id)
    return of_person(session, enrolment.person_id, viewer) if enrolment else None
