"""A request to look at a result again; it is the own one of who is asked to."""

from sqlmodel import Session

from assessor.models.afterwards.review_request import ReviewRequest
from assessor.people.viewer import Viewer
from assessor.web.access import Thing


def find(session: Session, thing_id: str, viewer: Viewer) -> Thing | None:
    """Return whose it is."""
    review = session.get(ReviewRequest, thing_id)
    return Thing(is_own=review.to_person_id == viewer.person_id) if review else None
