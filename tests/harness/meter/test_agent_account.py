import asyncio
from dataclasses import replace

import pytest

from harness.errors import AgentOutOfTime, AgentOverBudget, LimitReached, TimedOut
from harness.meter.agent_account import AgentAccount
from harness.meter.budget import Budget, Limits
from harness.meter.prices import PriceTable
from harness.meter.throttle import Throttle
from tests.harness.fakes import FakeProvider, Notebook, gateway
from tests.harness.meter.asking import HELLO, ask


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_only_the_time_at_work_counts_over_all_turns_and_turns_at_a_time_count_once() -> None:
    clock = Clock()
    account = AgentAccount(Limits(wall_s=100), agent="a", clock=clock)

    async def turns() -> None:
        async with account.turn():  # 0 to 4, and within it 1 to 3
            clock.now = 1
            async with account.turn():
                clock.now = 3
            clock.now = 4
        clock.now = 10  # idle
        async with account.turn():
            clock.now = 12
            assert account.used_s == 6

    asyncio.run(turns())
    assert account.used_s == 6


def test_no_turn_begins_when_the_time_is_up() -> None:
    clock = Clock()
    account = AgentAccount(Limits(wall_s=5), agent="a", clock=clock)
    worked = []

    async def turns() -> None:
        async with account.turn():
            clock.now = 5
        async with account.turn():
            await asyncio.sleep(0)
            worked.append(True)

    with pytest.raises(AgentOutOfTime, match="agent 'a' has used up its 5 s"):
        asyncio.run(turns())
    assert worked == []


def test_time_that_was_mostly_waiting_is_the_service_s_fault() -> None:
    clock = Clock()
    account = AgentAccount(Limits(wall_s=5), agent="a", clock=clock)

    async def turns() -> None:
        async with account.turn():
            asking = account.work.ask(0.0)
            clock.now = 5
            account.work.close(asking, 5.0)
        async with account.turn():
            await asyncio.sleep(0)

    with pytest.raises(TimedOut, match=r"5 s, 5\.0 s of them by waiting"):
        asyncio.run(turns())


def test_a_time_out_of_something_else_is_not_taken_for_the_agent_s() -> None:
    account = AgentAccount(Limits(wall_s=60), agent="a")

    async def turn() -> None:
        async with account.turn():
            raise TimeoutError("another clock")

    with pytest.raises(TimeoutError, match="another clock"):
        asyncio.run(turn())


def test_an_agent_pays_from_its_own_account_and_from_the_trial_s() -> None:
    account = AgentAccount(Limits(calls=1), agent="a")
    way = gateway(FakeProvider("hello"), accounts={"a": account})
    ask(way)
    assert (account.calls, account.tokens, way.budget.calls, way.budget.tokens) == (1, 15, 1, 15)
    with pytest.raises(AgentOverBudget, match="agent 'a' has used up its own budget of 1 calls"):
        ask(way)
    ask(way, agent="b")
    assert (account.calls, way.budget.calls) == (1, 2)


def test_what_the_trial_refuses_is_given_back_to_the_agent() -> None:
    account = AgentAccount(Limits(tokens=1000), agent="a")
    way = gateway(FakeProvider("hello"), accounts={"a": account}, budget=Budget(Limits(calls=0)))
    with pytest.raises(LimitReached, match="the budget of 0 calls is used up"):
        ask(way)
    assert (account.tokens, account._tokens_aside) == (0, 0)


def test_a_call_that_was_cut_off_on_its_way_is_paid_for_at_its_worst() -> None:
    """3 + 4 words, 8 tokens for each of two turns, and 50 that may come back; nobody knows how far the service got."""
    way = gateway(FakeProvider("hello", turns=10**9))

    async def cut_off() -> None:
        await asyncio.wait_for(way.ask("a", HELLO, max_output_tokens=50), 0.02)

    with pytest.raises(TimeoutError):
        asyncio.run(cut_off())
    assert way.budget.tokens == 3 + 4 + 2 * 8 + 50


class Counting(FakeProvider):
    """A model with its own way of counting and a small window."""

    name = "other"
    model = "small"

    def __init__(self) -> None:
        super().__init__("hello")
        self.limits = replace(self.limits, call_in_tokens=100, call_out_tokens=7, takes_sampling=False)

    def count_tokens(self, text: str) -> int:
        return len(text)


def test_an_agent_s_own_model_is_asked_counted_and_named_by_its_own_line() -> None:
    notebook, own, shared = Notebook(), Counting(), FakeProvider("hello")
    way = gateway(shared, notebook)
    line = replace(way.line, provider=own, prices=PriceTable(), throttle=Throttle(1))
    way = replace(way, own_lines={"a": line})
    for agent in ("a", "b"):
        ask(way, agent=agent)
    assert [request.agent for request in own.requests] == ["a"]
    assert [request.agent for request in shared.requests] == ["b"]
    assert [start.model_asked for start in notebook.starts] == ["other/small", "fake/m"]
    (request,) = own.requests
    assert (request.model, request.max_output_tokens, request.temperature, request.seed) == ("small", 7, None, None)
    assert way.window_of("a") == (100, 7)
    assert way.window_of("b") == (None, None)
    assert way.count(HELLO, agent="a") == len("You are kind.") + len("say hello to all") + 2 * 8
    assert way.count(HELLO) == 3 + 4 + 2 * 8
