"""Writes people of a table: who is new, who has changed, who is left out. The same table again changes nothing."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import col, insert, or_, select, update

from assessor.db import TenantSession
from assessor.models.declared import new_id
from assessor.models.people.person import Person
from assessor.models.people.role_grant import RoleGrant
from assessor.models.people.team import Team
from assessor.models.people.team_member import TeamMember
from assessor.people.importing.checking import LeftOut, Listed

ROLE = "learner"


@dataclass(frozen=True, slots=True)
class Import:
    """Whose people they are, by whom and how."""

    organisation_id: str
    by: str
    """The person who handed the table in."""
    makes_teams: bool
    """Whether a team that is not there is made, or its rows left out."""
    at: dt.datetime


@dataclass(slots=True)
class Came:
    """What came of rows."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    left_out: list[LeftOut] = field(default_factory=list)


def add_people(session: TenantSession, how: Import, people: Sequence[Listed]) -> Came:
    """Add or change people, with the role of a learner and their team."""
    came = Came()
    teams = _teams(session, how, people, came)
    out = {left.row for left in came.left_out}
    known = _known(session, people)
    new: list[tuple[str, Listed]] = []
    members: dict[str, Listed] = {}
    for listed in people:
        if listed.row in out:
            continue
        found = {known[key].id: known[key] for key in listed.keys if key in known}
        if len(found) > 1:
            came.left_out.append(LeftOut(listed.row, "email", "its number and its address are two people's of yours"))
        elif not found:
            new.append((new_id(), listed))
        elif (left := _left_out(listed, (person := next(iter(found.values()))))) is not None:
            came.left_out.append(left)
        else:
            changes = _changes(listed, person)
            came.changed, came.unchanged = came.changed + bool(changes), came.unchanged + (not changes)
            if changes:
                session.exec(update(Person).where(col(Person.id) == person.id).values(**changes))
            members[person.id] = listed
    came.new = len(new)
    _insert(session, how, new)
    _join(session, how, members, dict(new), teams)
    return came


def _left_out(listed: Listed, person: Any) -> LeftOut | None:  # noqa: ANN401 - some columns of a person
    if person.left_at is not None:
        return LeftOut(listed.row, "name", "is there and has left; take the person back on their page")
    if listed.email and person.email and listed.email != person.email and person.account_id is not None:
        return LeftOut(listed.row, "email", "logs in by another address, which only the account's owner changes")
    return None


def _changes(listed: Listed, person: Any) -> dict[str, str]:  # noqa: ANN401 - the same
    parts = ("name", "email", "external_ref", "job_role")
    said = {part: getattr(listed, part) for part in parts}
    return {part: value for part, value in said.items() if value and value != getattr(person, part)}


def _known(session: TenantSession, people: Sequence[Listed]) -> dict[tuple[str, str], Any]:
    """Return who is there already, by number and by address."""
    refs = [listed.external_ref for listed in people if listed.external_ref]
    emails = [listed.email for listed in people if listed.email]
    rows = session.exec(
        select(Person).where(or_(col(Person.external_ref).in_(refs), col(Person.email).in_(emails)))
    ).all()
    by_ref = {("external_ref", row.external_ref): row for row in rows if row.external_ref}
    return by_ref | {("email", row.email): row for row in rows if row.email}


def _teams(session: TenantSession, how: Import, people: Sequence[Listed], came: Came) -> dict[str, str]:
    """Return the ids of teams by name; those that are not there are made or their rows left out."""
    there = {team.name.casefold(): team for team in session.exec(select(Team))}
    for listed in people:
        if not listed.team or ((team := there.get(listed.team.casefold())) and team.closed_at is None):
            continue
        if team is not None or not how.makes_teams:
            words = "was dissolved" if team is not None else "is not there; make it, or have unknown teams made"
            came.left_out.append(LeftOut(listed.row, "team", f"team '{listed.team}' {words}"))
            continue
        made = Team(id=new_id(), organisation_id=how.organisation_id, name=listed.team, created_at=how.at)
        session.add(made)
        there[listed.team.casefold()] = made
    session.flush()
    return {name: team.id for name, team in there.items()}


def _insert(session: TenantSession, how: Import, new: Iterable[tuple[str, Listed]]) -> None:
    people, roles = [], []
    for person_id, listed in new:
        people.append({
            "id": person_id, "organisation_id": how.organisation_id, "name": listed.name, "email": listed.email,
            "job_role": listed.job_role, "external_ref": listed.external_ref, "joined_at": how.at,
        })  # fmt: skip
        roles.append({
            "id": new_id(), "organisation_id": how.organisation_id, "person_id": person_id, "role": ROLE,
            "given_by": how.by, "given_at": how.at,
        })  # fmt: skip
    if people:
        session.execute(insert(Person), people)
        session.execute(insert(RoleGrant), roles)


def _join(
    session: TenantSession, how: Import, known: dict[str, Listed], new: dict[str, Listed], teams: dict[str, str]
) -> None:
    """Put people into the teams that their rows name; they stay in others."""
    wanted = {(teams[row.team.casefold()], person) for person, row in (known | new).items() if row.team}
    memberships = select(TeamMember.team_id, TeamMember.person_id).where(col(TeamMember.person_id).in_(known))
    there = {(team, person) for team, person in session.exec(memberships)} if known else set()
    rows = [
        {"team_id": team, "person_id": person, "organisation_id": how.organisation_id, "since": how.at}
        for team, person in sorted(wanted - there)
    ]
    if rows:
        session.execute(insert(TeamMember), rows)
