"""A person of the organisation."""

from sqlmodel import Session, select

from assessor.models.people.cohort_member import CohortMember
from assessor.models.people.person import Person
from assessor.models.people.team_member import TeamMember
from assessor.people.viewer import Viewer
from assessor.web.access import Thing


def find(session: Session, thing_id: str, viewer: Viewer) -> Thing | None:
    """Return whose it is."""
    if session.get(Person, thing_id) is None:
        return None
    return of_person(session, thing_id, viewer)


def of_person(session: Session, person_id: str, viewer: Viewer) -> Thing:
    """Return whose something of a person is: hers, and her teams' and cohorts', where the viewer has any."""
    is_own = person_id == viewer.person_id
    if not viewer.teams and not viewer.cohorts:
        return Thing(is_own=is_own)  # most requests are of learners, and rules ask for groups that both are in
    return Thing(
        is_own=is_own,
        teams=frozenset(session.exec(select(TeamMember.team_id).where(TeamMember.person_id == person_id))),
        cohorts=frozenset(session.exec(select(CohortMember.cohort_id).where(CohortMember.person_id == person_id))),
    )
