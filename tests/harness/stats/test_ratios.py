"""Ratios on the log scale, against scipy's paired t-test of logs and closed forms."""

import math

import pytest
from scipy import stats

from harness.stats.checking import BadNumbers
from harness.stats.ratios import Ratio, log_ratio


def test_the_interval_is_that_of_the_t_test_of_logs() -> None:
    mine, theirs = [3.0, 8.0, 2.5, 7.0, 4.0], [1.0, 3.5, 1.5, 2.0, 3.0]
    expected = stats.ttest_rel(list(map(math.log, mine)), list(map(math.log, theirs))).confidence_interval(0.95)
    found = log_ratio({n: [x] for n, x in enumerate(mine)}, {n: [x] for n, x in enumerate(theirs)})
    assert (found.low, found.high) == pytest.approx((math.exp(expected.low), math.exp(expected.high)), rel=1e-12)


def test_the_ratio_is_the_geometric_mean_of_the_cases() -> None:
    # Closed form: twice as much and eight times as much is, in the middle, four times as much.
    assert log_ratio({"a": [2.0], "b": [8.0]}, {"a": [1.0], "b": [1.0]}).ratio == pytest.approx(4.0)


def test_the_other_way_round_the_ratio_is_its_inverse() -> None:
    mine = {n: [1.0 + n, 2.0 + n] for n in range(6)}
    theirs = {n: [3.0 + n * n] for n in range(6)}
    there, back = log_ratio(mine, theirs), log_ratio(theirs, mine)
    assert back.ratio is not None
    assert back.low is not None
    assert there.ratio == pytest.approx(1 / back.ratio)
    assert there.high == pytest.approx(1 / back.low)


def test_epochs_are_averaged_before_the_log() -> None:
    assert log_ratio({"a": [1.0, 3.0]}, {"a": [1.0]}).ratio == pytest.approx(2.0)


def test_a_case_that_took_nothing_has_no_ratio_and_is_counted() -> None:
    mine = {"a": [2.0], "b": [0.0], "c": [1.0], "d": [4.0]}
    found = log_ratio(mine, {"a": [1.0], "b": [1.0], "c": [0.0], "e": [1.0]})
    assert (found.cases, found.left_out, found.without_ratio, found.ratio) == (1, 2, 2, 2.0)


def test_below_four_cases_there_is_a_ratio_and_no_interval() -> None:
    found = log_ratio({n: [2.0] for n in range(3)}, {n: [1.0] for n in range(3)})
    assert (found.ratio, found.low, found.high) == (2.0, None, None)


def test_without_a_case_nothing_is_said() -> None:
    assert log_ratio({"a": [0.0]}, {"a": [0.0]}) == Ratio(0, 0, 1, None, None, None)


def test_an_interval_too_wide_for_a_number_is_refused() -> None:
    mine = {n: [10.0 ** (300 * (-1) ** n)] for n in range(4)}
    with pytest.raises(BadNumbers, match="no ratio worth printing"):
        log_ratio(mine, {n: [1.0] for n in range(4)})


@pytest.mark.parametrize("amount", [-1.0, math.nan])
def test_amounts_below_nought_and_missing_ones_are_refused(amount: float) -> None:
    with pytest.raises(BadNumbers, match=r"an amount of|not all finite"):
        log_ratio({"a": [amount]}, {"a": [1.0]})
