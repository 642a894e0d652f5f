"""pass^k against counting every draw, and without bias in simulation."""

from itertools import combinations

import numpy as np
import pytest
from scipy import stats

from harness.stats.checking import BadNumbers
from harness.stats.dependability import pass_hat, pass_hat_k
from harness.stats.intervals import Interval

REPEATS = {
    "a": [True] * 5,
    "b": [True, True, False, True, True],
    "c": [True, False, False, True, True],
    "d": [True, False, True, True, True],
    "e": [False, False, True, True, False],
}


def test_pass_hat_k_is_the_share_of_draws_without_a_failure() -> None:
    # Second method: every way to draw 3 of 8 trials, 5 of which succeeded.
    draws = list(combinations([True] * 5 + [False] * 3, 3))
    assert pass_hat_k(5, 8, 3) == sum(map(all, draws)) / len(draws)


def test_pass_hat_one_is_the_success_rate() -> None:
    assert pass_hat_k(3, 4, 1) == 0.75


@pytest.mark.parametrize(("successes", "trials", "k"), [(3, 2, 1), (-1, 2, 1), (1, 2, 3), (1, 2, 0)])
def test_pass_hat_k_refuses_too_few_trials(successes: int, trials: int, k: int) -> None:
    with pytest.raises(BadNumbers):
        pass_hat_k(successes, trials, k)


# By hand: C(c, 3) / C(5, 3) is 1, .4, .1, .4 and 0; C(c, 5) / C(5, 5) is 1, 0, 0, 0 and 0.
@pytest.mark.parametrize(("k", "mean"), [(1, 18 / 25), (3, 1.9 / 5), (5, 0.2)])
def test_pass_hat_is_the_mean_over_cases(k: int, mean: float) -> None:
    found = pass_hat(REPEATS, k)
    assert found is not None
    assert found.mean == pytest.approx(mean)


def test_the_interval_is_students_over_cases() -> None:
    expected = stats.ttest_1samp([0.5, 0.8, 0.6, 0.8, 0.4], 0).confidence_interval(0.95)
    found = pass_hat({**REPEATS, "a": [True, False]}, 1)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), rel=1e-9)


def test_the_interval_is_cut_off_where_a_share_ends() -> None:
    found = pass_hat(REPEATS, 3)
    assert found is not None
    # By hand: 2.776, the printed t(0.975, 4), times the standard error √(.608 / 4 / 5), about .38.
    assert found.low == 0.0
    assert found.high == pytest.approx(0.864, abs=1e-3)


def test_cases_that_are_all_alike_give_no_interval() -> None:
    assert pass_hat({n: [True] * 3 for n in range(6)}, 3) == Interval(1.0, None, None)


def test_below_four_cases_there_is_a_mean_and_no_interval() -> None:
    assert pass_hat({"a": [True, True], "b": [True, False]}, 1) == Interval(0.75, None, None)


def test_a_case_with_fewer_than_k_repeats_is_left_out() -> None:
    assert pass_hat({"a": [True] * 3, "b": [False]}, 3) == Interval(1.0, None, None)


@pytest.mark.parametrize("found", [{}, {"a": []}, {"a": [True, True]}])
def test_without_a_case_of_k_repeats_nothing_is_said(found: dict[str, list[bool]]) -> None:
    assert pass_hat(found, 3) is None


def test_k_below_one_is_refused() -> None:
    with pytest.raises(BadNumbers, match=r"pass\^0"):
        pass_hat(REPEATS, 0)


def test_pass_hat_has_no_bias_where_the_rate_to_the_kth_has() -> None:
    # Truth in closed form: cases succeed with .4 or .9, so pass^3 is (.4^3 + .9^3) / 2; 4 standard errors.
    chance = np.random.default_rng(8)
    rates = np.tile([0.4, 0.9], 10_000)
    drawn = dict(enumerate((chance.random((20_000, 5)) < rates[:, np.newaxis]).tolist()))
    found = pass_hat(drawn, 3)
    assert found is not None
    assert found.mean == pytest.approx((0.4**3 + 0.9**3) / 2, abs=4 * 0.41 / 20_000**0.5)
    assert np.mean([np.mean(repeats) ** 3 for repeats in drawn.values()]) > found.mean + 0.03
