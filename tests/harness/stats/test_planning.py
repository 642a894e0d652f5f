"""Planning figures against published sample sizes, closed forms and a simulation by other means."""

import math

import pytest
from scipy import stats

from harness.stats.checking import BadNumbers
from harness.stats.holm import holm
from harness.stats.planning import cases_for, cases_needed, detectable, power
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


@pytest.mark.parametrize(("effect", "cases"), [(0.2, 199), (0.5, 34)])
def test_cases_for_agrees_with_published_sample_sizes(effect: float, cases: int) -> None:
    assert cases_for(effect, spread=1) == cases


@pytest.mark.parametrize(("effect", "comparisons"), [(0.1, 1), (0.3, 1), (0.3, 3), (0.25, 45), (2.0, 3)])
def test_cases_for_is_the_first_number_of_cases_with_that_power(effect: float, comparisons: int) -> None:
    cases = cases_for(effect, 0.25, comparisons)
    assert power(cases, effect, 0.25, comparisons) >= 0.8 > power(cases - 1, effect, 0.25, comparisons)


@pytest.mark.parametrize(("cases", "comparisons"), [(6, 1), (9, 3), (12, 45), (24, 3), (60, 45)])
def test_what_is_detectable_is_found_with_the_power_asked_for(cases: int, comparisons: int) -> None:
    effect = detectable(cases, 0.25, comparisons)
    assert effect is not None
    assert power(cases, effect, 0.25, comparisons) == pytest.approx(0.8, abs=5e-3)


def test_more_comparisons_take_more_cases() -> None:
    assert cases_for(0.2, 0.25, 1) < cases_for(0.2, 0.25, 3) < cases_for(0.2, 0.25, 45)


def test_too_few_cases_for_a_verdict_have_no_power() -> None:
    assert power(6, effect=9.0, spread=0.1, comparisons=3) == 0.0


def test_a_difference_that_is_the_same_in_every_case_is_found_as_soon_as_a_verdict_is_possible() -> None:
    assert (power(7, 0.1, 0.0, 3), power(6, 0.1, 0.0, 3), power(7, 0.0, 0.0, 3)) == (1.0, 0.0, 0.0)
    assert (cases_for(0.1, 0.0, 3), detectable(7, 0.0, 3)) == (7, 0.0)


@pytest.mark.parametrize("effect", [0.0, 1e-4])
def test_a_difference_too_small_to_plan_for_is_refused(effect: float) -> None:
    with pytest.raises(BadNumbers, match="takes more than 1,000,000 cases"):
        cases_for(effect, 0.25)


@pytest.mark.parametrize(("effect", "spread", "comparisons"), [(-0.1, 0.2, 1), (0.1, -0.2, 1), (0.1, 0.2, 0)])
def test_power_refuses_what_makes_no_sense(effect: float, spread: float, comparisons: int) -> None:
    with pytest.raises(BadNumbers):
        power(12, effect, spread, comparisons)
    with pytest.raises(BadNumbers):
        cases_for(effect, spread, comparisons)


def test_a_negative_number_of_comparisons_is_refused() -> None:
    with pytest.raises(BadNumbers):
        cases_needed(-1)
