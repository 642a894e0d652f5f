"""Tests of "no worse" and "as good as", against scipy's one-sided t-tests and under their null hypotheses."""

import math

import numpy as np
import pytest
from scipy import stats

from harness.stats.checking import BadNumbers
from harness.stats.no_worse import equivalent, fewest_cases, no_worse

MINE, THEIRS = [0.62, 0.7, 0.81, 0.4, 0.9, 0.55], [0.6, 0.75, 0.8, 0.42, 0.85, 0.58]


def by_case(scores: list[float]) -> dict[int, list[float]]:
    return {case: [score] for case, score in enumerate(scores)}


def test_no_worse_is_scipys_one_sided_paired_t_test_against_the_margin() -> None:
    shifted = [score - 0.02 for score in THEIRS]
    expected = stats.ttest_rel(MINE, shifted, alternative="greater")
    found = no_worse(by_case(MINE), by_case(THEIRS), margin=0.02)
    assert found.p == pytest.approx(expected.pvalue, rel=1e-9)


def test_the_lower_limit_is_one_sided() -> None:
    expected = stats.ttest_rel(MINE, THEIRS, alternative="greater").confidence_interval(0.95)
    assert no_worse(by_case(MINE), by_case(THEIRS), margin=0.05).low == pytest.approx(expected.low, rel=1e-9)


@pytest.mark.parametrize("margin", [0.01, 0.02, 0.03, 0.04])
def test_it_holds_where_the_lower_limit_is_within_the_margin(margin: float) -> None:
    found = no_worse(by_case(MINE), by_case(THEIRS), margin)
    assert found.low is not None
    assert found.holds is (found.low >= -margin)


def test_equivalence_takes_the_worse_of_two_one_sided_tests() -> None:
    # Second method: scipy's two tests of Schuirmann's procedure.
    above = stats.ttest_rel(MINE, [score - 0.03 for score in THEIRS], alternative="greater").pvalue
    below = stats.ttest_rel(MINE, [score + 0.03 for score in THEIRS], alternative="less").pvalue
    found = equivalent(by_case(MINE), by_case(THEIRS), margin=0.03)
    assert found.p == pytest.approx(max(above, below), rel=1e-9)


@pytest.mark.parametrize("margin", [0.01, 0.02, 0.03, 0.04])
def test_equivalence_holds_where_the_ninety_per_cent_interval_is_within_the_margin(margin: float) -> None:
    found = equivalent(by_case(MINE), by_case(THEIRS), margin)
    assert found.low is not None
    assert found.high is not None
    assert found.holds is (-margin <= found.low and found.high <= margin)


def test_equivalence_is_the_same_both_ways_round() -> None:
    there, back = (equivalent(by_case(a), by_case(b), 0.03) for a, b in ((MINE, THEIRS), (THEIRS, MINE)))
    assert (there.p, there.holds) == (back.p, back.holds)


def test_five_cases_are_the_fewest_that_can_show_it() -> None:
    alike = {n: by_case([0.8] * n) for n in (3, 4, 5)}
    found = {n: no_worse(scores, scores, margin=0.1) for n, scores in alike.items()}
    assert fewest_cases() == 5
    assert [(f.p, f.verdict_possible, f.holds) for f in found.values()] == [
        (None, False, False),
        (1 / 16, False, False),
        (1 / 32, True, True),
    ]


def test_a_stricter_alpha_takes_more_cases() -> None:
    assert fewest_cases(0.01) == 7


def test_scores_that_are_equally_far_apart_as_the_margin_do_not_hold() -> None:
    assert not no_worse(by_case([0.5] * 8), by_case([0.6] * 8), margin=0.1).holds


def test_much_worse_is_not_no_worse() -> None:
    found = no_worse(by_case([0.2, 0.3, 0.1, 0.25, 0.3, 0.2]), by_case(MINE), margin=0.05)
    assert found.p is not None
    assert found.p > 0.99


def test_without_a_pair_nothing_is_said() -> None:
    found = no_worse({"a": [0.5]}, {"b": [0.5]}, margin=0.1)
    assert (found.cases, found.left_out, found.difference, found.p, found.holds) == (0, 2, None, None, False)
    same = equivalent({"a": [0.5]}, {"b": [0.5]}, margin=0.1)
    assert (same.cases, same.left_out, same.p, same.holds) == (0, 2, None, False)


def test_what_is_worse_by_the_margin_is_passed_in_at_most_five_per_cent() -> None:
    # Null: worse by exactly the margin; bound: .05 and 3.1 standard errors of 4,000 draws.
    drawn = np.random.default_rng(4).normal(-0.1, 0.2, (4_000, 10)).tolist()
    nought = by_case([0.0] * 10)
    wrong = sum(no_worse(by_case(scores), nought, margin=0.1).holds for scores in drawn)
    assert wrong / 4_000 <= 0.05 + 3.1 * math.sqrt(0.05 * 0.95 / 4_000)


@pytest.mark.parametrize(
    ("margin", "alpha"), [(0.0, 0.05), (-0.1, 0.05), (math.nan, 0.05), (math.inf, 0.05), (0.1, 0.5)]
)
def test_margins_and_alphas_that_make_no_sense_are_refused(margin: float, alpha: float) -> None:
    with pytest.raises(BadNumbers):
        no_worse(by_case(MINE), by_case(THEIRS), margin, alpha)
    with pytest.raises(BadNumbers):
        equivalent(by_case(MINE), by_case(THEIRS), margin, alpha)
