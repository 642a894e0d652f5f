"""Makes the make-believe organisation, once for each seed: all of it or nothing."""

import datetime as dt
import secrets
from dataclasses import dataclass

from assessor.db import Store
from assessor.demonstrating import cast, on_programmes, typed, year
from assessor.demonstrating.passing import Tell, Year
from assessor.models.people.organisation import Organisation
from assessor.people.doors.passwords import Passwords
from assessor.people.viewer import Role

_PASSWORD_BYTES = 12


@dataclass(frozen=True, slots=True)
class LogIn:
    """By what one of the make-believe people logs in."""

    role: Role
    name: str
    email: str
    password: str
    """By chance, and kept nowhere."""


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What there is now."""

    organisation_id: str
    name: str
    people: int
    sittings: int
    log_ins: tuple[LogIn, ...]
    """None where it was there already."""
    is_new: bool


def demonstrate(
    store: Store,
    passwords: Passwords,
    *,
    company: cast.Company = cast.WHOLE,
    now: dt.datetime | None = None,
    tell: Tell = lambda _done, _of: None,
) -> Demonstration:
    """Make an organisation; one that is there stays as it is. It is written in one transaction.

    Tests take `company=cast.SMALL`. `now` is the make-believe present: the year ends there.
    """
    now = now or dt.datetime.now(dt.UTC)
    organisation_id = company.organisation_id
    with store.session(organisation_id) as session:
        if session.get(Organisation, organisation_id) is not None:
            return Demonstration(organisation_id, cast.NAME, 0, 0, (), is_new=False)
    drawn = cast.draw(company)
    log_ins = tuple(
        LogIn(role, one.name, one.email, secrets.token_urlsafe(_PASSWORD_BYTES)) for role, one in drawn.leads.items()
    )
    hashed = {one.email: passwords.hash(one.password) for one in log_ins}
    with store.writing():
        with store.session(organisation_id, write=True) as session:
            cast.enter(session, drawn, now, hashed)
            on_programmes.put_on_programmes(session, drawn, now)
            typed.type_in(session, drawn, now)
            planned = year.ask(session, drawn, now)
        sittings = Year(store, drawn, now).go_by(planned, tell)
    return Demonstration(organisation_id, cast.NAME, len(drawn.people), sittings, log_ins, is_new=True)
