"""A badge of somebody; it is hers alone. Whoever checks one asks a page that is open to anyone."""

from sqlmodel import Session

from assessor.models.afterwards.badge import Badge
from assessor.people.viewer import Viewer
from assessor.web.access import Thing


def find(session: Session, thing_id: str, viewer: Viewer) -> Thing | None:
    """Return whose it is."""
    badge = session.get(Badge, thing_id)
    return None if badge is None else Thing(is_own=badge.person_id == viewer.person_id)
