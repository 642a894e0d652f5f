"""Cohorts: made, renamed, dissolved; who is in them and who trains them.

People are put in by their address or number, so that nobody is shown a list of everybody to choose from.
"""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from assessor.models.declared import new_id
from assessor.models.people.cohort import Cohort
from assessor.models.people.cohort_member import CohortMember
from assessor.models.people.person import Person
from assessor.models.people.role_grant import RoleGrant
from assessor.people import audit, roles
from assessor.people.administering.naming import named
from assessor.people.refusals import Refused
from assessor.people.signing_up import checked_name
from assessor.people.viewer import Viewer
from assessor.training.agreeing import parse_day


@dataclass(frozen=True, slots=True)
class Wish:
    """A cohort as a form gives it."""

    name: str
    starts_on: str
    ends_on: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A cohort in a list."""

    cohort: Cohort
    members: int
    trainers: tuple[str, ...]
    """Their names."""


def listed(session: Session, viewer: Viewer) -> list[Listed]:
    """Return the cohorts that a viewer trains, or all for an owner: those that go on first."""
    found = select(Cohort).where(col(Cohort.closed_at).is_(None)).order_by(col(Cohort.starts_on).desc(), Cohort.name)
    if "owner" not in viewer.roles:
        found = found.where(col(Cohort.id).in_(viewer.cohorts))
    counted = (
        select(CohortMember.cohort_id, func.count())
        .join(Person, col(Person.id) == col(CohortMember.person_id))
        .where(col(Person.left_at).is_(None))
        .group_by(col(CohortMember.cohort_id))
    )
    counts = dict(session.exec(counted).all())
    named: dict[str, list[str]] = {}
    training = (
        select(RoleGrant.cohort_id, Person.name)
        .join(Person, col(Person.id) == col(RoleGrant.person_id))
        .where(RoleGrant.role == "trainer", col(Person.left_at).is_(None))
        .order_by(Person.name)
    )
    for cohort_id, name in session.exec(training):
        named.setdefault(cohort_id or "", []).append(name)
    return [Listed(one, counts.get(one.id, 0), tuple(named.get(one.id, ()))) for one in session.exec(found)]


def trainers(session: Session, cohort_id: str) -> list[Person]:
    """Return who trains a cohort."""
    found = (
        select(Person)
        .join(RoleGrant, col(RoleGrant.person_id) == col(Person.id))
        .where(RoleGrant.cohort_id == cohort_id, col(Person.left_at).is_(None))
        .order_by(Person.name)
    )
    return list(session.exec(found))


def members(session: Session, cohort_id: str) -> list[Person]:
    """Return who is in a cohort, by name."""
    found = (
        select(Person)
        .join(CohortMember, col(CohortMember.person_id) == col(Person.id))
        .where(CohortMember.cohort_id == cohort_id, col(Person.left_at).is_(None))
        .order_by(Person.name)
    )
    return list(session.exec(found))


def make(session: Session, viewer: Viewer, wish: Wish, at: dt.datetime) -> str:
    """Make a cohort and return its id; a trainer who makes one trains it. Raises Refused."""
    assert viewer.organisation_id is not None, "cohorts are an organisation's"
    assert viewer.person_id is not None, "cohorts are made by people"
    name, starts_on, ends_on = _checked(session, wish, None)
    cohort = Cohort(
        id=new_id(),
        organisation_id=viewer.organisation_id,
        name=name,
        starts_on=starts_on,
        ends_on=ends_on,
        created_at=at,
    )
    session.add(cohort)
    session.flush()
    audit.note(session, viewer, "cohort.made", f"cohort:{cohort.id}")
    if "owner" not in viewer.roles:
        roles.give(session, viewer, roles.Grant(viewer.person_id, "trainer", cohort_id=cohort.id), at)
    return cohort.id


def change(session: Session, viewer: Viewer, cohort_id: str, wish: Wish) -> None:
    """Change a cohort's name and days. Raises Refused."""
    name, starts_on, ends_on = _checked(session, wish, cohort_id)
    cohort = session.get_one(Cohort, cohort_id)
    cohort.name, cohort.starts_on, cohort.ends_on = name, starts_on, ends_on
    session.add(cohort)
    audit.note(session, viewer, "cohort.changed", f"cohort:{cohort_id}")


def put_in(session: Session, viewer: Viewer, cohort_id: str, said: str, at: dt.datetime) -> int:
    """Put people into a cohort, by an address or number a line, and return how many are new. Raises Refused."""
    assert viewer.organisation_id is not None, "cohorts are an organisation's"
    there = {person.id for person in members(session, cohort_id)}
    new = [person for person in named(session, said, "members") if person.id not in there]
    for person in new:
        session.add(
            CohortMember(cohort_id=cohort_id, person_id=person.id, organisation_id=viewer.organisation_id, since=at)
        )
        audit.note(session, viewer, "cohort.joined", f"person:{person.id}", {"cohort": cohort_id})
    return len(new)


def take_out(session: Session, viewer: Viewer, cohort_id: str, person_id: str) -> None:
    """Take a person out of a cohort."""
    member = session.get(CohortMember, (cohort_id, person_id))
    if member is not None:
        session.delete(member)
        audit.note(session, viewer, "cohort.taken_out", f"person:{person_id}", {"cohort": cohort_id})


def appoint(session: Session, viewer: Viewer, cohort_id: str, said: str, at: dt.datetime) -> None:
    """Make people trainers of a cohort, by an address or number a line. Raises Refused."""
    for person in named(session, said, "trainers"):
        roles.give(session, viewer, roles.Grant(person.id, "trainer", cohort_id=cohort_id), at)


def dismiss(session: Session, viewer: Viewer, cohort_id: str, person_id: str) -> None:
    """Have somebody train a cohort no longer."""
    roles.take(session, viewer, roles.Grant(person_id, "trainer", cohort_id=cohort_id))


def _checked(session: Session, wish: Wish, cohort_id: str | None) -> tuple[str, dt.date, dt.date | None]:
    name = checked_name(wish.name, "name", "what the cohort is called")
    same = select(Cohort.id).where(Cohort.name == name)
    if any(other != cohort_id for other in session.exec(same)):
        raise Refused(f"There is a cohort '{name}' already; choose another name.", "name")
    starts_on, ends_on = parse_day(wish.starts_on, "starts_on"), parse_day(wish.ends_on, "ends_on")
    if starts_on is None:
        raise Refused("Say on which day it begins.", "starts_on")
    if ends_on is not None and ends_on < starts_on:
        raise Refused(f"It cannot end on {ends_on}, before it begins on {starts_on}.", "ends_on")
    return name, starts_on, ends_on
