"""A progress review; it is the learner's own, and her teams' and cohorts'."""

from sqlmodel import Session

from assessor.models.programme.progress_review import ProgressReview
from assessor.people.viewer import Viewer
from assessor.web.access import Thing
from assessor.web.things.person import of_person


def find(session: Session, thing_id: str, viewer: Viewer) -> Thing | None:
    """Return whose it is."""
    review = session.get(ProgressReview, thing_id)
    return of_person(session, review.person_id, viewer) if review else None
