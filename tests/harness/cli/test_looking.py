"""What list, show, compare and regrade say."""

import dataclasses
import shutil
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from harness.api.rows import Arm, Comparison, RunView, Spent, TrialRow
from tests.harness.benching import ROWS, SCRIPTED, SMALL, Bench
from tests.harness.crash.counting import ask

PAIR = ("run", *SCRIPTED, "--levels", "prompting,orchestration")


def names_of(kind: type) -> set[str]:
    return {field.name for field in dataclasses.fields(kind)}


def verdicts(view: dict[str, Any]) -> dict[tuple[str, str], str]:
    return {
        (pair["first"].removeprefix("petty_cash-"), pair["second"].removeprefix("petty_cash-")): pair["verdict"]
        for pair in view["comparisons"]
    }


def test_an_empty_ledger_has_no_run_yet(ran: Bench, home: Path) -> None:
    empty = replace(ran, ledger=f"sqlite:///{home.parent / 'empty.db'}")
    (home.parent / "empty.db").touch()
    assert empty("list").out == "no run yet\n"
    assert empty("list", "--json").json == []


def test_list_names_the_newest_run_first(ran: Bench) -> None:
    run_id = ran.view()["id"]
    newer = ran(*PAIR, "--cases", "1", "--json").json["id"]
    lines = ran("list").out.splitlines()
    assert [line.split()[0] for line in lines] == ["run", newer, run_id]
    assert [(row["run"], row["task"], row["trials"]) for row in ran("list", "--json").json] == [
        (newer, "petty_cash", 3),
        (run_id, "petty_cash", 2 * ROWS),
    ]


def test_show_in_json_has_the_keys_of_a_run(ran: Bench) -> None:
    view = ran.view()
    assert view.keys() == names_of(RunView)
    assert view["spent"].keys() == names_of(Spent)
    assert {frozenset(arm) for arm in view["arms"]} == {frozenset(names_of(Arm))}
    assert {frozenset(pair) for pair in view["comparisons"]} == {frozenset(names_of(Comparison))}
    assert {frozenset(trial) for trial in view["trials"]} == {frozenset(names_of(TrialRow))}


def test_show_names_each_row_and_what_the_results_are_evidence_of(ran: Bench) -> None:
    out = ran("show", ran.view()["id"][:6]).out
    for row in ("prompting", "context", "context (tools only)", "orchestration", "orchestration (tools only)"):
        assert f"\n{row}  " in out
    assert "shows the machinery, not what AI can do" in out
    assert f"finished {2 * ROWS} of {2 * ROWS} trials; 0 left out" in out


def test_three_cases_do_not_resolve_a_difference(bench: Bench) -> None:
    view = bench(*PAIR, "--cases", "3", "--json").json
    assert verdicts(view) == {("orchestration", "prompting"): "not resolved"}
    assert view["comparisons"][0]["difference"] > 0.2
    assert view["comparisons"][0]["low"] is None


def test_eight_cases_resolve_a_planted_difference(bench: Bench) -> None:
    """All eight cases speak the same way: of 2^8 sign patterns two are as extreme; Holm multiplies by three."""
    view = bench("run", *SCRIPTED, "--cases", "8", "--json").json
    assert verdicts(view) == {
        ("context", "prompting"): "not resolved",
        ("orchestration", "prompting"): "better",
        ("orchestration", "context"): "better",
    }
    planted = [pair for pair in view["comparisons"] if pair["verdict"] == "better"]
    assert {(pair["p"], pair["p_exact"]) for pair in planted} == {(2 / 2**8, True)}
    assert {pair["p_holm"] for pair in planted} == {3 * 2 / 2**8}


def test_the_order_in_which_designs_are_named_turns_no_difference_round(bench: Bench) -> None:
    words = ("run", *SCRIPTED, "--cases", "8", "--design", "orchestration", "--design", "prompting")
    assert verdicts(bench(*words, "--json").json) == {("orchestration", "prompting"): "better"}
    said = "petty_cash-orchestration minus petty_cash-prompting: +0."
    assert said in bench(*words).out
    assert said in bench("compare", "latest").out


def test_two_runs_of_different_models_are_compared_case_by_case(bench: Bench, home: Path) -> None:
    """The second model also says the right category of the lines that were meals: some more marks, never fewer."""
    good = (home / "scripts" / "petty_cash.toml").read_text(encoding="utf-8")
    meals = '[[reply]]\nagent = "sorter"\ncontains = "coffee"\ntext = \'{"lines": [{"category": "meals"}]}\'\n\n'
    head, mark, rest = good.partition("[[reply]]")
    (home / "scripts" / "wiser.toml").write_text(f"{head}{meals}{mark}{rest}", encoding="utf-8")
    one = bench(*PAIR, "--cases", "8", "--json").json
    words = ("run", *SMALL, "--levels", "orchestration", "--cases", "6", "--model", "scripted/wiser", "--json")
    two = bench(*words).json
    both = bench("compare", one["id"], two["id"], "--json").json
    assert [row["model"] for row in both["runs"]] == ["scripted/petty_cash.toml", "scripted/wiser"]
    found = both["comparisons"]
    rows = ((one, "prompting"), (one, "orchestration"), (two, "orchestration"))
    arms = [f"petty_cash-{level} [{run['id'][:6]}]" for run, level in rows]
    assert [(pair["second"], pair["first"]) for pair in found] == list(combinations(arms, 2))
    scores = [
        {t["seed"]: t["score"] for t in run["trials"] if t["arm"] == "petty_cash-orchestration"} for run in (one, two)
    ]
    gaps = [scores[1][seed] - scores[0][seed] for seed in scores[1]]
    across = found[-1]
    assert (across["cases"], across["left_out"]) == (6, 0)
    assert across["difference"] == pytest.approx(sum(gaps) / 6)
    assert across["difference"] > 0
    assert f"{across['first']} minus {across['second']}: +0." in bench("compare", one["id"], two["id"]).out


def test_a_design_whose_trials_two_runs_share_is_not_compared_with_itself(ran: Bench) -> None:
    """The second run has the designs of the first on the same two cases and one more."""
    first = ran.view()["id"]
    second = ran("run", *SCRIPTED, "--cases", "3", "--json").json["id"]
    found = ran("compare", first, second, "--json").json["comparisons"]
    levels = [f"petty_cash-{level} [{first[:6]}]" for level in ("prompting", "context", "orchestration")]
    assert [(pair["second"], pair["first"]) for pair in found] == list(combinations(levels, 2))
    assert {pair["cases"] for pair in found} == {3}


def test_a_run_that_joins_two_others_makes_one_design_of_theirs(ran: Bench) -> None:
    first = ran.view()["id"]
    second = ran("run", *SCRIPTED, "--cases", "2", "--seed", "3", "--json").json["id"]
    third = ran("run", *SCRIPTED, "--cases", "4", "--json").json["id"]
    found = ran("compare", first, second, third, "--json").json["comparisons"]
    assert [pair["cases"] for pair in found] == [4] * 3


def test_runs_that_share_their_only_design_cannot_be_compared(bench: Bench) -> None:
    words = ("run", *SCRIPTED, "--levels", "prompting", "--json", "--cases")
    ids = [bench(*words, cases).json["id"] for cases in ("1", "2")]
    said = bench("compare", *ids)
    assert (said.code, said.sentence) == (2, "the 2 runs named share one design; a comparison needs two")


def test_compare_says_what_each_run_is_evidence_of(ran: Bench) -> None:
    view = ran.view()
    said = ran("compare", view["id"])
    assert f"run {view['id']}: 2 cases (small), {view['model']}. Scripted model: its replies were" in said.out
    assert "different evidence" not in said.out
    assert ran("compare", view["id"], "--json").json["runs"] == [
        {name: view[name] for name in ("id", "model", "evidence", "evidence_note")}
    ]


def test_runs_of_different_evidence_are_pointed_out(ran: Bench) -> None:
    first = ran.view()["id"]
    second = ran("run", *SMALL, "--cases", "2", "--model", f"replay/{first}", "--json").json["id"]
    assert "note: these runs are of different evidence (replay, scripted)" in ran("compare", first, second).out


def test_one_case_is_not_several(bench: Bench) -> None:
    said = bench(*PAIR, "--cases", "1").out
    assert ", 1 case (small), " in said
    assert ", 1 case, not resolved: " in said
    assert "trials, 1 case x 1 x " in bench("plan", *PAIR[1:], "--cases", "1").out


def test_runs_of_different_tasks_are_not_compared(ran: Bench, home: Path) -> None:
    there, other = home / "tasks" / "petty_cash", home / "tasks" / "till_book"
    for path in [path for path in there.rglob("*") if path.is_file() and path.suffix != ".pyc"]:
        copy = other / path.relative_to(there)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8").replace("petty_cash", "till_book"), encoding="utf-8")
    first = ran.view()["id"]
    second = ran("run", "till_book", *SCRIPTED[1:], "--cases", "1", "--json").json["id"]
    said = ran("compare", first, second)
    assert said.code == 2
    assert said.sentence == f"run {second} is not of the same task, version and dials as run {first}: no pairs"


def test_runs_at_different_dials_are_not_compared(ran: Bench) -> None:
    first = ran.view()["id"]
    second = ran("run", *SCRIPTED, "--dials", "large", "--cases", "1", "--json").json["id"]
    assert ran("compare", first, second).code == 2


def test_one_design_alone_cannot_be_compared(bench: Bench) -> None:
    run_id = bench("run", *SCRIPTED, "--levels", "prompting", "--cases", "1", "--json").json["id"]
    said = bench("compare", run_id)
    assert (said.code, said.sentence) == (2, f"run {run_id} has one design; a comparison needs two")


def test_marking_again_with_the_same_marker_changes_no_score(ran: Bench) -> None:
    before = ran.view()
    said = ran("regrade", "latest")
    assert said.out == f"run {before['id']}: {2 * ROWS} answers marked again by petty_cash@1; 0 scores changed\n"
    assert ran.view() == before


def test_marking_again_keeps_both_marks_and_shows_the_later(
    ran: Bench, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new marker gives 40 of 100 marks for the escalations instead of 20, so 0.2 for them alone becomes 40/120."""
    before = ran.view()
    other = home.parent / "other"
    shutil.copytree(home, other)
    path = other / "tasks" / "petty_cash" / "grade.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('("escalations", 20,', '("escalations", 40,'), encoding="utf-8")
    monkeypatch.setenv("TOPRUNG_HOME", str(other))
    monkeypatch.delitem(sys.modules, "toprung_task_petty_cash_grade", raising=False)
    done = ran("regrade", "latest", "--json").json
    assert (done["marked"], done["grader"]) == (2 * ROWS, "petty_cash@1")
    assert done["changed"] == sum(0 < trial["score"] < 1 for trial in before["trials"]) > 0
    after = ran.view()
    pairs = zip(before["trials"], after["trials"], strict=True)
    later = {b["id"]: a["score"] for b, a in pairs if b["score"] == pytest.approx(0.2)}
    assert later
    assert set(later.values()) == {40 / 120}
    assert ask(home.parent / "runs.db", "SELECT count(*), count(DISTINCT trial_id) FROM grade") == [
        (4 * ROWS, 2 * ROWS)
    ]
    unchanged = ("id", "attempt", "outcome", "calls", "input_tokens", "output_tokens")
    assert [[t[k] for k in unchanged] for t in after["trials"]] == [[t[k] for k in unchanged] for t in before["trials"]]
