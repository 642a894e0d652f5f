from collections.abc import Iterator
from contextlib import suppress

import pytest

from harness.errors import (
    Garbled,
    Overloaded,
    ProviderError,
    RunLimitReached,
    TimedOut,
)
from harness.messages import Request
from harness.meter.budget import Budget, Limits, RunBudget
from harness.meter.line import Patience
from harness.meter.throttle import Throttle
from tests.harness.fakes import FakeProvider, Said, gateway
from tests.harness.meter.asking import PRICES, ask, saying


def run_account(*said: Said, limits: Limits | None = None) -> RunBudget:
    """Ask once and return what the run is charged."""
    way = gateway(saying(*said), prices=PRICES)
    way.line.budget.limits = limits or Limits()
    with suppress(ProviderError, RunLimitReached):
        ask(way, tokens=50)
    return way.line.budget


def test_the_run_pays_for_the_worst_of_an_attempt_whose_end_was_never_seen() -> None:
    worst = 3 + 4 + 2 * 8 + 50
    assert run_account(TimedOut("late"), "hello").tokens == worst + 15
    assert run_account(Garbled("broke off"), "hello").tokens == worst + 15


def test_the_run_pays_nothing_for_what_was_turned_away() -> None:
    account = run_account(Overloaded("busy"), "hello")
    assert (account.calls, account.retries, account.tokens, account.nano_usd) == (2, 1, 15, 60_000)


def test_the_trial_pays_for_no_attempt_that_came_to_nothing() -> None:
    way = gateway(saying(TimedOut("late"), Garbled("broke off"), "hello"), prices=PRICES)
    ask(way)
    assert (way.budget.calls, way.budget.retries, way.budget.tokens, way.budget.nano_usd) == (1, 2, 15, 60_000)


def test_a_run_without_repeats_left_ends_at_the_first_failure() -> None:
    account = run_account(Overloaded("busy"), "hello", limits=Limits(retries=0))
    assert (account.calls, account.used_up) == (1, "0 repeats")


def test_a_trial_without_repeats_left_ends_with_the_service_s_own_fault() -> None:
    way = gateway(saying(Overloaded("busy"), "hello"), budget=Budget(Limits(retries=0)))
    with pytest.raises(Overloaded, match=r"busy \(no repeat left of 0\)"):
        ask(way)


def test_a_push_back_shrinks_the_number_of_requests_and_another_failure_does_not() -> None:
    throttle = Throttle(10)
    ask(gateway(saying(Overloaded("500"), TimedOut("late"), "hello"), throttle=throttle))
    assert throttle.allowed == 10
    ask(gateway(saying(Overloaded("429", is_pushback=True), "hello"), throttle=throttle))
    assert throttle.allowed == 8


class Seconds:
    """A clock that a test moves on."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_waits_and_attempts_that_came_to_nothing_are_in_no_working_time() -> None:
    clock = Seconds()
    lengths: Iterator[tuple[float, Said]] = iter([(4.0, Garbled("cut")), (1.0, Overloaded("429", 7.0)), (2.0, "hello")])

    def say(_request: Request) -> Said:
        took_s, said = next(lengths)
        clock.now += took_s
        return said

    async def pause(wait_s: float) -> None:
        clock.now += wait_s

    way = gateway(FakeProvider(say), clock=clock, pause=pause, patience=Patience(first_wait_s=0, jitter=0))
    ask(way)
    assert clock.now == 14.0
    assert way.work.waited_s(clock.now) == 12.0


def test_a_trial_lends_its_place_while_it_waits_and_takes_it_back() -> None:
    said = list[str]()

    class Hall:
        def lend(self) -> None:
            said.append("lent")

        def take_back(self) -> None:
            said.append("taken back")

    async def pause(_wait_s: float) -> None:
        said.append("waits")

    ask(gateway(saying(TimedOut("late"), "hello"), places=Hall(), pause=pause))
    assert said == ["lent", "waits", "taken back"]
