"""A file that was handed in; it is the own one of who did."""

from sqlmodel import Session

from assessor.models.work.upload import Upload
from assessor.people.viewer import Viewer
from assessor.web.access import Thing


def find(session: Session, thing_id: str, viewer: Viewer) -> Thing | None:
    """Return whose it is."""
    found = session.get(Upload, thing_id)
    return Thing(is_own=found.made_by == viewer.person_id) if found else None
