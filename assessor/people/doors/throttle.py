"""Slows down guessing: after some failures each further attempt waits, longer each time, and nobody is locked out.

An attempt counts as failed until it has succeeded, so that many at once are no way around. Attempts are counted by the
address that was typed, whether or not there is such an account, and by the network that they come from.
"""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from sqlalchemy import delete
from sqlmodel import Session, col, select

from assessor.models.access.login_attempt import LoginAttempt
from assessor.people.refusals import Wait
from assessor.people.tokens import keyed_digest

WINDOW = dt.timedelta(hours=1)
KEPT = dt.timedelta(days=1)
FREE_BY_ADDRESS = 5
FREE_BY_NETWORK = 50
"""More people than one may sit behind one address of the network."""
_FIRST_WAIT_S = 15
_LONGEST_WAIT_S = 15 * 60
_MOST_READ = 100


@dataclass(frozen=True, slots=True)
class Attempt:
    """Where an attempt comes from and what it tries, as keyed digests."""

    address: str
    network: str

    @classmethod
    def of(cls, key: str, address: str, network: str) -> "Attempt":
        """Return the attempt on an e-mail address from a network address."""
        return cls(keyed_digest(key, "address", address), keyed_digest(key, "network", network))


def begin(session: Session, attempt: Attempt, now: dt.datetime) -> int:
    """Count an attempt as failed, and return its number. One that comes too early is not counted. Raises Wait."""
    session.exec(delete(LoginAttempt).where(col(LoginAttempt.at) < now - KEPT))
    _check(_by_address(session, attempt, now), FREE_BY_ADDRESS, now)
    _check(_by_network(session, attempt, now), FREE_BY_NETWORK, now)
    row = LoginAttempt(address_hash=attempt.address, network_hash=attempt.network, at=now)
    session.add(row)
    session.flush()
    assert row.number is not None
    return row.number


def succeeded(session: Session, number: int) -> None:
    """Say that an attempt was right: failures before it no longer count."""
    attempt = session.get_one(LoginAttempt, number)
    attempt.succeeded = True
    session.add(attempt)


def forgive(session: Session, address: str) -> None:
    """Forget the failures on an address, whose owner has just proved by other means who she is."""
    session.exec(delete(LoginAttempt).where(col(LoginAttempt.address_hash) == address))


def _by_address(session: Session, attempt: Attempt, now: dt.datetime) -> list[dt.datetime]:
    """Return when attempts on the address failed within the window and since the last success, the newest first."""
    found = session.exec(
        select(LoginAttempt)
        .where(LoginAttempt.address_hash == attempt.address, col(LoginAttempt.at) > now - WINDOW)
        .order_by(col(LoginAttempt.number).desc())
        .limit(_MOST_READ)
    )
    return [one.at for one in takewhile(lambda one: not one.succeeded, found)]


def _by_network(session: Session, attempt: Attempt, now: dt.datetime) -> list[dt.datetime]:
    """Return when attempts from the network failed; a success of its own account frees nobody who guesses at others."""
    found = session.exec(
        select(LoginAttempt)
        .where(
            LoginAttempt.network_hash == attempt.network,
            col(LoginAttempt.at) > now - WINDOW,
            col(LoginAttempt.succeeded).is_(other=False),
        )
        .order_by(col(LoginAttempt.number).desc())
        .limit(_MOST_READ)
    )
    return [one.at for one in found]


def _check(failures: Sequence[dt.datetime], free: int, now: dt.datetime) -> None:
    over = len(failures) - free
    if over < 0:
        return
    wait_s = min(_FIRST_WAIT_S * 2 ** min(over, 10), _LONGEST_WAIT_S)
    left_s = wait_s - max((now - failures[0]).total_seconds(), 0.0)  # a clock may have been put back
    if left_s > 0:
        raise Wait(math.ceil(left_s))
