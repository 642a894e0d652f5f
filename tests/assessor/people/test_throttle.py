"""How long whoever guesses has to wait."""

import datetime as dt

import pytest
from sqlmodel import select

from assessor.db import Store
from assessor.models.access.login_attempt import LoginAttempt
from assessor.people.doors import throttle
from assessor.people.doors.throttle import FREE_BY_ADDRESS, FREE_BY_NETWORK, Attempt
from assessor.people.refusals import Wait

NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


def attempt(address: str = "ada@example.org", network: str = "192.0.2.1") -> Attempt:
    return Attempt.of("k" * 32, address, network)


def fail(store: Store, tried: Attempt, at: dt.datetime = NOW) -> int:
    with store.session(write=True) as session:
        return throttle.begin(session, tried, at)


def wait(store: Store, tried: Attempt, at: dt.datetime = NOW) -> int:
    """Return for how many seconds an attempt would have to wait."""
    with pytest.raises(Wait) as told:
        fail(store, tried, at)
    return told.value.seconds


def test_the_first_few_failures_cost_no_wait(on_sqlite: Store) -> None:
    for _ in range(FREE_BY_ADDRESS):
        fail(on_sqlite, attempt())
    assert wait(on_sqlite, attempt()) > 0


def test_waits_grow_with_each_further_failure_and_not_for_ever(on_sqlite: Store) -> None:
    at, waits = NOW, []
    for _ in range(FREE_BY_ADDRESS):
        fail(on_sqlite, attempt(), at)
    for _ in range(9):
        waits.append(wait(on_sqlite, attempt(), at))
        at += dt.timedelta(seconds=waits[-1])
        fail(on_sqlite, attempt(), at)
    assert waits[:4] == [15, 30, 60, 120]
    assert waits == sorted(waits)
    assert max(waits) <= 15 * 60


def test_another_address_does_not_wait(on_sqlite: Store) -> None:
    for _ in range(FREE_BY_ADDRESS):
        fail(on_sqlite, attempt())
    fail(on_sqlite, attempt("ben@example.org"))


def test_one_network_waits_whichever_addresses_it_tries(on_sqlite: Store) -> None:
    for number in range(FREE_BY_NETWORK):
        fail(on_sqlite, attempt(f"{number}@example.org"))
    assert wait(on_sqlite, attempt("another@example.org")) > 0
    fail(on_sqlite, attempt("another@example.org", network="192.0.2.2"))


def test_a_success_forgets_the_failures_on_the_address(on_sqlite: Store) -> None:
    for _ in range(FREE_BY_ADDRESS - 1):
        fail(on_sqlite, attempt())
    number = fail(on_sqlite, attempt())
    with on_sqlite.session(write=True) as session:
        throttle.succeeded(session, number)
    fail(on_sqlite, attempt())


def test_a_success_on_one_address_frees_its_network_from_nothing(on_sqlite: Store) -> None:
    for each in range(FREE_BY_NETWORK):
        fail(on_sqlite, attempt(f"{each}@example.org"))
    number = fail(on_sqlite, attempt("mallory@example.org", network="192.0.2.9"))
    with on_sqlite.session(write=True) as session:
        throttle.succeeded(session, number)
    assert wait(on_sqlite, attempt("mallory@example.org"))


def test_an_hour_later_nobody_waits(on_sqlite: Store) -> None:
    for _ in range(FREE_BY_ADDRESS):
        fail(on_sqlite, attempt())
    fail(on_sqlite, attempt(), NOW + dt.timedelta(hours=1, seconds=1))


def test_a_clock_put_back_does_not_make_the_wait_longer_than_it_is(on_sqlite: Store) -> None:
    for _ in range(FREE_BY_ADDRESS):
        fail(on_sqlite, attempt())
    assert wait(on_sqlite, attempt(), NOW - dt.timedelta(hours=3)) == 15


def test_attempts_are_forgotten_after_a_day_and_hold_no_address(on_sqlite: Store) -> None:
    fail(on_sqlite, attempt(), NOW - dt.timedelta(days=2))
    fail(on_sqlite, attempt())
    with on_sqlite.session() as session:
        rows = session.exec(select(LoginAttempt)).all()
    assert len(rows) == 1
    assert "ada" not in str(rows[0].model_dump())
    assert "192.0.2" not in str(rows[0].model_dump())
