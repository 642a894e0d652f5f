"""The people of an organisation, found by words and shown page by page."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlmodel import Session, col, func, or_, select

from assessor.models.people.cohort import Cohort
from assessor.models.people.cohort_member import CohortMember
from assessor.models.people.invitation import Invitation
from assessor.models.people.person import Person
from assessor.models.people.role_grant import RoleGrant
from assessor.models.people.team import Team
from assessor.models.people.team_member import TeamMember

PAGE = 50
Show = Literal["all", "waiting", "uninvited", "left"]
SHOWS: tuple[Show, ...] = get_args(Show)


@dataclass(frozen=True, slots=True)
class Wish:
    """Who is looked for."""

    words: str = ""
    """In the name, the address, the job role or the number."""
    show: Show = "all"
    """all who are here; waiting: those who have not signed up; uninvited: of them, those without an open invitation;
    left."""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Listed:
    """One person in the list."""

    person: Person
    roles: tuple[str, ...]
    teams: tuple[str, ...]
    invited_until: dt.datetime | None
    """Until when her open invitation can be taken up."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list."""

    rows: tuple[Listed, ...]
    number: int
    last: int
    total: int


def find(session: Session, wish: Wish, now: dt.datetime) -> Page:
    """Return a page of the people who are looked for, by name; a page beyond the last is the last."""
    conditions = _conditions(wish, now)
    total = session.exec(select(func.count()).select_from(Person).where(*conditions)).one()
    last = max(1, -(-total // PAGE))
    number = min(max(1, wish.page), last)
    asked = select(Person).where(*conditions).order_by(func.lower(Person.name), col(Person.id))
    people = session.exec(asked.offset((number - 1) * PAGE).limit(PAGE)).all()
    ids = [person.id for person in people]
    roles, teams, invited = _roles(session, ids), _teams(session, ids), open_invitations(session, ids, now)
    rows = [
        Listed(one, tuple(sorted(roles.get(one.id, ()))), tuple(teams.get(one.id, ())), invited.get(one.id))
        for one in people
    ]
    return Page(tuple(rows), number, last, total)


def uninvited(session: Session, now: dt.datetime, most: int) -> list[Person]:
    """Return those who have an address, have not signed up and have no open invitation, by name."""
    asked = select(Person).where(*_conditions(Wish(show="uninvited"), now), col(Person.email).is_not(None))
    return list(session.exec(asked.order_by(func.lower(Person.name), col(Person.id)).limit(most)))


def open_invitations(session: Session, people: Collection[str], now: dt.datetime) -> dict[str, dt.datetime]:
    """Return until when the open invitation of each person can be taken up."""
    asked = select(Invitation.person_id, Invitation.expires_at).where(
        col(Invitation.person_id).in_(people), *_is_open(now)
    )
    return dict(session.exec(asked).all())


@dataclass(frozen=True, slots=True)
class Belonging:
    """Where a person belongs: groups by id and name."""

    teams: tuple[tuple[str, str], ...]
    cohorts: tuple[tuple[str, str], ...]


def belonging(session: Session, person_id: str) -> Belonging:
    """Return the teams and cohorts that a person is in."""
    teams = (
        select(Team.id, Team.name)
        .join(TeamMember, col(TeamMember.team_id) == col(Team.id))
        .where(TeamMember.person_id == person_id)
        .order_by(Team.name)
    )
    cohorts = (
        select(Cohort.id, Cohort.name)
        .join(CohortMember, col(CohortMember.cohort_id) == col(Cohort.id))
        .where(CohortMember.person_id == person_id)
        .order_by(Cohort.name)
    )
    return Belonging(tuple(session.exec(teams)), tuple(session.exec(cohorts)))


def groups(session: Session) -> Belonging:
    """Return all teams and cohorts that are not dissolved."""
    teams = select(Team.id, Team.name).where(col(Team.closed_at).is_(None)).order_by(Team.name)
    cohorts = select(Cohort.id, Cohort.name).where(col(Cohort.closed_at).is_(None)).order_by(Cohort.name)
    return Belonging(tuple(session.exec(teams)), tuple(session.exec(cohorts)))


def _conditions(wish: Wish, now: dt.datetime) -> list[Any]:
    has_left = col(Person.left_at).is_not(None)
    found: list[Any] = [has_left if wish.show == "left" else ~has_left, col(Person.erased_at).is_(None)]
    if wish.show in {"waiting", "uninvited"}:
        found.append(col(Person.account_id).is_(None))
    if wish.show == "uninvited":
        found.append(col(Person.id).not_in(select(Invitation.person_id).where(*_is_open(now))))
    for word in wish.words.split():
        columns = (Person.name, Person.email, Person.job_role, Person.external_ref)
        found.append(or_(*(col(column).icontains(word, autoescape=True) for column in columns)))
    return found


def _is_open(now: dt.datetime) -> tuple[Any, ...]:
    return (
        col(Invitation.used_at).is_(None),
        col(Invitation.revoked_at).is_(None),
        col(Invitation.expires_at) > now,
    )


def _roles(session: Session, people: Collection[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    asked = select(RoleGrant.person_id, RoleGrant.role).where(col(RoleGrant.person_id).in_(people))
    for person_id, role in session.exec(asked):
        found.setdefault(person_id, set()).add(role)
    return found


def _teams(session: Session, people: Collection[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    asked = (
        select(TeamMember.person_id, Team.name)
        .join(Team, col(Team.id) == col(TeamMember.team_id))
        .where(col(TeamMember.person_id).in_(people))
        .order_by(Team.name)
    )
    for person_id, name in session.exec(asked):
        found.setdefault(person_id, []).append(name)
    return found
