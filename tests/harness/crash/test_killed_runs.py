"""kill -9 again and again in a run: each trial once, and every request accounted for."""

import random
import shutil
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.harness.benching import ROWS, SMALL, Bench, lines_of, started, wait_until
from tests.harness.crash.counting import OUT_TOKENS, ask, calls_of, check_whole
from tests.harness.providers.stand_in import Answer, said, serving
from tests.postgres import emptied

CONNECTIONS = 8
RUN = (*SMALL, "--model", "scripted/tallied", "--max-connections", str(CONNECTIONS))
REQUESTS = 2 + 2 + 6 + 1
"""A case: the chat's question and follow-up, the clerk's two tables, the sorter's six lines, the coordinator's note."""


def tallied(home: Path, latency_s: float) -> Path:
    """Write the script whose server keeps count, and return the count's file."""
    script = (home / "scripts" / "petty_cash.toml").read_text(encoding="utf-8")
    text = script.replace("latency_s = 0.0", f'latency_s = {latency_s}\ntally = "tally.txt"')
    (home / "scripts" / "tallied.toml").write_text(text, encoding="utf-8")
    return home / "scripts" / "tally.txt"


def run_and_kill(ledger: str, tally: Path, chance: random.Random, run: tuple[str, ...], most: int) -> None:
    """Start the run and kill it a random number of requests, at most so many, and then a random moment, later."""
    end = lines_of(tally) + chance.randint(1, most)
    with started("run", *run, "--ledger", ledger) as process:
        wait_until(lambda: lines_of(tally) >= end, process)
        time.sleep(chance.uniform(0, 0.02))
        process.kill()
        process.wait()


def per_trial(view: dict[str, Any]) -> dict[str, tuple[object, ...]]:
    keys = ("arm", "outcome", "score", "calls", "input_tokens", "output_tokens", "cost_nano_usd")
    return {trial["id"]: tuple(trial[key] for key in keys) for trial in view["trials"]}


@pytest.mark.parametrize(("cases", "kills"), [(16, 3), pytest.param(60, 10, marks=pytest.mark.slow)])
def test_kills_lose_no_trial_and_no_request(home: Path, bench: Bench, cases: int, kills: int) -> None:
    file, tally, chance = home.parent / "runs.db", tallied(home, 0.03), random.Random(20261122)
    run, trials, unknown = (*RUN, "--cases", str(cases)), cases * ROWS, frozenset[str]()
    for _ in range(kills):
        run_and_kill(bench.ledger, tally, chance, run, REQUESTS * cases // (kills + 2))
        calls = calls_of(file)
        assert calls.finished <= lines_of(tally) <= calls.started
        assert unknown <= calls.unknown_ids
        assert len(calls.unknown_ids - unknown) <= CONNECTIONS
        unknown = calls.unknown_ids
        check_whole(file)
    assert bench("run", *run).code == 0

    # Each trial once, and marked; which attempt of it ended shows that kills hit trials under way.
    ended = ask(file, "SELECT id, attempt, outcome FROM trial")
    assert len({trial for trial, _, _ in ended}) == len(ended) == trials
    assert Counter(outcome for _, _, outcome in ended) == {"done": trials}
    assert max(attempt for _, attempt, _ in ended) > 1
    assert ask(file, "SELECT count(*), count(DISTINCT trial_id) FROM grade") == [(trials, trials)]

    # Every request: in a trial that ended, lost with one that did not, or of an unknown outcome.
    view, calls = bench.view(), calls_of(file)
    spent = view["spent"]
    assert calls.finished < lines_of(tally) <= calls.started
    assert calls.unknown_ids == unknown
    assert 0 < spent["calls_unknown"] == len(unknown) <= kills * CONNECTIONS
    assert 0 < spent["calls_lost"] == calls.lost
    assert spent["tokens_lost"] == calls.lost_tokens
    in_trials = sum(trial["calls"] for trial in view["trials"] if "tools only" not in trial["arm"])
    assert calls.started == in_trials + calls.lost + len(unknown)
    assert spent["tokens_at_worst"] == calls.worst_tokens
    words = f"also spent: {len(unknown)} calls whose outcome is unknown (at worst {spent['tokens_at_worst']:,} tokens"
    assert words in bench("show", "latest").out

    # The second method for the totals: the same run without a kill.
    other = home.parent / "other"
    shutil.copytree(home, other / "home")
    (other / "home" / "scripts" / "tally.txt").unlink()
    clean_tally = tallied(other / "home", 0.0)
    clean = replace(bench, ledger=f"sqlite:///{other / 'runs.db'}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TOPRUNG_HOME", str(other / "home"))
        assert clean("run", *run).code == 0
        clean_view = clean.view()
    assert per_trial(view) == per_trial(clean_view)
    clean_calls = calls_of(other / "runs.db")
    assert clean_calls.finished == lines_of(clean_tally) == clean_calls.started == REQUESTS * cases
    assert clean_view["spent"] == dict.fromkeys(spent, 0)


def test_a_killed_run_in_postgresql_goes_on_where_it_was(home: Path, bench: Bench, postgres: str) -> None:
    tally, chance = tallied(home, 0.03), random.Random(7)
    ledger, run = emptied(postgres), (*RUN, "--cases", "10")
    run_and_kill(ledger, tally, chance, run, 55)
    done = replace(bench, ledger=ledger)("run", *run, "--json")
    assert (done.code, done.json["finished"], done.json["planned"]) == (0, 10 * ROWS, 10 * ROWS)
    assert len({trial["id"] for trial in done.json["trials"]}) == 10 * ROWS
    assert 0 <= done.json["spent"]["calls_unknown"] <= CONNECTIONS


def test_a_request_that_was_paid_for_and_never_answered_is_priced_at_its_worst(home: Path, bench: Bench) -> None:
    """Two trials at a time, two requests each: the third answer ends one trial, then both next requests hang."""
    (home / "prices.toml").write_text(
        'as_of = "2026-11-22"\nsource = "made up"\n[model."openai_compatible/big"]\n'
        "input_usd_per_mtok = 3\noutput_usd_per_mtok = 15\n",
        encoding="utf-8",
    )
    words = (*SMALL, "--levels", "prompting", "--model", "openai_compatible/big", "--max-connections", "2")
    with (
        serving(said(), said(), said(), Answer(200, "", hangs=True)) as server,
        started("run", *words, "--base-url", server.base_url, "--ledger", bench.ledger) as process,
    ):
        wait_until(lambda: len(server.asked) == 5, process)
        process.kill()
        process.wait()
    view = bench.view()
    assert (view["finished"], view["planned"]) == (1, 6)
    spent = view["spent"]
    sent_tokens = spent["tokens_at_worst"] - 2 * OUT_TOKENS["chat"]
    assert spent["calls_unknown"] == 2
    assert spent["nano_usd_at_worst"] == 3000 * sent_tokens + 15_000 * 2 * OUT_TOKENS["chat"]
    # The stand-in counts 30 tokens in and 12 out for each answer.
    assert (spent["calls_lost"], spent["tokens_lost"]) == (1, 42)
    assert spent["nano_usd_lost"] == 3000 * 30 + 15_000 * 12
    (trial,) = view["trials"]
    assert (trial["calls"], trial["input_tokens"], trial["output_tokens"]) == (2, 60, 24)
    at_worst = f"2 calls whose outcome is unknown (at worst {spent['tokens_at_worst']:,} tokens, $0.0"
    assert at_worst in bench("show", "latest").out
