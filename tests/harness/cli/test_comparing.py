"""What compare says about conditions and margins, and the code that it ends in."""

from pathlib import Path
from typing import Any

import pytest

from tests.harness.benching import SCRIPTED, SMALL, Bench

LEVELS = ("--levels", "prompting,orchestration")


@pytest.fixture
def two_models(bench: Bench, home: Path) -> tuple[str, str]:
    """Runs of eight cases with two models: the second says nothing, so its orchestration does worse."""
    (home / "scripts" / "mute.toml").write_text('default = "Nothing."\n', encoding="utf-8")
    first = bench("run", *SCRIPTED, *LEVELS, "--cases", "8", "--json").json
    second = bench("run", *SMALL, *LEVELS, "--cases", "8", "--model", "scripted/mute", "--json").json
    return first["id"], second["id"]


def conditions(bench: Bench, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = bench("compare", *words, "--json").json["conditions"]
    return found


def test_a_later_run_that_is_worse_ends_in_six(bench: Bench, two_models: tuple[str, str]) -> None:
    said = bench("compare", *two_models, "--fail-if", "quality drops")
    assert (said.code, said.err) == (6, "")
    first = f"petty_cash-orchestration [{two_models[1][:6]}]"
    second = f"petty_cash-orchestration [{two_models[0][:6]}]"
    assert f"fail if quality drops: holds: {first} against {second}: worse: " in said.out
    assert f"{first} minus {second}: -0." in said.out


def test_the_same_runs_the_other_way_round_end_in_nought(bench: Bench, two_models: tuple[str, str]) -> None:
    said = bench("compare", *reversed(two_models), "--fail-if", "quality drops")
    assert (said.code, said.err) == (0, "")


def test_with_conditions_only_designs_of_the_same_name_are_compared(bench: Bench, two_models: tuple[str, str]) -> None:
    found = conditions(bench, *two_models, "--fail-if", "quality drops", "--fail-if", "tokens rise by more than 500 %")
    pairs = [(row["first"].partition(" ")[0], row["second"].partition(" ")[0]) for row in found]
    assert pairs == [(name, name) for name in ("petty_cash-prompting", "petty_cash-orchestration")] * 2
    assert [row["holds"] for row in found] == [False, True, False, False]


def test_in_one_run_the_lower_level_is_the_baseline(bench: Bench) -> None:
    bench("run", *SCRIPTED, *LEVELS, "--cases", "8")
    assert bench("compare", "latest", "--fail-if", "quality drops").code == 0
    rises = bench("compare", "latest", "--fail-if", "quality drops", "--fail-if", "tokens rise by more than 20 %")
    assert rises.code == 6


def test_too_few_cases_are_warned_of_and_fail_only_when_asked_for(ran: Bench) -> None:
    """The run has two cases."""
    said = ran("compare", "latest", "--fail-if", "quality drops")
    assert said.code == 0
    assert said.err.count("toprung: not tested: ") == 3
    assert "too few cases for a verdict: 2; at least 7 are needed" in said.err
    assert ran("compare", "latest", "--fail-if", "quality drops", "--fail-if", "not resolved").code == 6


def test_money_that_is_nothing_cannot_be_tested(bench: Bench) -> None:
    bench("run", *SCRIPTED, *LEVELS, "--cases", "8")
    words = ("compare", "latest", "--fail-if", "cost rises by more than 20 %")
    said = bench(*words)
    assert (said.code, "money is 0 or unknown; compare tokens" in said.err) == (0, True)
    assert bench(*words, "--fail-if", "not resolved").code == 6


def test_a_condition_that_is_not_known_is_one_sentence(ran: Bench) -> None:
    said = ran("compare", "latest", "--fail-if", "exit(0)")
    assert said.code == 2
    assert said.sentence.startswith(
        "--fail-if 'exit(0)' is not a condition that is known; write one of 'quality drops'"
    )


def test_runs_without_a_design_in_common_have_nothing_to_hold_against(bench: Bench) -> None:
    one = bench("run", *SCRIPTED, "--levels", "prompting", "--cases", "1", "--json").json["id"]
    two = bench("run", *SCRIPTED, "--levels", "orchestration", "--cases", "1", "--json").json["id"]
    said = bench("compare", one, two, "--fail-if", "quality drops")
    assert said.code == 2
    assert said.sentence.endswith("--fail-if has nothing to compare")


def test_no_worse_stands_beside_each_comparison(bench: Bench) -> None:
    bench("run", *SCRIPTED, *LEVELS, "--cases", "8")
    said = bench("compare", "latest", "--no-worse-by", "0.05")
    assert said.code == 0
    assert "  the first is no worse by more than 0.05: shown, the one-sided lower limit is +0." in said.out
    (row,) = bench("compare", "latest", "--no-worse-by", "0.05", "--json").json["no_worse"]
    assert (row["margin"], row["holds"], row["cases"]) == (0.05, True, 8)


def test_two_cases_are_too_few_for_no_worse(ran: Bench) -> None:
    assert "2 cases are too few to show it" in ran("compare", "latest", "--no-worse-by", "0.05").out


@pytest.mark.parametrize("margin", ["0", "1", "-0.1", "nan"])
def test_a_margin_lies_between_nought_and_one(margin: str, ran: Bench) -> None:
    said = ran("compare", "latest", f"--no-worse-by={margin}")
    assert said.code == 2
    assert said.sentence.startswith("--no-worse-by is ")
