import asyncio
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from harness.dispatch.here import Equipment, Stopped, run_here
from harness.errors import BadPlan
from harness.messages import Request
from harness.meter.budget import Limits
from harness.meter.prices import PriceTable
from harness.plan.benchmark import Plan
from harness.plan.level import Level
from harness.run.build import Done
from harness.store.ledger import Ledger
from tests.harness.fakes import FakeProvider, petty_cash
from tests.harness.run.making import ledger_for, plan, providers


@dataclass
class Seen:
    """Keeps what it is told of a run, and may do something at each trial that ends."""

    at_end: Callable[["Seen"], None] = lambda _seen: None
    todo: list[int] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)
    stops: list[int] = field(default_factory=list)

    def begin(self, todo: int) -> None:
        self.todo.append(todo)

    def ended(self, done: Done) -> None:
        self.done.append(done)
        self.at_end(self)

    def stopping(self, under_way: int) -> None:
        self.stops.append(under_way)


def interrupt_after(trials: int, times: int = 1) -> Seen:
    def at_end(seen: Seen) -> None:
        if len(seen.done) == trials:
            for _ in range(times):
                os.kill(os.getpid(), signal.SIGINT)

    return Seen(at_end)


def run(
    made: Plan, ledger: Ledger, fake: FakeProvider, seen: Seen, *, at_once: int = 4, limits: Limits | None = None
) -> Stopped:
    equipment = Equipment(petty_cash(), ledger, lambda: providers(fake), PriceTable(), at_once, limits or Limits())
    return run_here(made, [(trial, 1) for trial in made.trials], equipment, seen)


def test_all_trials_are_run_and_told_of_and_the_providers_closed(tmp_path: Path) -> None:
    made, fake, seen = plan(*Level, seeds=2), FakeProvider("x"), Seen()
    with ledger_for(made, tmp_path) as ledger:
        assert run(made, ledger, fake, seen) == Stopped()
        assert len(ledger.trials(made.id)) == len(seen.done) == 10
    assert (seen.todo, seen.stops, fake.closed) == ([10], [], 1)


def test_no_more_requests_are_under_way_than_there_are_connections(tmp_path: Path) -> None:
    made, fake = plan(Level.ORCHESTRATION, seeds=4), FakeProvider("x", turns=20)
    with ledger_for(made, tmp_path) as ledger:
        run(made, ledger, fake, Seen(), at_once=2)
    assert fake.most_under_way == 2


def test_ctrl_c_lets_what_is_under_way_end_and_begins_nothing_new(tmp_path: Path) -> None:
    made, fake, seen = plan(seeds=30), FakeProvider("x", turns=10), interrupt_after(3)
    with ledger_for(made, tmp_path) as ledger:
        assert run(made, ledger, fake, seen).by_user
        assert len(ledger.trials(made.id)) == len(seen.done) < 30
        assert ledger.unfinished(made.id) == []
    assert len(seen.stops) == 1
    assert fake.closed == 1


def test_a_second_ctrl_c_drops_what_is_under_way(tmp_path: Path) -> None:
    def stop_twice() -> None:
        for _ in range(2):
            os.kill(os.getpid(), signal.SIGINT)

    def say(_request: Request) -> str:
        if len(fake.requests) == 1:
            asyncio.get_running_loop().call_later(0.05, stop_twice)
        return "x"

    made, fake = plan(seeds=8), FakeProvider(say, turns=10**9)
    with ledger_for(made, tmp_path) as ledger:
        assert run(made, ledger, fake, Seen()).by_user
        assert ledger.trials(made.id) == []
        assert len(ledger.unfinished(made.id)) == len(fake.requests) > 0
    assert fake.closed == 1


def test_ctrl_c_at_the_last_trial_stops_nothing(tmp_path: Path) -> None:
    made, seen = plan(seeds=3), interrupt_after(3)
    with ledger_for(made, tmp_path) as ledger:
        assert run(made, ledger, FakeProvider("x"), seen, at_once=1) == Stopped()


def test_outside_the_main_thread_signals_are_left_alone(tmp_path: Path) -> None:
    made, results = plan(seeds=2), list[Stopped]()
    with ledger_for(made, tmp_path) as ledger:
        thread = threading.Thread(target=lambda: results.append(run(made, ledger, FakeProvider("x"), Seen())))
        thread.start()
        thread.join()
    assert results == [Stopped()]


def test_a_run_that_cannot_begin_closes_its_providers(tmp_path: Path) -> None:
    made, fake = plan(seeds=1, orchestrator="nobody"), FakeProvider("x")
    with ledger_for(made, tmp_path) as ledger, pytest.raises(BadPlan, match="no orchestrator 'nobody'"):
        run(made, ledger, fake, Seen())
    assert fake.closed == 1
