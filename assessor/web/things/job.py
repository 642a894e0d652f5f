"""A job of the organisation; it is the own one of who asked for it."""

from sqlmodel import Session

from assessor.models.work.job import Job
from assessor.people.viewer import Viewer
from assessor.web.access import Thing


def find(session: Session, thing_id: str, viewer: Viewer) -> Thing | None:
    """Return whose it is."""
    found = session.get(Job, thing_id)
    return Thing(is_own=found.asked_by == viewer.person_id) if found else None
