"""``toprung bench`` with controls: planned with their cost, run beside the team, resumed, shown and compared."""

import shutil
from pathlib import Path

import pytest

import toprung
from harness.plan.control import CONTROLS
from tests.harness.benching import SCRIPTED, Bench
from tests.harness.conftest import FIXTURES

TEAM = "petty_cash-orchestration"
RUN = (*SCRIPTED, "--controls", "--cases", "8")
ROWS = 8
"""Three levels, *tools only* beside two of them, three controls."""


@pytest.fixture(scope="module")
def judged_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a ledger with a finished run of eight cases and controls."""
    path = tmp_path_factory.mktemp("judged") / "runs.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TOPRUNG_HOME", str(FIXTURES / "home"))
        assert toprung.main(["bench", "run", *RUN, "--json", "--ledger", f"sqlite:///{path}"]) == 0
    return path


@pytest.fixture
def judged(bench: Bench, home: Path, judged_once: Path) -> Bench:
    """``toprung bench`` on a ledger with that run."""
    shutil.copy(judged_once, home.parent / "runs.db")
    return bench


def test_the_plan_prints_the_controls_and_what_they_cost(ran: Bench) -> None:
    said = ran("plan", *RUN).out
    for kind in ("same tokens", "best of n"):
        assert f"{TEAM} ({kind}): no charge, " in said
        assert f"tokens (as much as {TEAM}: mean of 2 earlier trials)" in said
    assert "(twice petty_cash-context: mean of 2 earlier trials)" in said
    assert "8 cases with all rows and repeats: no charge, " in said


def test_too_few_cases_to_judge_a_team_are_said_before_anything_is_spent(bench: Bench) -> None:
    said = bench("plan", *SCRIPTED, "--controls", "--cases", "7").out
    assert "too few cases to judge 1 team beside its controls: 7; at least 8 are needed (--cases 8)" in said


def test_each_control_uses_what_the_team_used_as_near_as_calls_allow(judged: Bench) -> None:
    [team] = judged.view()["controls"]
    assert team["team"] == TEAM
    ratios = {one["kind"]: one["tokens"]["ratio"] for one in team["beside"]}
    assert all(0.8 <= ratios[kind] <= 1.25 for kind in ("same tokens", "best of n"))
    assert [one["is_matched"] for one in team["beside"]] == [None, None, True, True, None]


def test_show_and_compare_print_them_side_by_side_with_the_verdict_and_its_rule(judged: Bench) -> None:
    shown = judged("show", "latest").out
    compared = judged("compare", "latest").out
    for said in (shown, compared):
        assert f"{TEAM} (0.29) beside one agent that may spend as much:" in said
        assert "verdict: orchestration helped: " in said
        assert "rule: Hurt: " in said
    [team] = judged("compare", "latest", "--json").json["controls"]
    assert team["verdict"] == "orchestration helped"


def test_a_second_run_does_nothing_twice(judged: Bench) -> None:
    first = judged.view()
    said = judged("run", *RUN, "--json")
    assert (said.code, said.json["trials"]) == (0, first["trials"])


@pytest.mark.parametrize("places", ["1", "2"])
def test_few_places_are_enough_for_controls_that_wait(bench: Bench, places: str) -> None:
    said = bench("run", *SCRIPTED, "--controls", "--cases", "2", "--max-connections", places, "--json")
    assert (said.code, said.json["finished"]) == (0, 2 * ROWS)


def test_what_a_team_used_in_an_earlier_run_is_read_from_the_ledger(ran: Bench) -> None:
    """The team's own trials are there already, so only the controls are left to do."""
    [team] = ran("run", *SCRIPTED, "--controls", "--cases", "2", "--json").json["controls"]
    ratios = {one["kind"]: one["tokens"]["ratio"] for one in team["beside"]}
    assert all(0.8 <= ratios[kind] <= 1.25 for kind in ("same tokens", "best of n"))


def test_where_a_limit_ends_the_teams_trial_its_controls_are_left_out_and_done_later(bench: Bench) -> None:
    words = ("--controls", "--cases", "2", "--max-connections", "1", "--limit-calls", "12", "--json")
    said = bench("run", *SCRIPTED, *words)
    assert said.code == 5
    view = said.json
    left_out = [trial for trial in view["trials"] if trial["outcome"] == "infrastructure"]
    assert left_out
    again = bench("resume", view["id"], "--json").json
    assert (again["finished"], again["left_out"]) == (2 * ROWS, 0)
    [team] = again["controls"]
    assert [one["is_matched"] for one in team["beside"]] == [None, None, True, True, None]


def test_the_one_agent_can_be_another_design(bench: Bench, home: Path) -> None:
    other = (home / "tasks" / "petty_cash" / "designs" / "context.toml").read_text(encoding="utf-8")
    path = home / "mine.toml"
    path.write_text(other.replace('name = "petty_cash-context"', 'name = "mine"'), encoding="utf-8")
    plan = bench("plan", *SCRIPTED, "--controls", "--control-design", str(path), "--json").json
    assert plan["trials"] == 6 * (ROWS + 2)  # it runs by itself as well, with its row *tools only*
    said = bench("plan", *SCRIPTED, "--levels", "orchestration", "--controls").out
    assert f"{TEAM} (same tokens)  (context, petty_cash-context@1" in said
    assert "  petty_cash-context  (context, " in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--controls", "--levels", "context"), "no design of the run is at ORCHESTRATION"),
        (("--control-design", "context"), "ask for them with --controls"),
        (("--controls", "--control-design", "prompting"), "is at PROMPTING; a control is one agent with tools"),
        (("--controls", "--control-design", "nobody"), "there is no design 'nobody'"),
        (("--controls", "--control-margin", "1.5"), "--control-margin is 1.5; quality goes from 0 to 1"),
    ],
)
def test_what_cannot_be_a_control_is_refused_in_one_sentence(
    bench: Bench, words: tuple[str, ...], sentence: str
) -> None:
    said = bench("plan", *SCRIPTED, *words)
    assert said.code == 2
    assert sentence in said.sentence


def test_an_agent_that_writes_to_systems_is_refused(bench: Bench) -> None:
    words = ("onboarding", "--dials", "small", "--model", "scripted/petty_cash.toml")
    said = bench("plan", *words, "--controls", "--control-design", "context-connected")
    assert "several attempts would book and request several times" in said.sentence


def test_every_kind_of_control_is_in_the_json_of_a_run(judged: Bench) -> None:
    kinds = [arm["kind"] for arm in judged.view()["arms"]]
    assert [kind for kind in kinds if kind in CONTROLS] == list(CONTROLS)
