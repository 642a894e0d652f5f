"""Teams: made, renamed, dissolved; who is in them and who manages them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from assessor.models.declared import new_id
from assessor.models.people.person import Person
from assessor.models.people.role_grant import RoleGrant
from assessor.models.people.team import Team
from assessor.models.people.team_member import TeamMember
from assessor.people import audit, roles
from assessor.people.administering.naming import named
from assessor.people.refusals import Refused
from assessor.people.signing_up import checked_name
from assessor.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Listed:
    """A team in a list."""

    team: Team
    members: int
    managers: tuple[str, ...]
    """Their names."""


def listed(session: Session, who: Viewer) -> list[Listed]:
    """Return the teams that somebody manages, or all for an owner, by name."""
    found = select(Team).where(col(Team.closed_at).is_(None)).order_by(Team.name)
    if "owner" not in who.roles:
        found = found.where(col(Team.id).in_(who.teams))
    counts = (
        select(TeamMember.team_id, func.count())
        .join(Person, col(Person.id) == col(TeamMember.person_id))
        .where(col(Person.left_at).is_(None))
        .group_by(col(TeamMember.team_id))
    )
    sizes = dict(session.exec(counts).all())
    return [
        Listed(team, sizes.get(team.id, 0), tuple(one.name for one in managers(session, team.id)))
        for team in session.exec(found)
    ]


def members(session: Session, team_id: str) -> list[Person]:
    """Return who is in a team and has not left, by name."""
    inside = select(TeamMember.person_id).where(TeamMember.team_id == team_id)
    return _people(session, session.exec(inside))


def managers(session: Session, team_id: str) -> list[Person]:
    """Return who manages a team, by name."""
    granted = select(RoleGrant.person_id).where(RoleGrant.team_id == team_id)
    return _people(session, session.exec(granted))


def make(session: Session, who: Viewer, name: str, at: dt.datetime) -> str:
    """Make a team and return its id. Raises Refused."""
    assert who.organisation_id is not None, "teams are an organisation's"
    team = Team(id=new_id(), organisation_id=who.organisation_id, name=_free(session, name, None), created_at=at)
    session.add(team)
    session.flush()
    audit.note(session, who, "team.made", f"team:{team.id}")
    return team.id


def rename(session: Session, who: Viewer, team_id: str, name: str) -> None:
    """Give a team another name. Raises Refused."""
    session.get_one(Team, team_id).name = _free(session, name, team_id)
    audit.note(session, who, "team.renamed", f"team:{team_id}")


def put_in(session: Session, who: Viewer, team_id: str, said: str, at: dt.datetime) -> int:
    """Put people into a team, by an address or number a line; return how many are new. Raises Refused."""
    assert who.organisation_id is not None, "teams are an organisation's"
    inside = set(session.exec(select(TeamMember.person_id).where(TeamMember.team_id == team_id)))
    new = [person.id for person in named(session, said, "members") if person.id not in inside]
    for person_id in new:
        row = TeamMember(team_id=team_id, person_id=person_id, organisation_id=who.organisation_id, since=at)
        session.add(row)
        audit.note(session, who, "team.joined", f"person:{person_id}", {"team": team_id})
    return len(new)


def take_out(session: Session, who: Viewer, team_id: str, person_id: str) -> None:
    """Take somebody out of a team."""
    row = session.get(TeamMember, (team_id, person_id))
    if row is None:
        return
    session.delete(row)
    audit.note(session, who, "team.taken_out", f"person:{person_id}", {"team": team_id})


def appoint(session: Session, who: Viewer, team_id: str, said: str, at: dt.datetime) -> None:
    """Make people managers of a team, by an address or number a line. Raises Refused."""
    for person in named(session, said, "managers"):
        roles.give(session, who, roles.Grant(person.id, "manager", team_id=team_id), at)


def dismiss(session: Session, who: Viewer, team_id: str, person_id: str) -> None:
    """Have somebody manage a team no longer."""
    roles.take(session, who, roles.Grant(person_id, "manager", team_id=team_id))


def dissolve(session: Session, who: Viewer, team_id: str, at: dt.datetime) -> None:
    """Have a team be no more; figures that are told of it stay. Its managers see it no longer."""
    for person in managers(session, team_id):
        dismiss(session, who, team_id, person.id)
    session.get_one(Team, team_id).closed_at = at
    audit.note(session, who, "team.dissolved", f"team:{team_id}")


def _people(session: Session, ids: Iterable[str]) -> list[Person]:
    here = select(Person).where(col(Person.id).in_(list(ids)), col(Person.left_at).is_(None))
    return list(session.exec(here.order_by(func.lower(Person.name), col(Person.id))))


def _free(session: Session, name: str, team_id: str | None) -> str:
    """Return a name that no other team has. Raises Refused."""
    tidied = checked_name(name, "name", "what the team is called")
    other = session.exec(select(Team.id).where(Team.name == tidied)).first()
    if other is not None and other != team_id:
        raise Refused(f"There is a team '{tidied}' already, or was; choose another name.", "name")
    return tidied
