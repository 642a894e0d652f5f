"""Planning figures against published sample sizes, closed forms and a simulation by other means."""

import math
from itertools import combinations

import pytest
from scipy import stats

from harness.stats.checking import BadNumbers
from harness.stats.dependability import pass_hat_k
from harness.stats.holm import holm
from harness.stats.planning import cases_needed, detectable
from harness.stats.sign_flip import sign_flip


@pytest.mark.parametrize(("comparisons", "cases"), [(0, 0), (1, 6), (3, 7), (15, 10)])
def test_cases_needed_by_the_closed_form(comparisons: int, cases: int) -> None:
    assert cases_needed(comparisons) == cases


@pytest.mark.parametrize("comparisons", [1, 2, 3, 6, 10, 15])
def test_cases_needed_is_where_the_smallest_p_first_reaches_a_verdict(comparisons: int) -> None:
    # Second method: the test itself, on differences that all point one way, adjusted for that many comparisons.
    smallest = {n: holm([sign_flip([0.5] * n).p], m=comparisons)[0] for n in range(1, 13)}
    assert min(n for n, p in smallest.items() if p is not None and p <= 0.05) == cases_needed(comparisons)


# G*Power's sample sizes for a two-sided paired t-test, alpha .05, power .80: 199, 34 and 15 for d = .2, .5 and .8.
@pytest.mark.parametrize(("effect", "cases"), [(0.2, 199), (0.5, 34), (0.8, 15)])
def test_detectable_agrees_with_published_sample_sizes(effect: float, cases: int) -> None:
    enough, too_few = detectable(cases, spread=1), detectable(cases - 1, spread=1)
    assert enough is not None
    assert too_few is not None
    assert enough <= effect < too_few


def test_detectable_has_the_power_it_states() -> None:
    # Second method: scipy's noncentral t at the effect found.
    effect = detectable(30, spread=0.25, power=0.9)
    assert effect is not None
    limit = stats.t.ppf(0.975, 29)
    assert stats.nct.sf(limit, 29, effect / 0.25 * 30**0.5) == pytest.approx(0.9, abs=2e-3)


def test_detectable_grows_with_the_spread() -> None:
    single, double = detectable(8, spread=0.25), detectable(8, spread=0.5)
    assert single is not None
    assert double == pytest.approx(2 * single)


@pytest.mark.parametrize(("cases", "comparisons"), [(0, 1), (1, 1), (5, 1), (6, 3), (10, 45)])
def test_too_few_cases_for_a_verdict_can_show_nothing(cases: int, comparisons: int) -> None:
    assert detectable(cases, comparisons=comparisons) is None


@pytest.mark.parametrize(("spread", "power"), [(-0.1, 0.8), (math.inf, 0.8), (0.25, 0.0), (0.25, 1.0), (0.25, 0.04)])
def test_detectable_refuses_what_makes_no_sense(spread: float, power: float) -> None:
    with pytest.raises(BadNumbers):
        detectable(10, spread=spread, power=power)


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


def test_a_negative_number_of_comparisons_is_refused() -> None:
    with pytest.raises(BadNumbers):
        cases_needed(-1)
