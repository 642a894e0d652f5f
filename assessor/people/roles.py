"""Giving and taking roles. An organisation keeps at least one owner."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from assessor.models.declared import new_id
from assessor.models.people.person import Person
from assessor.models.people.role_grant import RoleGrant
from assessor.people import audit
from assessor.people.refusals import Refused
from assessor.people.viewer import Role, Viewer


@dataclass(frozen=True, slots=True)
class Grant:
    """A role for a person; a manager's names the team, a trainer's the cohort."""

    person_id: str
    role: Role
    team_id: str | None = None
    cohort_id: str | None = None


def give(session: Session, who: Viewer, grant: Grant, now: dt.datetime, *, is_first: bool = False) -> None:
    """Give a role; one that the person has already stays as it is. Raises Refused.

    `is_first` is for the founder, to whom nobody gives it.
    """
    if (grant.role == "manager") != bool(grant.team_id) or (grant.role == "trainer") != bool(grant.cohort_id):
        raise Refused("A manager needs a team and a trainer a cohort; no other role has either.", "role")
    if _find(session, grant) is not None:
        return
    assert who.organisation_id is not None
    session.add(
        RoleGrant(
            id=new_id(),
            organisation_id=who.organisation_id,
            person_id=grant.person_id,
            role=grant.role,
            team_id=grant.team_id,
            cohort_id=grant.cohort_id,
            given_by=None if is_first else who.person_id,
            given_at=now,
        )
    )
    audit.note(session, who, "role.given", f"person:{grant.person_id}", _words(grant))


def take(session: Session, who: Viewer, grant: Grant) -> None:
    """Take a role back. Raises Refused for the last owner's."""
    found = _find(session, grant)
    if found is None:
        return
    if grant.role == "owner" and is_last_owner(session, grant.person_id):
        raise Refused("This is the last owner. Make somebody else an owner first.", "role")
    session.delete(found)
    audit.note(session, who, "role.taken", f"person:{grant.person_id}", _words(grant))


def of_person(session: Session, person_id: str) -> list[RoleGrant]:
    """Return the roles of a person."""
    return list(session.exec(select(RoleGrant).where(RoleGrant.person_id == person_id).order_by(RoleGrant.role)))


def is_last_owner(session: Session, person_id: str) -> bool:
    """Say whether a person is the one owner who can still get in."""
    return _owners(session) == 1 and _find(session, Grant(person_id, "owner")) is not None


def _words(grant: Grant) -> dict[str, str]:
    of = {"team": grant.team_id, "cohort": grant.cohort_id}
    return {"role": grant.role} | {name: value for name, value in of.items() if value}


def _find(session: Session, grant: Grant) -> RoleGrant | None:
    return session.exec(
        select(RoleGrant).where(
            RoleGrant.person_id == grant.person_id,
            RoleGrant.role == grant.role,
            col(RoleGrant.team_id).is_not_distinct_from(grant.team_id),
            col(RoleGrant.cohort_id).is_not_distinct_from(grant.cohort_id),
        )
    ).one_or_none()


def _owners(session: Session) -> int:
    """Return how many owners can still get in."""
    return session.exec(
        select(func.count())
        .select_from(RoleGrant)
        .join(Person, col(Person.id) == col(RoleGrant.person_id))
        .where(RoleGrant.role == "owner", col(Person.left_at).is_(None), col(Person.erased_at).is_(None))
    ).one()
