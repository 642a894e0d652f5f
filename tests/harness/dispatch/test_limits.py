"""Each limit of a run, and each of a design, stops within one call of itself with fifty trials in flight.

The model is a stand-in of the tests: this says something about the limits, nothing about models.
"""

import asyncio
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from harness.dispatch.here import Equipment, Stopped, run_here
from harness.errors import Overloaded
from harness.messages import Reply, Request
from harness.meter.budget import Limits
from harness.meter.prices import ModelPrice, PriceTable
from harness.plan.benchmark import Plan, arms_of
from harness.plan.design import Budget
from harness.plan.level import Level
from harness.store.ledger import Ledger
from tests.harness.fakes import FakeProvider, petty_cash, reference, reply
from tests.harness.run.making import ledger_for, plan, providers

FIFTY = 50
PRICES = PriceTable("p", {"fake/m": ModelPrice(input_usd_per_mtok=1, output_usd_per_mtok=10)})
A_CALL = 60_000
"""Nano-dollars: 10 tokens in and 5 out, as the fake says."""
TOKENS = 15


class Slow(FakeProvider):
    """Takes real seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__("x", turns=1)
        self.seconds = seconds

    async def send(self, request: Request) -> Reply:
        self.requests.append(request)
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            await asyncio.sleep(self.seconds)
        finally:
            self.under_way -= 1
        return reply("x")


class Quiet:
    def begin(self, todo: int) -> None: ...
    def ended(self, done: object) -> None: ...
    def stopping(self, under_way: int) -> None: ...


def run(made: Plan, ledger: Ledger, fake: FakeProvider, limits: Limits | None = None) -> Stopped:
    equipment = Equipment(petty_cash(), ledger, lambda: providers(fake), PRICES, FIFTY, limits or Limits())
    return run_here(made, [(trial, 1) for trial in made.trials], equipment, Quiet())


def stopped(folder: Path, limits: Limits, fake: FakeProvider) -> tuple[Stopped, Counter[str], int]:
    """Run two hundred trials of two calls each; return how it ended, the reasons, and the trials that ended."""
    made = plan(seeds=200)
    with ledger_for(made, folder) as ledger:
        how = run(made, ledger, fake, limits)
        ended = ledger.trials(made.id)
        assert {trial.outcome for trial in ended} <= {"done", "infrastructure"}
        assert [event.kind for event in ledger.events(made.id)] == ["limit"]
        return how, Counter(trial.why for trial in ended if trial.why), len(ended)


@pytest.mark.parametrize(
    ("limits", "calls", "said"),
    [
        (Limits(calls=120), 120, "120 calls"),
        (Limits(tokens=120 * TOKENS), 120, "1,800 tokens"),
        (Limits(tokens=120 * TOKENS - 1), 120, "1,799 tokens"),
        (Limits(tokens=120 * TOKENS + 1), 121, "1,801 tokens"),
        (Limits(nano_usd=120 * A_CALL), 120, "$0.0072"),
        (Limits(nano_usd=120 * A_CALL + 1), 121, "$0.0072"),
    ],
)
def test_calls_tokens_and_money_of_a_run_stop_within_one_call(
    tmp_path: Path, limits: Limits, calls: int, said: str
) -> None:
    fake = Slow(0.3)
    how, why, ended = stopped(tmp_path, limits, fake)
    assert how == Stopped(limit=said)
    assert len(fake.requests) == calls
    assert set(why) == {f"the run's limit of {said} is used up"}
    assert why.total() >= 20  # at the least: those whose call was the last that began
    assert ended < 200


def test_repeats_of_a_run_stop_at_their_number(tmp_path: Path) -> None:
    fake = FakeProvider(lambda _: Overloaded("busy", 0.0))
    how, _, ended = stopped(tmp_path, Limits(retries=70), fake)
    assert how == Stopped(limit="70 repeats")
    # Fifty first attempts are under way, and seventy may be repeated; whoever comes after the last sends nothing.
    assert 70 < len(fake.requests) <= 70 + FIFTY * 8
    assert ended < 200


@pytest.mark.parametrize("limits", [Limits(wall_s=0.25), Limits(working_s=0.25)])
def test_the_time_of_a_run_stops_within_one_call(tmp_path: Path, limits: Limits) -> None:
    fake = Slow(0.1)
    how, why, ended = stopped(tmp_path, limits, fake)
    assert how.limit.startswith("0.25 s")
    assert set(why) == {f"the run's limit of {how.limit} is used up"}
    assert ended < 200
    assert 0 < len(fake.requests) < 400


def test_a_run_that_was_stopped_by_a_limit_goes_on_where_it_was(tmp_path: Path) -> None:
    made, fake = plan(seeds=40), FakeProvider("x", turns=5)
    with ledger_for(made, tmp_path) as ledger:
        run(made, ledger, fake, Limits(calls=30))
        attempts = ledger.attempts([trial.id for trial in made.trials])
        again = [
            (trial, attempts.get(trial.id, (0, ""))[0] + 1)
            for trial in made.trials
            if attempts.get(trial.id, (0, "infrastructure"))[1] == "infrastructure"
        ]
        equipment = Equipment(petty_cash(), ledger, lambda: providers(fake), PRICES, FIFTY, Limits())
        assert run_here(made, again, equipment, Quiet()) == Stopped()
        assert [trial.outcome for trial in ledger.trials(made.id)] == ["done"] * 40


@pytest.mark.parametrize(
    ("budget", "most", "said"),
    [
        (Budget(calls=1), 1, "the budget of 1 calls is used up"),
        (Budget(tokens=TOKENS), 1, "the budget of 15 tokens is used up"),
        (Budget(usd=A_CALL / 1e9), 1, "the budget of $6e-05 is used up"),
    ],
)
def test_a_design_s_own_limit_ends_each_of_fifty_trials_within_one_call(
    tmp_path: Path, budget: Budget, most: int, said: str
) -> None:
    design = reference(Level.PROMPTING).model_copy(update={"budget": budget})
    made = replace(plan(seeds=FIFTY), arms=arms_of([design], "fake", "m"))
    fake = Slow(0.3)
    with ledger_for(made, tmp_path) as ledger:
        assert run(made, ledger, fake) == Stopped()
        ended = ledger.trials(made.id)
        assert Counter((trial.outcome, trial.why) for trial in ended) == {("limit", said): FIFTY}
        assert len(ledger.grades(made.id)) == FIFTY
    assert len(fake.requests) == FIFTY * most
    assert fake.most_under_way == FIFTY


@pytest.mark.parametrize("budget", [Budget(wall_s=0.6), Budget(working_s=0.6)])
def test_a_design_s_time_ends_each_of_fifty_trials_within_one_call(tmp_path: Path, budget: Budget) -> None:
    design = reference(Level.PROMPTING).model_copy(update={"budget": budget})
    made = replace(plan(seeds=FIFTY), arms=arms_of([design], "fake", "m"))
    with ledger_for(made, tmp_path) as ledger:
        run(made, ledger, Slow(0.4))
        ended = ledger.trials(made.id)
    for trial in ended:
        if trial.outcome != "limit":  # a busy machine let it wait for a twentieth of its time: not the design's fault
            assert (trial.outcome, budget.working_s) == ("infrastructure", None)
            assert trial.waited_s > 0.04 * trial.wall_s
        assert trial.wall_s - trial.waited_s * (budget.working_s is not None) >= 0.6


def test_a_design_without_repeats_left_is_not_marked_down(tmp_path: Path) -> None:
    design = reference(Level.PROMPTING).model_copy(update={"budget": Budget(retries=1)})
    made = replace(plan(seeds=FIFTY), arms=arms_of([design], "fake", "m"))
    fake = FakeProvider(lambda _: Overloaded("busy", 0.0))
    with ledger_for(made, tmp_path) as ledger:
        run(made, ledger, fake)
        assert {trial.outcome for trial in ledger.trials(made.id)} == {"infrastructure"}
        assert ledger.grades(made.id) == []
    assert len(fake.requests) == FIFTY * 2
