"""An answer of a sitting, by what was asked; it is the own one of who sits, and of her teams and cohorts."""

from sqlmodel import Session

from assessor.models.measurement.asked import Asked
from assessor.people.viewer import Viewer
from assessor.web.access import Thing
from assessor.web.things.sitting import find as find_sitting


def find(session: Session, thing_id: str, viewer: Viewer) -> Thing | None:
    """Return whose it is."""
    asked = session.get(Asked, thing_id)
    return find_sitting(session, asked.sitting_id, viewer) if asked else None
