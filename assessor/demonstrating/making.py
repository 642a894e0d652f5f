"""Makes the make-believe organisation, once for each seed: all of it or nothing."""

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from assessor.bank.reading import read_banked
from assessor.db import Store
from assessor.demonstrating import aftermath, cast, year
from assessor.demonstrating.answering import Clock, Room, Seat, sit
from assessor.models.people.organisation import Organisation
from assessor.people.doors.passwords import Passwords
from assessor.people.viewer import Role

Tell = Callable[[int, int], None]
"""Is told how many sittings are taken, of how many."""
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
    seed: int = 1,
    now: dt.datetime | None = None,
    tell: Tell = lambda _done, _of: None,
) -> Demonstration:
    """Make the organisation of a seed; one that is there stays as it is. It is written in one transaction."""
    now = now or dt.datetime.now(dt.UTC)
    bank = [one.item for one in read_banked()]
    organisation_id = cast.organisation_id_of(seed)
    with store.session(organisation_id) as session:
        if session.get(Organisation, organisation_id) is not None:
            return Demonstration(organisation_id, cast.NAME, 0, 0, (), is_new=False)
    drawn = cast.draw(seed)
    log_ins = tuple(
        LogIn(role, one.name, one.email, secrets.token_urlsafe(_PASSWORD_BYTES)) for role, one in drawn.leads.items()
    )
    hashed = {one.email: passwords.hash(one.password) for one in log_ins}
    with store.writing():
        with store.session(organisation_id, write=True) as session:
            cast.enter(session, drawn, now, hashed)
            planned = year.ask(session, drawn, now, seed)
        sat = _sat(store, Room.of(store, bank, organisation_id, seed, Clock(now)), drawn, planned, tell)
        finished = [each for each in sat if each[0].answers is None]
        with store.session(organisation_id, write=True) as session:
            aftermath.follow(session, drawn, finished, now, seed)
        aftermath.attest(store, drawn, finished, now, bank)
    return Demonstration(organisation_id, cast.NAME, len(drawn.people), len(sat), log_ins, is_new=True)


def _sat(store: Store, room: Room, drawn: cast.Cast, planned: list[year.Planned], tell: Tell) -> list[aftermath.Sat]:
    """Have everybody sit who does, and return who sat."""
    of, sat = sum(one.at is not None for one in planned), []
    for number, one in enumerate(planned):
        sitting_id, ended_at = None, room.clock.at
        if one.at is not None:
            seat = Seat(one.one.person_id, number, one.theta, one.at, year.form(), one.answers)
            sitting_id = sit(room, seat)
            ended_at = room.clock.at
            sat.append((one, sitting_id, ended_at))
            tell(len(sat), of)
        with store.session(drawn.organisation_id, write=True) as session:
            year.join(session, drawn, one, sitting_id, ended_at)
    return sat
