"""The power of the rule of verdicts, against closed forms and the test itself."""

import numpy as np
import pytest
from scipy import stats

from harness.stats.power.chance import chance_of_verdict, shift_for
from harness.stats.power.flips import _saddlepoint
from harness.stats.sign_flip import sign_flip


@pytest.mark.parametrize(("cases", "comparisons"), [(6, 1), (7, 3), (11, 45)])
@pytest.mark.parametrize("shift", [0.5, 1.0, 1.8])
def test_at_the_fewest_cases_power_is_that_of_all_differences_on_one_side(
    cases: int, comparisons: int, shift: float
) -> None:
    # Closed form: only p = 2 / 2^n will do, so each of n normal differences has to be above nought.
    expected = stats.norm.cdf(shift) ** cases
    assert chance_of_verdict(cases, shift, 0.05 / comparisons) == pytest.approx(expected, abs=0.015)


@pytest.mark.parametrize("cases", [8, 12, 20, 30])
def test_without_a_difference_it_is_half_of_the_level_that_can_be_had(cases: int) -> None:
    # Closed form: p is uniform on its steps, and half of what is called points in the right direction.
    steps = 2 ** (cases - 1)
    assert chance_of_verdict(cases, 0.0, 0.05) == pytest.approx(int(0.05 * steps) / steps / 2, abs=0.004)


def test_it_agrees_with_the_sign_flip_test_on_other_draws() -> None:
    # Second method: the test itself on 2,000 sets of differences; 3 standard errors of a share near .7.
    drawn = np.random.default_rng(99).normal(0.9, 1.0, (2_000, 12))
    found = np.mean([sum(row) > 0 and sign_flip(row).p <= 0.05 / 3 for row in drawn.tolist()])
    assert chance_of_verdict(12, 0.9, 0.05 / 3) == pytest.approx(found, abs=3 * (0.21 / 2_000) ** 0.5)


@pytest.mark.parametrize("comparisons", [1, 3, 45])
@pytest.mark.parametrize("cases", [14, 15, 40])
def test_counted_and_approximated_patterns_agree_with_more_draws(cases: int, comparisons: int) -> None:
    # Second method: the same test on 4,000 other draws, by the approximation alone; 3 standard errors near .6.
    shift, level = 1.9 * cases**-0.5 + comparisons / 100, 0.05 / comparisons
    drawn = np.random.default_rng(5).normal(shift, 1.0, (4_000, cases))
    found = np.mean((drawn.sum(axis=1) > 0) & (_saddlepoint(drawn) <= level))
    assert chance_of_verdict(cases, shift, level) == pytest.approx(found, abs=3 * (0.25 / 4_000) ** 0.5)


@pytest.mark.parametrize("comparisons", [1, 3, 45])
@pytest.mark.parametrize("shift", [0.4, 0.5, 0.6])
def test_at_forty_cases_it_is_the_noncentral_t_within_a_point(comparisons: int, shift: float) -> None:
    # From 41 cases on the noncentral t stands alone.
    expected = stats.nct.sf(stats.t.ppf(1 - 0.025 / comparisons, 39), 39, shift * 40**0.5)
    assert chance_of_verdict(40, shift, 0.05 / comparisons) == pytest.approx(expected, abs=0.01)


def test_above_forty_cases_it_is_the_noncentral_t() -> None:
    expected = stats.nct.sf(stats.t.ppf(1 - 0.025 / 3, 48), 48, 0.4 * 7)
    assert chance_of_verdict(49, 0.4, 0.05 / 3) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("cases", [7, 14, 15, 40, 41, 500])
@pytest.mark.parametrize("power", [0.1, 0.5, 0.8, 0.99])
def test_a_shift_that_is_solved_for_is_found_with_that_power(cases: int, power: float) -> None:
    assert chance_of_verdict(cases, shift_for(cases, power, 0.05 / 3), 0.05 / 3) == pytest.approx(power, abs=2e-3)


def test_where_no_p_is_small_enough_it_is_nought() -> None:
    assert chance_of_verdict(5, 9.0, 0.05) == 0.0


@pytest.mark.parametrize(("cases", "shift"), [(8, 50.0), (20, 50.0), (40, 50.0), (1_000, 200.0)])
def test_a_difference_beyond_all_doubt_is_always_found(cases: int, shift: float) -> None:
    assert chance_of_verdict(cases, shift, 0.05) == pytest.approx(1.0, abs=1e-9)


def test_a_larger_difference_is_found_more_often() -> None:
    chances = [chance_of_verdict(9, shift / 4, 0.05) for shift in range(9)]
    assert chances == sorted(chances)
