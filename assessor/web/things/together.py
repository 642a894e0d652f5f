"""What a team took together, by its sitting; it is the own one of who holds the keyboard, and its team's."""

from sqlmodel import Session

from assessor.models.campaigns.team_sitting import TeamSitting
from assessor.people.viewer import Viewer
from assessor.web.access import Thing


def find(session: Session, thing_id: str, viewer: Viewer) -> Thing | None:
    """Return whose it is; None for a person's sitting."""
    row = session.get(TeamSitting, thing_id)
    if row is None:
        return None
    return Thing(is_own=row.led_by == viewer.person_id, teams=frozenset({row.team_id}))
