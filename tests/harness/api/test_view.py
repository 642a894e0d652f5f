"""A run added up without its answers, and what changed while it ran."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from harness import api
from harness.api.view import open_view
from harness.store.ledger import open_ledger
from harness.store.records import EventRecord
from tests.harness.api.test_sizing import Quiet


@pytest.fixture
def ledger(home: Path) -> str:
    url = f"sqlite:///{home.parent / 'runs.db'}"
    order = api.Order("petty_cash", cases=2, dials="small", epochs=2, model="scripted/petty_cash.toml")
    api.run(api.make_plan(order), api.Settings(url, max_connections=4), Quiet())
    return url


def test_without_checks_everything_else_is_the_same(ledger: str) -> None:
    full, light = open_view(ledger, "latest"), open_view(ledger, "latest", checks=False)
    assert all(trial.checks for trial in full.trials if trial.score)
    assert not any(trial.checks for trial in light.trials)
    bare = replace(
        full,
        arms=tuple(replace(arm, checks=()) for arm in full.arms),
        trials=tuple(replace(trial, checks=(), why="") for trial in full.trials),
    )
    # Why an answer could not be read stands in its mark, and is read with the checks.
    assert replace(light, trials=tuple(replace(trial, why="") for trial in light.trials)) == bare


def test_trials_stand_in_the_order_of_the_plan_with_their_case_and_repeat(ledger: str) -> None:
    order = api.Order("petty_cash", cases=2, dials="small", epochs=2, model="scripted/petty_cash.toml")
    planned = [(trial.id, trial.arm.id, trial.seed, trial.epoch) for trial in api.make_plan(order).trials]
    assert [(t.id, t.arm, t.seed, t.epoch) for t in open_view(ledger, "latest").trials] == planned


def test_events_of_the_run_are_shown_oldest_first(ledger: str) -> None:
    run_id = open_view(ledger, "latest").id
    with open_ledger(ledger) as opened:
        for detail in ("8 to 4", "4 to 5"):
            opened.happened(EventRecord(run_id, datetime.now(UTC), "connections", detail)).result()
    assert [(event.kind, event.detail) for event in open_view(ledger, run_id).events] == [
        ("connections", "8 to 4"),
        ("connections", "4 to 5"),
    ]


def test_working_and_waiting_make_up_the_wall_clock(ledger: str) -> None:
    for arm in open_view(ledger, "latest").arms:
        assert arm.working_s_mean is not None
        assert arm.waited_s_mean is not None
        assert arm.working_s_mean + arm.waited_s_mean == pytest.approx(arm.wall_s_mean)


def test_calls_without_a_cache_cost_cold_what_they_cost(ledger: str) -> None:
    assert {(arm.cost_nano_usd, arm.cost_cold_nano_usd) for arm in open_view(ledger, "latest").arms} == {(0, 0)}
