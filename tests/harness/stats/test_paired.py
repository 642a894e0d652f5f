"""Paired comparison by case, against scipy's paired t-test, and under the null hypothesis."""

import math
import random

import pytest
from scipy import stats

from harness.stats.checking import BadNumbers
from harness.stats.holm import holm
from harness.stats.paired import Paired, paired


def test_the_interval_is_that_of_the_paired_t_test() -> None:
    mine, theirs = [0.9, 0.7, 0.8, 0.4, 0.95], [0.5, 0.75, 0.6, 0.3, 0.55]
    expected = stats.ttest_rel(mine, theirs).confidence_interval(0.95)
    found = paired({n: [x] for n, x in enumerate(mine)}, {n: [x] for n, x in enumerate(theirs)})
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), rel=1e-12)


def test_epochs_are_averaged_within_a_case() -> None:
    repeated = paired({"a": [1.0, 0.0], "b": [0.5, 0.5, 0.8]}, {"a": [0.2], "b": [0.1, 0.3]})
    assert repeated == paired({"a": [0.5], "b": [0.6]}, {"a": [0.2], "b": [0.2]})


def test_more_epochs_do_not_make_more_pairs() -> None:
    scores = {case: [0.5 + case / 10] * 50 for case in range(3)}
    found = paired(scores, {case: [0.5] * 50 for case in range(3)})
    assert (found.cases, found.low) == (3, None)


def test_only_cases_of_both_are_pairs_and_the_rest_is_counted() -> None:
    found = paired({"a": [0.5], "b": [0.5], "c": []}, {"b": [0.25], "c": [1.0], "d": [0.0]})
    assert (found.cases, found.left_out, found.difference) == (1, 3, 0.25)


def test_without_a_pair_nothing_is_said() -> None:
    assert paired({"a": [0.5]}, {"b": [0.5]}) == Paired(0, 2, None, None, None, None, exact=True)


def test_below_four_pairs_there_is_a_p_and_no_interval() -> None:
    found = paired({n: [0.9] for n in range(3)}, {n: [0.1 * n] for n in range(3)})
    assert (found.low, found.high, found.p) == (None, None, 0.25)


def test_a_score_that_is_not_finite_is_refused() -> None:
    with pytest.raises(BadNumbers, match="not all finite"):
        paired({"a": [math.nan]}, {"a": [0.5]})


def test_false_verdicts_stay_within_five_per_cent() -> None:
    # Null: three arms with the same chances on 8 cases of differing difficulty; a family errs if any comparison of
    # the three is called. Bound: .05 and 3.1 standard errors (one in a thousand) for 400 families.
    chance, families, wrong = random.Random(1), 400, 0
    for _ in range(families):
        difficulty = [chance.random() for _ in range(8)]
        arms = [
            {case: [sum(chance.random() < p for _ in range(10)) / 10] for case, p in enumerate(difficulty)}
            for _ in range(3)
        ]
        pairs = [(0, 1), (0, 2), (1, 2)]
        adjusted = holm([paired(arms[first], arms[second]).p for first, second in pairs])
        wrong += any(p is not None and p <= 0.05 for p in adjusted)
    assert wrong / families <= 0.05 + 3.1 * math.sqrt(0.05 * 0.95 / families)


def test_a_large_difference_is_found() -> None:
    chance = random.Random(2)
    mine = {case: [0.8 + 0.1 * chance.random()] for case in range(8)}
    theirs = {case: [0.3 + 0.1 * chance.random()] for case in range(8)}
    assert holm([paired(mine, theirs).p], m=3) == [3 * 2 / 2**8]
