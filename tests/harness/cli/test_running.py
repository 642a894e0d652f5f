"""What run, plan and resume do: what is missing, once, and what may not be repeated is not."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.harness.benching import ROWS, SCRIPTED, SMALL, Bench, lines_of
from tests.harness.crash.counting import ask
from tests.postgres import emptied

RUN = ("run", *SCRIPTED, "--cases", "3")


def script(home: Path, name: str, text: str) -> None:
    (home / "scripts" / f"{name}.toml").write_text(text, encoding="utf-8")


def trials_in(home: Path) -> dict[str, tuple[Any, ...]]:
    rows = ask(home.parent / "runs.db", "SELECT id, attempt, outcome, started_at FROM trial ORDER BY attempt")
    return {row[0]: row[1:] for row in rows}


def test_plan_says_what_it_cannot_show_and_makes_no_ledger(bench: Bench, home: Path) -> None:
    said = bench("plan", *SCRIPTED, "--cases", "3")
    assert (said.code, said.err) == (0, "")
    assert f"{3 * ROWS} trials, 3 cases x 1 x {ROWS} rows" in said.out
    assert "note: too few cases for a verdict on 3 comparisons: 3; at least 7 are needed (--cases 7)" in said.out
    assert not (home.parent / "runs.db").exists()


def test_plan_says_what_difference_so_many_cases_can_find(bench: Bench) -> None:
    """A paired t-test needs 34 cases, and not 33, to find half a standard deviation with 80 % power (Cohen 1988)."""
    pair = ("plan", *SCRIPTED, "--levels", "prompting,orchestration", "--cases")
    found = {cases: bench(*pair, cases, "--json").json["detectable"] for cases in ("33", "34")}
    assert found["34"] <= 0.25 / 2 < found["33"]
    assert "34 cases find a true difference of 0.12 in quality" in bench(*pair, "34").out
    assert "true difference" not in bench("plan", *SCRIPTED, "--cases", "3").out


def test_plan_says_how_many_cases_a_difference_takes_and_what_they_cost(bench: Bench) -> None:
    """Cohen's 34 cases again; one comparison, nothing to adjust."""
    words = ("--levels", "prompting,orchestration", "--cases", "34", "--detect", "0.125", "--limit-usd", "30")
    said = bench("plan", *SCRIPTED, *words)
    assert (said.code, said.err) == (0, "")
    assert "a true difference of 0.125 in quality takes 34 cases to be found as often" in said.out
    assert "judge: none, the task is marked by rules" in said.out
    assert "(tools only): no charge, 0 tokens (no model is asked)" in said.out
    assert "$30: nothing is charged, so this limit says nothing about the number of cases" in said.out
    size = bench("plan", *SCRIPTED, *words, "--json").json["size"]
    assert (size["cases_for_detect"], size["nano_usd_a_case"], size["comparisons"]) == (34, 0, 1)


def test_plan_names_the_run_that_the_same_order_makes(bench: Bench) -> None:
    planned = bench("plan", *SCRIPTED, "--cases", "3", "--json").json
    assert planned["verdict_possible"] is False
    assert planned["run"] == bench(*RUN, "--json").json["id"]


def test_plan_is_silent_about_verdicts_where_cases_are_enough(bench: Bench) -> None:
    assert "note" not in bench("plan", *SCRIPTED, "--cases", "7").out


def test_plan_says_that_a_price_is_not_known(bench: Bench) -> None:
    words = (*SMALL, "--model", "openai_compatible/big", "--base-url", "http://127.0.0.1:9")
    assert "the price of this model is not known" in bench("plan", *words).out


def test_a_run_shows_its_table_on_stdout_and_its_progress_on_stderr(bench: Bench) -> None:
    said = bench(*RUN)
    assert said.code == 0
    assert f"finished {3 * ROWS} of {3 * ROWS} trials; 0 left out" in said.out
    assert f"{3 * ROWS}/{3 * ROWS} trials" in said.err
    assert "trials, 00:" not in said.out
    assert " tokens, no charge" in said.err


def test_a_run_in_json_prints_json_alone(bench: Bench) -> None:
    said = bench(*RUN, "--json")
    assert (said.code, said.err) == (0, "")
    assert said.json["finished"] == 3 * ROWS


def test_the_same_command_again_runs_nothing_new(ran: Bench, home: Path) -> None:
    before = trials_in(home), ask(home.parent / "runs.db", "SELECT count(*) FROM call")
    said = ran("run", *SCRIPTED, "--cases", "2")
    assert said.code == 0
    assert said.err == ""
    assert before == (trials_in(home), ask(home.parent / "runs.db", "SELECT count(*) FROM call"))


def test_more_cases_later_run_the_new_cases_alone(bench: Bench, home: Path) -> None:
    whole = (home / "scripts" / "petty_cash.toml").read_text(encoding="utf-8")
    script(home, "counted", f'tally = "tally.txt"\n{whole}')
    run = ("run", *SMALL, "--model", "scripted/counted", "--json")
    assert bench(*run, "--cases", "2").code == 0
    before, requests = trials_in(home), lines_of(home / "scripts" / "tally.txt")
    view = bench(*run, "--cases", "3").json
    after = trials_in(home)
    assert lines_of(home / "scripts" / "tally.txt") == requests * 3 // 2
    assert len(after) == view["finished"] == 3 * ROWS
    assert {trial: after[trial] for trial in before} == before
    assert [row["trials"] for row in bench("list", "--json").json] == [3 * ROWS, 2 * ROWS]


def test_resume_repeats_infrastructure_failures_alone(bench: Bench, home: Path) -> None:
    faults = '[faults]\nrate = 0.2\nkinds = ["bad"]\nseed = 3\n'
    script(home, "shaky", faults)
    run = bench("run", *SMALL, "--cases", "4", "--model", "scripted/shaky")
    failed = {trial: row for trial, row in trials_in(home).items() if row[1] == "infrastructure"}
    done = {trial: row for trial, row in trials_in(home).items() if trial not in failed}
    assert 0 < len(failed) < 4 * ROWS
    assert run.code == 5
    run_id = bench.view()["id"]
    assert run.err.splitlines()[-1] == (
        f"toprung: {len(failed)} of {4 * ROWS} trials were left out by infrastructure failures; "
        f"try them again with: toprung bench resume {run_id} --ledger {bench.ledger}"
    )
    assert f"{len(failed)} left out, because: the script says: bad reply ({len(failed)})" in run.out
    script(home, "shaky", "")  # the service has recovered
    assert bench("resume", run_id).code == 0
    after = trials_in(home)
    assert {trial: after[trial] for trial in done} == done
    assert {(after[trial][0], after[trial][1]) for trial in failed} == {(2, "done")}
    view = bench.view()
    assert (view["finished"], view["left_out"]) == (4 * ROWS, 0)
    assert {trial["attempt"] for trial in view["trials"]} == {1, 2}


def test_left_out_trials_take_their_pairs_with_them(bench: Bench, home: Path) -> None:
    script(home, "shaky", '[faults]\nrate = 0.2\nkinds = ["bad"]\nseed = 3\n')
    view = bench("run", *SMALL, "--cases", "4", "--model", "scripted/shaky", "--json").json
    finished: dict[str, set[int]] = {arm["id"]: set() for arm in view["arms"]}
    for trial in view["trials"]:
        if trial["outcome"] != "infrastructure":
            finished[trial["arm"]].add(trial["seed"])
    for pair in view["comparisons"]:
        both = finished[pair["first"]] & finished[pair["second"]]
        assert (pair["cases"], pair["left_out"]) == (len(both), 4 - len(both))
    assert any(pair["left_out"] for pair in view["comparisons"])


def test_every_epoch_is_a_trial_of_its_own(bench: Bench) -> None:
    view = bench(*RUN, "--epochs", "2", "--json").json
    assert view["planned"] == view["finished"] == 2 * 3 * ROWS
    assert len({(t["arm"], t["seed"], t["epoch"]) for t in view["trials"]}) == 2 * 3 * ROWS
    assert {pair["cases"] for pair in view["comparisons"]} == {3}


def test_a_second_epoch_later_leaves_the_first_alone(ran: Bench, home: Path) -> None:
    before = trials_in(home)
    view = ran("run", *SCRIPTED, "--cases", "2", "--epochs", "2", "--json").json
    after = trials_in(home)
    assert view["finished"] == len(after) == 2 * len(before)
    assert {trial: after[trial] for trial in before} == before


def test_designs_of_ones_own_stand_beside_those_of_a_level(bench: Bench, home: Path) -> None:
    good = (home / "tasks" / "petty_cash" / "designs" / "prompting.toml").read_text(encoding="utf-8")
    for name, opening in (("terse", "Briefly:"), ("long", "At length:")):
        text = good.replace("petty_cash-prompting", name).replace('question = """', f'question = """{opening}')
        Path(f"{name}.toml").write_text(text, encoding="utf-8")
    words = ("run", *SCRIPTED, "--cases", "1", "--design", "terse.toml", "--design", "long.toml", "--json")
    assert [arm["id"] for arm in bench(*words).json["arms"]] == ["terse", "long"]
    beside = bench(*words, "--levels", "prompting").json
    assert [arm["id"] for arm in beside["arms"]] == ["petty_cash-prompting", "terse", "long"]
    assert len(beside["comparisons"]) == 3


def test_a_design_of_the_installation_is_found_by_its_name(bench: Bench, home: Path) -> None:
    good = (home / "tasks" / "petty_cash" / "designs" / "prompting.toml").read_text(encoding="utf-8")
    (home / "designs").mkdir()
    (home / "designs" / "terse.toml").write_text(good.replace("petty_cash-prompting", "terse"), encoding="utf-8")
    view = bench("run", *SCRIPTED, "--cases", "1", "--design", "terse", "--json").json
    assert [arm["id"] for arm in view["arms"]] == ["terse"]


@pytest.mark.parametrize("connections", ["1", "3"])
def test_how_many_requests_go_out_at_a_time_changes_no_result(
    ran: Bench, home: Path, bench: Bench, connections: str
) -> None:
    other = replace(bench, ledger=f"sqlite:///{home.parent / 'other.db'}")
    view = other("run", *SCRIPTED, "--cases", "2", "--max-connections", connections, "--json").json
    first = ran.view()
    keys = ("id", "arm", "outcome", "score", "calls", "input_tokens", "output_tokens")
    assert [[t[key] for key in keys] for t in view["trials"]] == [[t[key] for key in keys] for t in first["trials"]]


def test_a_run_on_a_newer_version_of_the_task_is_not_gone_on_with(ran: Bench, home: Path) -> None:
    with closing(sqlite3.connect(home.parent / "runs.db")) as connection, connection:
        connection.execute("DELETE FROM grade")
        connection.execute("DELETE FROM span")
        connection.execute("DELETE FROM trial")
    path = home / "tasks" / "petty_cash" / "task.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("version = 1", "version = 2"), encoding="utf-8")
    said = ran("resume", "latest")
    assert said.code == 2
    assert "is of petty_cash@1, but version 2 is installed; start a new run" in said.sentence


def test_a_ledger_in_postgresql_does_the_whole_job(bench: Bench, postgres: str) -> None:
    there = replace(bench, ledger=emptied(postgres))
    assert there(*RUN).code == 0
    again = there("run", *SCRIPTED, "--cases", "4", "--json").json
    assert again["finished"] == 4 * ROWS
    assert there("resume", again["id"]).code == 0
    assert [row["trials"] for row in there("list", "--json").json] == [4 * ROWS, 3 * ROWS]
    assert there("regrade", again["id"], "--json").json == {
        "run_id": again["id"],
        "grader": "petty_cash@1",
        "marked": 4 * ROWS,
        "changed": 0,
    }
    assert there("show", again["id"], "--json").json == again
