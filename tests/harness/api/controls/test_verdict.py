"""The verdict by rule: each is reached where it is true, and not where something is missing for it.

Scores are made up so that the truth is plain; how often the rule errs is tried in tests/benchmarks/test_controls.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from harness.api.comparing.pairs import Compared
from harness.api.controls.rows import BesideKind, TeamVerdict
from harness.api.controls.verdict import CHEAPER, Held, Terms, judge
from harness.api.controls.wording import RULE
from harness.plan.level import Level

CASES = 10
TERMS = Terms(margin=0.05, teams=1)
NOISE = [0.012 * (-1) ** place * (place % 4) for place in range(CASES)]
"""So that no two rows are equal to the last digit."""


def row(name: str, quality: float, tokens: float = 1000, cases: int = CASES) -> Compared:
    scores = {case: [quality + NOISE[(case + len(name)) % CASES]] for case in range(cases)}
    return Compared(name, Level.CONTEXT, scores, {}, {case: [tokens] for case in range(cases)})


def held(
    team: float, context: float, controls: Mapping[BesideKind, float] | Sequence[float], tokens: float = 1000
) -> Held:
    by_kind = controls if isinstance(controls, Mapping) else dict(zip(CHEAPER, controls, strict=True))
    return Held(
        row("team", team), row("one", context), {kind: row(kind, mean, tokens) for kind, mean in by_kind.items()}
    )


def judged(*of: object, terms: Terms = TERMS) -> TeamVerdict:
    return judge(held(*of), terms)  # type: ignore[arg-type] # each test gives what `held` takes


@pytest.mark.parametrize(
    ("team", "one", "controls", "verdict"),
    [
        (0.8, 0.4, (0.2, 0.5, 0.5, 0.5), "orchestration helped"),
        (0.8, 0.4, (0.2, 0.8, 0.5, 0.5), "spending helped"),
        (0.8, 0.4, (0.2, 0.5, 0.8, 0.5), "spending helped"),
        (0.8, 0.4, (0.2, 0.5, 0.5, 0.8), "spending helped"),
        (0.8, 0.4, (0.8, 0.5, 0.5, 0.5), "code was enough"),
        (0.8, 0.8, (0.8, 0.8, 0.8, 0.8), "code was enough"),
        (0.4, 0.8, (0.2, 0.8, 0.8, 0.8), "hurt"),
        (0.4, 0.8, (0.4, 0.8, 0.8, 0.8), "hurt"),
        (0.8, 0.8, (0.2, 0.8, 0.8, 0.8), "not resolved"),
    ],
)
def test_each_verdict_is_reached_where_it_is_true(
    team: float, one: float, controls: tuple[float, ...], verdict: str
) -> None:
    assert judged(team, one, controls).verdict == verdict


def test_a_control_that_was_not_matched_cannot_support_orchestration() -> None:
    for tokens in (700, 1300):
        found = judged(0.8, 0.4, (0.2, 0.5, 0.5, 0.5), tokens)
        assert found.verdict == "not resolved"
        assert f"one agent with the same tokens used {tokens / 1000:.2f} times what the team used" in found.why
    for tokens in (800, 1250):
        assert judged(0.8, 0.4, (0.2, 0.5, 0.5, 0.5), tokens).verdict == "orchestration helped"


def test_a_self_check_has_nothing_to_match() -> None:
    made = held(0.8, 0.4, (0.2, 0.5, 0.5, 0.5))
    cheap = {**made.controls, "self-check": row("self-check", 0.5, tokens=100)}
    assert judge(replace(made, controls=cheap), TERMS).verdict == "orchestration helped"


def test_a_control_that_is_missing_cannot_support_orchestration() -> None:
    three = {"tools only": 0.2, "same tokens": 0.5, "best of n": 0.5}
    assert judged(0.8, 0.4, three).verdict == "not resolved"


def test_a_control_within_the_margin_of_a_team_ahead_by_less_explains_nothing() -> None:
    """All are alike but for the team, which is ahead by 0.04: each control is within the margin of it, and no good."""
    found = judged(0.54, 0.5, (0.5, 0.5, 0.5, 0.5), terms=replace(TERMS, margin=0.1))
    assert found.beside[0].is_above
    assert found.verdict not in {"code was enough", "spending helped"}


def test_below_eight_cases_a_team_cannot_be_told_from_five_rows() -> None:
    """By Holm: 5 times the smallest two-sided p of 7 cases, 2 / 2^7, is above .05, and of 8 below it."""
    few = Held(row("team", 0.8, cases=7), row("one", 0.4, cases=7), {kind: row(kind, 0.5, cases=7) for kind in CHEAPER})
    assert judge(few, TERMS).why == "too few cases: 7; at least 8 are needed"
    assert TERMS.cases_needed == 8


def test_two_teams_are_judged_as_strictly_as_ten_rows() -> None:
    """⌈1 + log2(10 / .05)⌉ = 9 cases."""
    assert replace(TERMS, teams=2).cases_needed == 9


def test_faults_put_in_on_purpose_make_no_verdict() -> None:
    found = judged(0.8, 0.4, (0.2, 0.5, 0.5, 0.5), terms=replace(TERMS, is_tampered=True))
    assert (found.verdict, found.why) == ("not resolved", "faults were put in on purpose, so nothing is judged")


def test_cases_that_infrastructure_left_out_are_no_pairs() -> None:
    made = held(0.8, 0.4, (0.2, 0.5, 0.5, 0.5))
    scores = {case: found if case else [] for case, found in made.team.scores.items()}
    found = judge(replace(made, team=replace(made.team, scores=scores)), TERMS)
    assert {one.cases for one in found.beside} == {CASES - 1}


def test_money_decides_what_is_matched_in_best_of_n_where_it_is_known() -> None:
    made = held(0.8, 0.4, (0.2, 0.5, 0.5, 0.5))
    paid = {case: [100] for case in range(CASES)}
    dear = replace(made.controls["best of n"], nano_usd={case: [200] for case in range(CASES)})
    controls = {**made.controls, "best of n": dear}
    found = judge(Held(replace(made.team, nano_usd=paid), made.context, controls), TERMS)
    assert [one.is_matched for one in found.beside] == [None, None, True, False, None]


def test_what_is_missing_is_said_in_words() -> None:
    assert judged(0.8, 0.8, (0.2, 0.8, 0.8, 0.8)).why.startswith("not told from one agent: ")
    assert "no worse by more than 0.05" in judged(0.8, 0.4, (0.2, 0.8, 0.5, 0.5)).why
    assert RULE.format(margin=0.05).endswith("Else not resolved.")
