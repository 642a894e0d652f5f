"""A team of the organisation; it is the own one of who is in it."""

from sqlmodel import Session

from assessor.models.people.team import Team
from assessor.models.people.team_member import TeamMember
from assessor.people.viewer import Viewer
from assessor.web.access import Thing


def find(session: Session, thing_id: str, viewer: Viewer) -> Thing | None:
    """Return whose it is."""
    if session.get(Team, thing_id) is None:
        return None
    is_in = viewer.person_id is not None and session.get(TeamMember, (thing_id, viewer.person_id)) is not None
    return Thing(is_own=is_in, teams=frozenset({thing_id}))
