import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import pytest

from harness.errors import LimitReached, RunLimitReached
from harness.messages import Usage
from harness.meter.budget import Budget, Limits, RunBudget

USED = Usage(input=60, cache_read=20, cache_write=10, output=10)
WORST = Usage(input=100, output=200)
NANO = 7_000_000
WORST_NANO = 20_000_000
AT_ONCE = 50


async def call(budget: Budget, turns: int = 3) -> None:
    aside = await budget.open_call(WORST, WORST_NANO)
    for _ in range(turns):
        await asyncio.sleep(0)
    budget.close_call(aside, USED, NANO)


async def until_refused(budget: Budget) -> None:
    """Make one call after the other, as a trial does."""
    with suppress(LimitReached, RunLimitReached):
        while True:
            await call(budget)


def fifty(budget: Budget, each: Callable[[Budget], Awaitable[None]] = until_refused) -> None:
    async def together() -> None:
        await asyncio.gather(*(each(budget) for _ in range(AT_ONCE)))

    asyncio.run(together())


def test_without_limits_nothing_is_refused() -> None:
    budget = Budget()
    fifty(budget, call)
    assert (budget.calls, budget.tokens, budget.nano_usd) == (50, 5000, 50 * NANO)


@pytest.mark.parametrize(
    ("limits", "calls", "sentence"),
    [
        (Limits(calls=3), 3, "the budget of 3 calls is used up"),
        (Limits(tokens=200), 2, "the budget of 200 tokens is used up"),
        (Limits(tokens=201), 3, "the budget of 201 tokens is used up"),
        (Limits(nano_usd=14_000_000), 2, "the budget of $0.014 is used up"),
        (Limits(nano_usd=14_000_001), 3, "the budget of $0.014 is used up"),
    ],
)
def test_one_after_the_other_a_limit_is_overshot_by_less_than_one_call(
    limits: Limits, calls: int, sentence: str
) -> None:
    budget = Budget(limits)

    async def one_by_one() -> None:
        for _ in range(calls):
            await call(budget)
        await budget.open_call(WORST, WORST_NANO)

    with pytest.raises(LimitReached) as caught:
        asyncio.run(one_by_one())
    assert str(caught.value) == sentence
    assert budget.calls == calls


@pytest.mark.parametrize("kind", [Budget, RunBudget])
def test_fifty_at_once_never_make_more_calls_than_allowed(kind: type[Budget]) -> None:
    budget = kind(Limits(calls=120))
    fifty(budget)
    assert budget.calls == 120


@pytest.mark.parametrize("kind", [Budget, RunBudget])
@pytest.mark.parametrize("tokens", [99, 100, 101, 12_345])
def test_fifty_at_once_overshoot_tokens_by_less_than_one_call_and_leave_none(kind: type[Budget], tokens: int) -> None:
    budget = kind(Limits(tokens=tokens))
    fifty(budget)
    assert tokens <= budget.tokens < tokens + WORST.total
    assert budget.tokens == -(-tokens // USED.total) * USED.total


@pytest.mark.parametrize("kind", [Budget, RunBudget])
def test_fifty_at_once_overshoot_money_by_less_than_one_call_and_leave_none(kind: type[Budget]) -> None:
    budget = kind(Limits(nano_usd=1_000_000_000))
    fifty(budget)
    assert budget.nano_usd == 143 * NANO  # 1,001,000,000: the first multiple of 7,000,000 that is not below


def test_a_call_that_took_its_worst_overshoots_by_less_than_one_call_too() -> None:
    budget = Budget(Limits(tokens=1000))

    async def worst(budget: Budget) -> None:
        try:
            for _ in range(100):
                aside = await budget.open_call(WORST, WORST_NANO)
                await asyncio.sleep(0)
                budget.close_call(aside, WORST, WORST_NANO)
        except LimitReached:
            pass

    fifty(budget, worst)
    assert budget.tokens == 1200  # four calls of 300


def test_an_unknown_price_is_remembered_and_adds_nothing() -> None:
    budget = Budget()

    async def calls() -> None:
        for price in (5, None, 5):
            budget.close_call(await budget.open_call(WORST, None), USED, price)

    asyncio.run(calls())
    assert (budget.nano_usd, budget.price_unknown) == (10, True)


def test_repeats_have_a_limit_of_their_own() -> None:
    budget = Budget(Limits(retries=2))
    assert [budget.count_retry() for _ in range(4)] == [True, True, False, False]
    assert budget.retries == 2


def test_the_repeats_of_a_run_end_it() -> None:
    budget = RunBudget(Limits(retries=1))
    budget.open_retry()
    with pytest.raises(RunLimitReached, match="the run's limit of 1 repeats is used up"):
        budget.open_retry()
    assert budget.used_up == "1 repeats"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (Limits(wall_s=10.0), "the run's limit of 10 s is used up"),
        (Limits(working_s=10.0), "the run's limit of 10 s of work is used up"),
    ],
)
def test_no_call_of_a_run_begins_after_its_time(limits: Limits, sentence: str) -> None:
    clock = Clock()
    budget = RunBudget(limits, clock=clock)
    budget.begin()

    async def calls() -> None:
        clock.now = 9.9
        await call(budget)
        clock.now = 10.1
        await call(budget)

    with pytest.raises(RunLimitReached) as caught:
        asyncio.run(calls())
    assert str(caught.value) == sentence
    assert budget.calls == 1


def test_waiting_uses_up_no_working_time_of_a_run() -> None:
    clock = Clock()
    budget = RunBudget(Limits(working_s=10.0), clock=clock)
    budget.begin()
    asking = budget.work.ask(2.0)
    clock.now = 11.0  # 2 s of work and 9 s of waiting
    asyncio.run(call(budget))
    budget.work.close(asking, 11.0)
    assert budget.used_up == ""


def test_a_pause_is_cut_short_when_the_run_ends() -> None:
    budget = RunBudget(Limits(calls=1))

    async def wait_and_end() -> None:
        waiting = asyncio.ensure_future(budget.pause(600))
        await asyncio.sleep(0)
        budget.end("1 calls")
        with pytest.raises(RunLimitReached):
            await asyncio.wait_for(waiting, 5)

    asyncio.run(wait_and_end())


def test_a_pause_is_cut_short_at_the_run_s_last_second() -> None:
    budget = RunBudget(Limits(wall_s=0.05))
    budget.begin()
    with pytest.raises(RunLimitReached, match=r"0\.05 s"):
        asyncio.run(budget.pause(600))
