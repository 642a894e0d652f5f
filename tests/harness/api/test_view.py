"""A run added up without its answers, and what changed while it ran."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import Mock

import pytest

from harness import api
from harness.api.view import _beside, open_view
from harness.messages import Usage
from harness.store.ledger import open_ledger
from harness.store.reading.lines import CachedCall
from harness.store.records import EventRecord, RunRecord
from tests.harness.api.making import entry
from tests.harness.api.sizing.test_size import Quiet


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


def test_cold_money_prices_cached_tokens_as_if_there_were_no_cache(home: Path) -> None:
    """At $1 in and $10 out a million: 1,100 tokens in and 10 out are $0.0012 cold; the other call cost 50."""
    (home / "prices.toml").write_text(
        'as_of = 2026-11-22\nsource = "a test"\n[model."openai_compatible/m"]\n'
        "input_usd_per_mtok = 1\noutput_usd_per_mtok = 10\ncache_read_usd_per_mtok = 0.1\n",
        encoding="utf-8",
    )
    plan = api.make_plan(api.Order("petty_cash", ("context",), model="scripted/petty_cash.toml"))
    cached = CachedCall("arm", "openai_compatible/m", Usage(input=100, cache_read=1000, output=10), 300_000)
    ledger = Mock(cached_calls=Mock(return_value=[cached]), first_tokens=Mock(return_value={}))
    record = RunRecord("run", datetime(2026, 11, 22, tzinfo=UTC), "0", {})
    entries = {"arm": [entry(1, 0.5, nano_usd=300_000), entry(2, 0.5, nano_usd=50)]}
    found = _beside(ledger, record, replace(plan, evidence="real"), entries, {})
    assert found["arm"].cost_cold_nano_usd == 1_200_050


@pytest.mark.usefixtures("home")
def test_cold_money_is_unknown_where_a_price_is() -> None:
    plan = api.make_plan(api.Order("petty_cash", ("context",), model="scripted/petty_cash.toml"))
    ledger = Mock(cached_calls=Mock(return_value=[]), first_tokens=Mock(return_value={}))
    record = RunRecord("run", datetime(2026, 11, 22, tzinfo=UTC), "0", {})
    found = _beside(ledger, record, plan, {"arm": [entry(1, 0.5, nano_usd=None)]}, {})
    assert found["arm"].cost_cold_nano_usd is None
