"""A key of the API of the organisation; it is the own one of the owner who made it."""

from sqlmodel import Session

from assessor.models.people.api_token import ApiToken
from assessor.people.viewer import Viewer
from assessor.web.access import Thing


def find(session: Session, thing_id: str, viewer: Viewer) -> Thing | None:
    """Return whose it is."""
    key = session.get(ApiToken, thing_id)
    return Thing(is_own=key.made_by == viewer.person_id) if key else None
