"""Pricing a run again, and limits in money where no price is known."""

import dataclasses
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import pytest

from harness.api.planning import Order, make_plan
from harness.messages import Usage
from harness.meter.calls import CallEnd, CallStart
from harness.plan.benchmark import Plan, PlannedTrial
from harness.store.ledger import Ledger, open_ledger
from harness.store.records import RunRecord, TrialRecord
from tests.harness.benching import SMALL, Bench
from tests.harness.crash.counting import ask

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
LIBRARY = f"genai-prices {version('genai-prices')}"
SCRIPTED = "scripted/petty_cash.toml"
THEN = f"{LIBRARY} at 2026-11-22"
USAGE = Usage(input=1000, cache_read=200, output=100)
CALLS = "SELECT * FROM call ORDER BY number"
KEPT = "SELECT call_number, price_table, nano_usd FROM repriced ORDER BY number"


def call(ledger: Ledger, plan: Plan, trial: PlannedTrial, attempt: int, end: CallEnd) -> None:
    """Write one call."""
    silent = trial.arm.kind == "tools only"
    start = CallStart(
        id=end.id,
        run_id=plan.id,
        trial_id=trial.id,
        trial_attempt=attempt,
        agent="chat",
        attempt=1,
        model_asked="silent" if silent else f"{plan.provider}/{plan.model}",
        started_at=AT,
        started_s=0.0,
        messages=(),
        worst_tokens=2000,
        worst_nano_usd=None,
        request_digest="d",
    )
    ledger.call_started(start).result()
    ledger.call_ended(dataclasses.replace(end, nano_usd=0, price_table=THEN) if silent else end).result()


def write_run(home: Path, model: str, nano_usd: int | None) -> Plan:
    """Write a run of one case, with a call in each trial and one in an attempt that was repeated."""
    plan = make_plan(
        Order("petty_cash", levels=("prompting", "context"), cases=1, dials="small", model=model, base_url=None)
    )
    planned = tuple((trial.id, trial.arm.id) for trial in plan.trials)
    with open_ledger(f"sqlite:///{home.parent / 'runs.db'}") as ledger:
        ledger.save_run(RunRecord(plan.id, AT, "0.1.0", plan.to_json(), planned)).result()
        for number, trial in enumerate(plan.trials):
            end = CallEnd(f"c{number}", "ok", 0.5, plan.model, USAGE, nano_usd, THEN)
            call(ledger, plan, trial, 2 if trial.arm.id == "petty_cash-prompting" else 1, end)
            attempt = 2 if trial.arm.id == "petty_cash-prompting" else 1
            ended = TrialRecord(trial.id, attempt, dict(trial.identity), "done", "", AT, 1.0, 0.0, {}, 0)
            ledger.trial_ended(ended, None, []).result()
            if trial.arm.id == "petty_cash-prompting":
                call(ledger, plan, trial, 1, CallEnd("lost", "ok", 0.5, plan.model, USAGE, nano_usd, THEN))
                call(ledger, plan, trial, 1, CallEnd("busy", "overloaded", 0.1, nano_usd=0))
                call(ledger, plan, trial, 1, CallEnd("broken", "timed out", 0.1, nano_usd=None))
    return plan


@pytest.fixture
def keyed(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Bench:
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    return bench


# By the list, gpt-5.6 cost 5 dollars in, 0.50 from a cache and 30 back per million tokens until 2026-08-20, and costs
# 4, 0.40 and 20 since: 1000 x 5 + 200 x 0.5 + 100 x 30 = 8100, and 1000 x 4 + 200 x 0.4 + 100 x 20 = 6080.
IN_AUGUST, IN_NOVEMBER = 8_100_000, 6_080_000


def test_a_run_is_priced_by_the_prices_of_another_day(keyed: Bench, home: Path) -> None:
    plan = write_run(home, "openai_compatible/gpt-5.6", IN_NOVEMBER)
    found = keyed("reprice", "latest", "--prices", "2026-08-01", "--json").json
    assert (found["run_id"], found["model"]) == (plan.id, "openai_compatible/gpt-5.6")
    assert (found["price_tables"], found["price_table_again"]) == ([THEN], f"{LIBRARY} at 2026-08-01")
    designs = {arm.id for arm in plan.arms if arm.kind == "design"}
    assert {arm: (row["calls"], row["nano_usd"], row["nano_usd_again"]) for arm, row in found["arms"].items()} == {
        arm.id: (1, IN_NOVEMBER, IN_AUGUST) if arm.id in designs else (1, 0, 0) for arm in plan.arms
    }


def test_both_prices_are_shown_with_their_tables(keyed: Bench, home: Path) -> None:
    plan = write_run(home, "openai_compatible/gpt-5.6", IN_NOVEMBER)
    lines = keyed("reprice", plan.id, "--prices", "2026-08-01").out.splitlines()
    assert lines[:3] == [
        f"run {plan.id}: openai_compatible/gpt-5.6",
        f"as run: {THEN}",
        f"again:  {LIBRARY} at 2026-08-01",
    ]
    cells = {line.split("  ")[0]: line.split()[-3:] for line in lines}
    assert cells["petty_cash-context"] == ["1", "$0.0061", "$0.0081"]
    assert lines[-1] == "6 new prices kept beside those of the run, which stay as they are"


def test_attempts_that_do_not_count_are_apart_and_what_nobody_knows_stays_unknown(keyed: Bench, home: Path) -> None:
    write_run(home, "openai_compatible/gpt-5.6", IN_NOVEMBER)
    said = keyed("reprice", "latest", "--prices", "2026-08-01")
    (line,) = [line for line in said.out.splitlines() if line.startswith("in attempts that do not count")]
    # One priced call, one that was turned away for nothing, one that broke off.
    assert line.split()[6:] == ["3", "unknown", "(1", "call)", "unknown", "(1", "call)"]


def test_nothing_stored_is_overwritten_and_no_price_is_kept_twice(keyed: Bench, home: Path) -> None:
    write_run(home, "openai_compatible/gpt-5.6", IN_NOVEMBER)
    ledger = home.parent / "runs.db"
    before = ask(ledger, CALLS)
    first = keyed("reprice", "latest", "--prices", "2026-08-01", "--json").json
    kept = ask(ledger, KEPT)
    assert first["kept"] == len(before) == len(kept)
    assert {table for _, table, _ in kept} == {f"{LIBRARY} at 2026-08-01"}
    assert keyed("reprice", "latest", "--prices", "2026-08-01", "--json").json == first | {"kept": 0}
    assert keyed("reprice", "latest", "--prices", "2026-08-02", "--json").json["kept"] == len(before)
    assert ask(ledger, KEPT)[: len(kept)] == kept
    assert ask(ledger, CALLS) == before


def test_a_price_that_is_entered_later_replaces_unknown(keyed: Bench, home: Path) -> None:
    write_run(home, "openai_compatible/gpt-of-our-own", None)
    arm = keyed("reprice", "latest", "--json").json["arms"]["petty_cash-context"]
    assert (arm["nano_usd"], arm["unknown"], arm["nano_usd_again"], arm["unknown_again"]) == (None, 1, None, 1)
    (home / "prices.toml").write_text(
        'as_of = 2026-11-22\nsource = "us"\n[model."openai_compatible/gpt-of-our-own"]\n'
        "input_usd_per_mtok = 1\noutput_usd_per_mtok = 10\n"
    )
    arm = keyed("reprice", "latest", "--json").json["arms"]["petty_cash-context"]
    # By hand: 1200 sent at 1, 100 back at 10 dollars per million tokens.
    assert (arm["nano_usd"], arm["nano_usd_again"]) == (None, 2_200_000)


def test_the_prices_of_another_model_are_an_assumption_and_are_not_kept(bench: Bench, home: Path) -> None:
    plan = write_run(home, SCRIPTED, 0)
    words = ("reprice", "latest", "--price-as", "anthropic/claude-opus-5-5", "--prices", "2026-11-22")
    said = bench(*words)
    assert f"again:  {THEN}, as if by anthropic/claude-opus-5-5\n" in said.out
    assert said.out.splitlines()[-1] == (
        "an assumption: the same tokens at the prices of anthropic/claude-opus-5-5, which would have counted and "
        "written others; nothing is kept"
    )
    # Opus 5.5: 1000 x 4 + 200 x 0.2 + 100 x 20 = 6040. What tools only asks reaches nobody.
    again = {arm: row["nano_usd_again"] for arm, row in bench(*words, "--json").json["arms"].items()}
    assert again == {arm.id: 6_040_000 if arm.kind == "design" else 0 for arm in plan.arms}
    assert ask(home.parent / "runs.db", KEPT) == []


def test_a_model_that_is_no_service_costs_nothing_on_any_day(bench: Bench, home: Path) -> None:
    write_run(home, SCRIPTED, 0)
    arms = bench("reprice", "latest", "--prices", "2026-01-31", "--json").json["arms"]
    assert {(row["nano_usd"], row["nano_usd_again"]) for row in arms.values()} == {(0, 0)}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--prices", "yesterday"), "--prices is 'yesterday', which is no day; write it as 2026-11-22"),
        (
            ("--prices", "2026-11-22", "--price-as", "claude-opus-5-5"),
            (
                f"no price is known for --price-as 'claude-opus-5-5' ({THEN}); name provider and model, such as "
                "anthropic/claude-opus-5-5, or put its price into $TOPRUNG_HOME/prices.toml"
            ),
        ),
    ],
)
def test_a_mistake_is_one_sentence(bench: Bench, home: Path, words: tuple[str, ...], sentence: str) -> None:
    write_run(home, SCRIPTED, 0)
    said = bench("reprice", "latest", *words)
    assert (said.code, said.sentence) == (2, sentence)


def test_a_limit_in_money_without_a_price_refuses_to_start_and_says_how_to_enter_one(keyed: Bench, home: Path) -> None:
    text = (home / "tasks" / "petty_cash" / "designs" / "prompting.toml").read_text(encoding="utf-8")
    design = home.parent / "dear.toml"
    design.write_text(f"{text.replace('petty_cash-prompting', 'dear')}\n[budget]\nusd = 2.5\n", encoding="utf-8")
    words = (
        "run",
        *SMALL,
        "--design",
        str(design),
        "--model",
        "openai_compatible/m",
        "--base-url",
        "http://127.0.0.1:9",
    )
    said = keyed(*words)
    assert (said.code, said.sentence) == (
        2,
        (
            "design 'dear' has a limit of $2.5, but the price of openai_compatible/m is not known; "
            "put it into $TOPRUNG_HOME/prices.toml or take the limit out"
        ),
    )
    assert not (home.parent / "runs.db").exists() or ask(home.parent / "runs.db", "SELECT * FROM call") == []
