import asyncio

import pytest

from harness.errors import (
    BadReply,
    Garbled,
    LimitReached,
    Overloaded,
    ProviderError,
    Refused,
    TimedOut,
    TooLong,
)
from harness.messages import Message, Request, Sampling, ToolCall, ToolSpec, Usage
from harness.meter.budget import Budget, Limits
from harness.meter.line import Patience
from harness.meter.throttle import Throttle
from tests.harness.fakes import FakeProvider, Notebook, gateway, reply
from tests.harness.meter.asking import HELLO, PRICES, ask, saying


def test_an_attempt_is_committed_before_it_is_sent_and_again_when_it_has_ended() -> None:
    notebook = Notebook()
    ask(gateway(FakeProvider("hello"), notebook))
    assert notebook.events == [("started", "a"), ("sent", "a"), ("answered", "a"), ("ended", "a")]


def test_what_is_kept_of_an_attempt_is_who_asked_what_and_what_came_of_it() -> None:
    notebook = Notebook()
    said = reply("hello", usage=Usage(input=100, output=20), calls=[ToolCall("1", "sum", {"table": "t"})])
    ask(gateway(saying(said), notebook, prices=PRICES), "matching")
    start, end = notebook.starts[0], notebook.ends[0]
    assert (start.agent, start.attempt, start.model_asked, start.started_s) == ("matching", 1, "fake/m", 1.5)
    assert start.messages == tuple(message.to_json() for message in HELLO)
    assert (end.id, end.status, end.model_served, end.price_table) == (start.id, "ok", "fake-2026", "p@1")
    assert end.nano_usd == 100 * 1000 + 20 * 10_000
    assert end.reply == {
        "text": "hello",
        "stop": "end",
        "tool_calls": [{"id": "1", "name": "sum", "arguments": {"table": "t"}}],
    }


def test_at_worst_a_call_takes_what_it_sends_and_the_most_that_may_come_back() -> None:
    notebook = Notebook()
    ask(gateway(FakeProvider(), notebook, prices=PRICES), tokens=50)
    # Three and four words, and 8 tokens a turn for the template.
    assert notebook.starts[0].worst_tokens == 3 + 4 + 2 * 8 + 50
    assert notebook.starts[0].worst_nano_usd == 23 * 1000 + 50 * 10_000


def test_an_unknown_price_stays_unknown() -> None:
    notebook, budget = Notebook(), Budget()
    ask(gateway(FakeProvider(), notebook, budget=budget))
    assert (notebook.starts[0].worst_nano_usd, notebook.ends[0].nano_usd, budget.price_unknown) == (None, None, True)


def test_every_attempt_is_kept_with_its_number_and_its_end() -> None:
    notebook = Notebook()
    way = gateway(saying(Overloaded("busy"), TimedOut("late"), "hello"), notebook)
    assert ask(way).text == "hello"
    assert [start.attempt for start in notebook.starts] == [1, 2, 3]
    assert [(end.status, end.error) for end in notebook.ends] == [
        ("overloaded", "busy"),
        ("timed out", "late"),
        ("ok", ""),
    ]
    assert {start.id for start in notebook.starts} == {end.id for end in notebook.ends}


def test_what_was_turned_away_costs_nothing_and_what_a_broken_attempt_costs_is_unknown() -> None:
    notebook = Notebook()
    ask(gateway(saying(Overloaded("busy"), TimedOut("late"), "hello"), notebook, prices=PRICES))
    assert [end.nano_usd for end in notebook.ends] == [0, None, 10 * 1000 + 5 * 10_000]


def test_after_the_last_attempt_its_failure_is_raised() -> None:
    notebook = Notebook()
    with pytest.raises(Overloaded, match="busy"):
        ask(gateway(FakeProvider(lambda _: Overloaded("busy")), notebook, patience=Patience(attempts=3)))
    assert (len(notebook.starts), len(notebook.ends)) == (3, 3)


def test_what_is_not_worth_another_attempt_gets_none() -> None:
    notebook = Notebook()
    with pytest.raises(BadReply):
        ask(gateway(FakeProvider(lambda _: BadReply("no such model")), notebook))
    assert [end.status for end in notebook.ends] == ["bad reply"]


def test_a_call_that_takes_too_long_is_timed_out_and_tried_again() -> None:
    notebook = Notebook()
    slow = FakeProvider(turns=10**9, timeout_s=0.01)
    with pytest.raises(TimedOut, match=r"no answer in 0\.01 s"):
        ask(gateway(slow, notebook, patience=Patience(attempts=2)))
    assert [end.status for end in notebook.ends] == ["timed out", "timed out"]


def test_a_request_that_is_larger_than_the_model_takes_is_the_designs_limit_and_no_fault_of_the_service() -> None:
    notebook = Notebook()
    with pytest.raises(LimitReached, match="the model takes 4,096"):
        ask(gateway(saying(TooLong("9,000 tokens, and the model takes 4,096")), notebook))
    assert [end.status for end in notebook.ends] == ["bad reply"]


def test_an_attempt_of_unknown_price_leaves_the_trials_money_unknown() -> None:
    way = gateway(saying(TimedOut("late"), "hello"))
    ask(way)
    assert way.budget.price_unknown


def waits(*faults: ProviderError, patience: Patience | None = None) -> list[float]:
    """Return how long was waited after each fault."""
    slept: list[float] = []

    async def sleep(wait_s: float) -> None:
        slept.append(wait_s)

    ask(gateway(saying(*faults, "hello"), pause=sleep, patience=patience or Patience(jitter=0)))
    return slept


def test_what_the_service_asks_for_is_waited_in_full() -> None:
    assert waits(Overloaded("busy", 7.5), Overloaded("busy", 0.0), Overloaded("busy", 99.0)) == [7.5, 0.0, 99.0]


def test_a_little_more_than_asked_for_is_waited_so_that_not_all_come_back_at_once() -> None:
    (first,) = waits(Overloaded("busy", 5.0), patience=Patience(jitter=0.1))
    assert 5.0 < first <= 5.1


def test_a_service_that_asks_for_more_than_the_whole_patience_gets_no_further_attempt() -> None:
    with pytest.raises(Overloaded, match="busy"):
        waits(Overloaded("busy", 1000.0), patience=Patience(whole_s=900.0))


def test_our_own_waits_have_a_longest() -> None:
    assert max(waits(*[Overloaded("busy")] * 7, patience=Patience(longest_wait_s=3.0))) == 3.0


def test_an_answer_that_got_lost_or_broke_off_makes_no_wait_longer() -> None:
    faults = [TimedOut("late"), Garbled("cut"), TimedOut("late"), Garbled("cut"), Overloaded("busy")]
    assert max(waits(*faults)) <= 0.75


def test_a_stream_that_broke_off_is_worth_another_attempt() -> None:
    notebook = Notebook()
    assert ask(gateway(saying(Garbled("broke off"), "hello"), notebook)).text == "hello"
    assert [end.status for end in notebook.ends] == ["bad reply", "ok"]


def test_otherwise_the_wait_doubles_with_each_overload_give_or_take_a_half() -> None:
    first, second, third = waits(Overloaded("busy"), Overloaded("busy"), Overloaded("busy"))
    assert 0.25 <= first <= 0.75
    assert 0.5 <= second <= 1.5
    assert 1 <= third <= 3


def test_the_slot_is_free_while_an_attempt_waits_for_the_next() -> None:
    throttle, free = Throttle(1), []

    async def sleep(_wait_s: float) -> None:
        free.append(throttle.free)

    ask(gateway(saying(Overloaded("busy"), "hello"), throttle=throttle, pause=sleep))
    assert free == [True]


def test_no_more_calls_are_under_way_than_there_are_slots() -> None:
    provider = FakeProvider(turns=5)
    way = gateway(provider, throttle=Throttle(3))

    async def many() -> None:
        await asyncio.gather(*(way.ask("a", HELLO, max_output_tokens=5) for _ in range(12)))

    asyncio.run(many())
    assert (provider.most_under_way, len(provider.requests)) == (3, 12)


def test_a_refusal_is_kept_and_raised_and_not_tried_again() -> None:
    notebook = Notebook()
    with pytest.raises(Refused, match="the model declined agent 'a': I cannot"):
        ask(gateway(saying(reply("I cannot", stop="refusal")), notebook))
    assert [(end.status, end.reply["stop"]) for end in notebook.ends] == [("ok", "refusal")]


def test_a_cancelled_call_has_a_start_and_no_end() -> None:
    notebook = Notebook()
    provider = FakeProvider(turns=10**9)
    way = gateway(provider, notebook)

    async def cancel() -> None:
        task = asyncio.create_task(way.ask("a", HELLO, max_output_tokens=5))
        await provider.began.wait()
        task.cancel()
        await asyncio.wait([task])
        assert task.cancelled()

    asyncio.run(cancel())
    assert (len(notebook.starts), len(notebook.ends)) == (1, 0)


def test_a_call_that_would_send_too_much_is_not_sent() -> None:
    notebook = Notebook()
    way = gateway(FakeProvider(), notebook, sampling=Sampling(call_in_tokens=22))
    with pytest.raises(LimitReached, match="agent 'a' would send 23 tokens in one call; 22 are allowed"):
        ask(way)
    assert not notebook.starts
    assert ask(gateway(FakeProvider("hello"), sampling=Sampling(call_in_tokens=23))).text == "hello"


def test_a_service_is_sent_tools_and_schema_too_so_they_count() -> None:
    provider = FakeProvider()
    way = gateway(provider, sampling=Sampling(call_in_tokens=23))
    with pytest.raises(LimitReached):
        asyncio.run(way.ask("a", HELLO, max_output_tokens=5, tools=[ToolSpec("sum", "adds up", {})]))
    with pytest.raises(LimitReached):
        asyncio.run(way.ask("a", HELLO, max_output_tokens=5, schema={"type": "object"}))
    assert not provider.requests


@pytest.mark.parametrize(("allowed", "limit", "asked"), [(100, None, 100), (100, 30, 30), (20, 30, 20)])
def test_no_more_is_asked_for_than_both_design_and_provider_allow(allowed: int, limit: int | None, asked: int) -> None:
    provider = FakeProvider()
    ask(gateway(provider, sampling=Sampling(call_out_tokens=limit)), tokens=allowed)
    assert provider.requests[0].max_output_tokens == asked


def test_the_sampling_is_the_runs() -> None:
    provider = FakeProvider()
    ask(gateway(provider, sampling=Sampling(temperature=None, seed=3)))
    request: Request = provider.requests[0]
    assert (request.temperature, request.seed, request.model, request.agent) == (None, 3, "m", "a")


def test_the_repeats_that_a_busy_service_calls_for_use_up_no_budget_of_calls() -> None:
    notebook, budget = Notebook(), Budget(Limits(calls=1))
    provider = saying(TimedOut("late"), Overloaded("busy"), reply("well"))
    assert ask(gateway(provider, notebook, budget=budget)).text == "well"
    assert (budget.calls, len(notebook.ends)) == (1, 3)


def test_a_used_up_budget_sends_nothing() -> None:
    provider = FakeProvider()
    budget = Budget(Limits(calls=1))
    ask(gateway(provider, budget=budget))
    with pytest.raises(LimitReached, match="the budget of 1 calls is used up"):
        ask(gateway(provider, budget=budget))
    assert len(provider.requests) == 1


def test_tokens_are_counted_as_the_run_counts_where_it_says_how() -> None:
    way = gateway(FakeProvider(), count_tokens=lambda _: 1000)
    assert way.count([Message("user", "hello")]) > 1000
