"""Running as a service would: without a terminal, in a thread, stopped at a bad moment."""

import os
import signal
import threading
from pathlib import Path

import pytest

from harness import api
from harness.plan.benchmark import Plan
from harness.run.build import Done


class Counting:
    """A watch that counts, and may ask for a stop when the first trial ends."""

    def __init__(self, *, stop_at_first: bool = False) -> None:
        self.todo = self.over = 0
        self.under_way: list[int] = []
        self._stop_at_first = stop_at_first

    def begin(self, todo: int) -> None:
        self.todo = todo

    def ended(self, done: Done) -> None:
        assert done.trial.outcome == "done"
        self.over += 1
        if self._stop_at_first and self.over == 1:
            os.kill(os.getpid(), signal.SIGINT)

    def stopping(self, under_way: int) -> None:
        self.under_way.append(under_way)


@pytest.fixture
def settings(home: Path) -> api.Settings:
    return api.Settings(f"sqlite:///{home.parent / 'runs.db'}", max_connections=2)


def plan_of(home: Path, cases: int) -> Plan:
    (home / "scripts" / "slow.toml").write_text("latency_s = 0.02\n", encoding="utf-8")
    return api.make_plan(api.Order("petty_cash", ("prompting",), cases=cases, dials="small", model="scripted/slow"))


@pytest.mark.parametrize(("cases", "finished", "stopped"), [(2, 2, False), (9, 2, True)])
def test_a_run_is_stopped_only_when_something_is_left(
    home: Path, settings: api.Settings, cases: int, finished: int, *, stopped: bool
) -> None:
    """Two trials are under way when the first of them ends: the other one finishes."""
    assert threading.current_thread() is threading.main_thread()  # signals reach no other
    watch = Counting(stop_at_first=True)
    summary = api.run(plan_of(home, cases), settings, watch)
    assert summary.stopped is stopped
    assert watch.over == summary.finished >= finished
    assert summary.finished < cases or not stopped


def test_a_run_goes_on_in_a_thread_that_no_signal_reaches(home: Path, settings: api.Settings) -> None:
    plan, watch, found = plan_of(home, 3), Counting(), list[api.Summary]()
    thread = threading.Thread(target=lambda: found.append(api.run(plan, settings, watch)))
    thread.start()
    thread.join()
    assert found == [
        api.Summary(plan.id, 3, 3, left_out=0, unmarked=0, unmarked_why="", begun=3, stopped=False, limit="")
    ]
    assert (watch.todo, watch.over) == (3, 3)


def test_resume_has_nothing_to_begin_in_a_finished_run(home: Path, settings: api.Settings) -> None:
    plan = plan_of(home, 2)
    api.run(plan, settings, Counting())
    watch = Counting()
    summary = api.resume(plan.id, settings, watch)
    assert summary == api.Summary(
        plan.id, 2, 2, left_out=0, unmarked=0, unmarked_why="", begun=0, stopped=False, limit=""
    )
    assert watch.todo == 0


def test_every_finished_trial_is_told_with_all_that_was_said(home: Path, settings: api.Settings) -> None:
    plan = plan_of(home, 2)
    api.run(plan, settings, Counting())
    details = list(api.trial_details(settings.ledger_url, plan.id))
    assert [detail.trial for detail in details] == list(api.open_view(settings.ledger_url, plan.id).trials)
    for detail in details:
        assert len(detail.calls) == detail.trial.calls == 2
        assert sum(call.output_tokens for call in detail.calls) == detail.trial.output_tokens
        assert detail.answer_text == "\n\n".join(call.reply for call in detail.calls)
        assert detail.ask in detail.calls[0].messages[0]["text"]
