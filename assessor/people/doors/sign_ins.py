"""Sign-ins: which browser is signed in to which account, as which of its people, and until when."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, bindparam
from sqlalchemy import select as plain_select
from sqlmodel import Session, col, select

from assessor.models.access.account import Account
from assessor.models.access.sign_in import SignIn
from assessor.models.declared import new_id
from assessor.models.people.organisation import Organisation
from assessor.models.people.person import Person
from assessor.models.people.role_grant import RoleGrant
from assessor.people.tokens import digest, new_token
from assessor.people.viewer import Role, Viewer

_SEEN_EVERY = dt.timedelta(minutes=1)
_CONFIRM_WITHIN = dt.timedelta(minutes=10)
_AGENT = 200
_SIGN_INS, _ACCOUNTS, _PEOPLE, _ORGANISATIONS, _GRANTS = (
    cast("Any", table).__table__ for table in (SignIn, Account, Person, Organisation, RoleGrant)
)
_WHO = (
    plain_select(
        _SIGN_INS.c.id,
        _SIGN_INS.c.created_at,
        _SIGN_INS.c.last_seen_at,
        _SIGN_INS.c.confirmed_at,
        _SIGN_INS.c.account_id,
        _ACCOUNTS.c.email,
        _ACCOUNTS.c.locked_at,
        _PEOPLE.c.id.label("person_id"),
        _PEOPLE.c.name,
        _PEOPLE.c.left_at,
        _PEOPLE.c.erased_at,
        _ORGANISATIONS.c.id.label("organisation_id"),
        _ORGANISATIONS.c.name.label("organisation"),
        _ORGANISATIONS.c.time_zone,
        _ORGANISATIONS.c.is_make_believe,
        _ORGANISATIONS.c.closed_at,
        _GRANTS.c.role,
        _GRANTS.c.team_id,
        _GRANTS.c.cohort_id,
    )
    .select_from(
        _SIGN_INS.join(_ACCOUNTS, _ACCOUNTS.c.id == _SIGN_INS.c.account_id)
        .outerjoin(_PEOPLE, _PEOPLE.c.id == _SIGN_INS.c.person_id)
        .outerjoin(_ORGANISATIONS, _ORGANISATIONS.c.id == _PEOPLE.c.organisation_id)
        .outerjoin(_GRANTS, _GRANTS.c.person_id == _PEOPLE.c.id)
    )
    .where(_SIGN_INS.c.token_hash == bindparam("token_hash"), _SIGN_INS.c.revoked_at.is_(None))
)


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long a sign-in lasts."""

    idle: dt.timedelta
    """Without a request."""
    most: dt.timedelta
    """In any case."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a cookie says of who is there."""

    viewer: Viewer | None
    """Who looks; none while the second factor is missing."""
    waiting_for: str | None
    """The account whose second factor is missing."""
    sign_in_id: str
    is_stale: bool
    """Whether it is time to write down that it was seen."""


def start(session: Session, account: Account, agent: str, now: dt.datetime) -> str:
    """Begin a sign-in and return the token for the cookie. With a second factor it opens nothing before `confirm`."""
    token = new_token()
    people = people_of(session, account.id)
    session.add(
        SignIn(
            id=new_id(),
            token_hash=digest(token),
            account_id=account.id,
            person_id=people[0][0].id if len(people) == 1 else None,
            created_at=now,
            confirmed_at=None if account.totp_confirmed_at else now,
            last_seen_at=now,
            said_agent=agent[:_AGENT],
        )
    )
    return token


def confirm(session: Session, sign_in_id: str, now: dt.datetime) -> str:
    """Say that the second factor was given, and return a new token for the cookie."""
    sign_in, token = session.get_one(SignIn, sign_in_id), new_token()
    sign_in.confirmed_at, sign_in.token_hash = now, digest(token)
    session.add(sign_in)
    return token


def people_of(session: Session, account_id: str) -> Sequence[tuple[Person, Organisation]]:
    """Return the people behind an account who may get in, by their organisations' names. Asks across organisations."""
    found = (
        select(Person, Organisation)
        .join(Organisation, col(Organisation.id) == col(Person.organisation_id))
        .where(Person.account_id == account_id, col(Person.left_at).is_(None), col(Person.erased_at).is_(None))
        .where(col(Organisation.closed_at).is_(None))
        .order_by(Organisation.name)
    )
    return session.exec(found).all()


def choose(session: Session, sign_in_id: str, person_id: str) -> bool:
    """Go on as one of the people behind the account; say whether she is one. Asks across organisations."""
    sign_in = session.get_one(SignIn, sign_in_id)
    if person_id not in {person.id for person, _ in people_of(session, sign_in.account_id)}:
        return False
    sign_in.person_id = person_id
    session.add(sign_in)
    return True


def read(connection: Connection, token: str, lasting: Lasting, now: dt.datetime) -> Seen | None:
    """Return who comes with a cookie; nobody where its sign-in has ended. Asks across organisations.

    It is asked at every request, so it is one plain statement: a row for each of her roles.
    """
    rows = connection.execute(_WHO, {"token_hash": digest(token)}).all()
    if not rows:
        return None
    found = rows[0]
    ends_at = min(found.last_seen_at + lasting.idle, found.created_at + lasting.most)
    if now >= ends_at or found.locked_at is not None:
        return None
    is_stale = now - found.last_seen_at > _SEEN_EVERY
    if found.confirmed_at is None:
        waiting = found.account_id if now < found.created_at + _CONFIRM_WITHIN else None
        return Seen(None, waiting, found.id, is_stale)
    if found.organisation_id is None or found.left_at or found.erased_at or found.closed_at:
        viewer = Viewer(account_id=found.account_id, email=found.email, sign_in_id=found.id)
    else:
        viewer = _viewer(rows)
    return Seen(viewer, None, found.id, is_stale)


def _viewer(rows: Sequence[Any]) -> Viewer:
    found = rows[0]
    return Viewer(
        organisation_id=found.organisation_id,
        organisation=found.organisation,
        time_zone=found.time_zone,
        is_make_believe=found.is_make_believe,
        person_id=found.person_id,
        name=found.name,
        roles=frozenset(cast("Role", row.role) for row in rows if row.role),
        teams=frozenset(row.team_id for row in rows if row.team_id),
        cohorts=frozenset(row.cohort_id for row in rows if row.cohort_id),
        account_id=found.account_id,
        email=found.email,
        sign_in_id=found.id,
    )


def touch(session: Session, sign_in_id: str, now: dt.datetime) -> None:
    """Write down that a sign-in was just used."""
    sign_in = session.get_one(SignIn, sign_in_id)
    sign_in.last_seen_at = now
    session.add(sign_in)


def open_ones(session: Session, account_id: str, lasting: Lasting, now: dt.datetime) -> Sequence[SignIn]:
    """Return the sign-ins of an account that are open, the one used last first."""
    found = (
        select(SignIn)
        .where(SignIn.account_id == account_id, col(SignIn.revoked_at).is_(None), col(SignIn.confirmed_at).is_not(None))
        .where(col(SignIn.last_seen_at) > now - lasting.idle, col(SignIn.created_at) > now - lasting.most)
        .order_by(col(SignIn.last_seen_at).desc())
    )
    return session.exec(found).all()


def revoke(session: Session, sign_in_id: str, now: dt.datetime) -> None:
    """End a sign-in."""
    sign_in = session.get_one(SignIn, sign_in_id)
    sign_in.revoked_at = sign_in.revoked_at or now
    session.add(sign_in)


def end(session: Session, token: str, now: dt.datetime) -> None:
    """End the sign-in of a cookie, if it has one."""
    found = session.exec(select(SignIn).where(SignIn.token_hash == digest(token))).one_or_none()
    if found is not None:
        revoke(session, found.id, now)
