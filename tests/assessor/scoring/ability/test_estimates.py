from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given, settings

from assessor.scoring.ability.eap import eap
from assessor.scoring.ability.estimates import Abilities
from assessor.scoring.ability.modes import (
    maximum_likelihood,
    maximum_posterior,
    total_information,
    weighted_likelihood,
)
from assessor.scoring.ability.posterior import POPULATION, Prior, log_likelihood
from assessor.scoring.pool import NOT_ADMINISTERED, ItemParameters, Pool, Responses
from tests.assessor.scoring.drawing import LSAT6, answers, bank, lsat6_patterns, lsat6_pool, pools_and_rows

METHODS: dict[str, Callable[[Pool, Responses], Abilities]] = {
    "EAP": eap,
    "MAP": maximum_posterior,
    "ML": maximum_likelihood,
    "WLE": weighted_likelihood,
}
FITTED = LSAT6["mirt_2pl"]
every_method = pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)


@pytest.mark.parametrize(("name", "within"), [("EAP", 1e-5), ("MAP", 1e-5), ("ML", 1e-5), ("WLE", 1e-5)])
def test_lsat6_abilities_are_those_of_mirt(name: str, within: float) -> None:
    # R mirt 1.47, tests/assessor/scoring/data; ML of the first and last pattern is infinite there, no estimate here.
    found = METHODS[name](lsat6_pool(), lsat6_patterns())
    expected = np.array(FITTED["scores_by_pattern"][name]["theta"], dtype=np.float64)
    assert found.theta[found.found] == pytest.approx(expected[found.found], abs=within)
    assert found.theta[~found.found].tolist() == expected[~found.found].tolist()


@pytest.mark.parametrize("name", ["EAP", "MAP", "ML"])
def test_lsat6_standard_errors_are_those_of_mirt(name: str) -> None:
    # R mirt 1.47; its SE of WLE is of another kind (not 1 / sqrt(information)), so it is not compared.
    found = METHODS[name](lsat6_pool(), lsat6_patterns())
    expected = FITTED["scores_by_pattern"][name]["se"]
    assert [one.se for person in range(30) if (one := found[person])] == pytest.approx(
        [one for one in expected if one != "NA"], abs=1e-4
    )


def test_lsat6_information_is_that_of_mirt() -> None:
    reference = LSAT6.get("test_information") or FITTED["test_information"]
    found = total_information(lsat6_pool(), np.array(reference["theta"]))
    assert found == pytest.approx(np.array(reference["info"]), abs=1e-6)


def test_warm_estimate_of_one_item_is_in_closed_form() -> None:
    # All wrong on n equal items: P = 1 / (2 n + 2), so theta = b - log(2 n + 1) / a.
    pool = Pool([ItemParameters(str(place), 1.3, (0.4,)) for place in range(7)])
    found = weighted_likelihood(pool, np.zeros(7, dtype=np.int64))[0]
    assert found is not None
    assert found.theta == pytest.approx(0.4 - np.log(15) / 1.3, abs=1e-8)


def test_ml_of_equal_items_is_in_closed_form() -> None:
    # r of n right: theta = b + log(r / (n - r)) / a, and the information is a^2 n p (1 - p).
    pool = Pool([ItemParameters(str(place), 1.3, (0.4,)) for place in range(7)])
    found = maximum_likelihood(pool, np.array([1, 1, 0, 0, 0, 0, 0]))[0]
    assert found is not None
    assert found.theta == pytest.approx(0.4 + np.log(2 / 5) / 1.3, abs=1e-8)
    assert found.se == pytest.approx(1 / np.sqrt(1.3**2 * 10 / 7), abs=1e-8)


def test_weighted_likelihood_of_partial_credit_is_the_highest_of_likelihood_times_root_of_information() -> None:
    # Second method: the highest of 120,001 nodes.
    pool = bank(6, steps=4)
    rows = answers(pool, np.linspace(-2, 2, 9))
    nodes = np.linspace(-12, 12, 120_001)
    height = log_likelihood(pool, rows, nodes) + 0.5 * np.log(total_information(pool, nodes))
    assert weighted_likelihood(pool, rows).theta == pytest.approx(nodes[height.argmax(axis=1)], abs=2e-4)


def test_weighted_likelihood_takes_away_the_bias_of_ml() -> None:
    # Warm 1989: to the first order WLE has none; 4,000 simulees at theta 1.5 on 20 items.
    pool = bank(20)
    rows = answers(pool, np.full(4000, 1.5))
    found, plain = weighted_likelihood(pool, rows), maximum_likelihood(pool, rows)
    assert abs(found.theta.mean() - 1.5) < 0.03
    assert plain.theta[plain.found].mean() - 1.5 > 0.05


@every_method
def test_many_persons_have_the_estimates_that_they_have_alone(method: Callable[[Pool, Responses], Abilities]) -> None:
    pool = bank(30, steps=2)
    rows = answers(pool, np.linspace(-3, 3, 12))
    rows[::3, ::2] = NOT_ADMINISTERED
    together = method(pool, rows)
    for person, row in enumerate(rows):
        alone = method(pool, row)
        assert together.theta[person] == pytest.approx(alone.theta[0], abs=1e-9)
        assert together.se[person] == pytest.approx(alone.se[0], abs=1e-9)


@settings(deadline=None)
@given(pools_and_rows())
def test_every_pattern_has_finite_estimates_with_positive_errors_or_none(drawn: tuple[Pool, Responses]) -> None:
    pool, row = drawn
    for name, method in METHODS.items():
        found = method(pool, row)
        assert not np.isnan(found.theta).any()
        assert not np.isnan(found.se).any()
        one = found[0]
        if one is None:
            assert name == "ML" or (name == "WLE" and (row == NOT_ADMINISTERED).all())
        else:
            assert np.isfinite(one.theta)
            assert np.isfinite(one.se)
            assert one.se > 0


@settings(deadline=None)
@given(pools_and_rows())
def test_eap_never_rises_after_the_lowest_category_of_an_item(drawn: tuple[Pool, Responses]) -> None:
    pool, row = drawn
    before, after = row.copy(), row.copy()
    before[-1], after[-1] = NOT_ADMINISTERED, 0
    found = eap(pool, np.array([before, after]))
    assert found.theta[1] <= found.theta[0] + 1e-6


@settings(deadline=None)
@given(pools_and_rows())
def test_the_top_of_the_posterior_lies_near_its_mean(drawn: tuple[Pool, Responses]) -> None:
    # Johnson and Rogers 1951: mean and mode of a distribution with one top are within sqrt(3) standard deviations.
    pool, row = drawn
    mean, top = eap(pool, row), maximum_posterior(pool, row)
    assume(abs(top.theta[0]) < 5)  # EAP knows nothing beyond its nodes, which end at 6
    assert abs(mean.theta[0] - top.theta[0]) <= np.sqrt(3) * mean.se[0] + 1e-6


def test_nothing_answered_leaves_the_prior_or_no_estimate() -> None:
    row, prior = np.full(5, NOT_ADMINISTERED), Prior(0.5, 0.8)
    for found in (eap(lsat6_pool(), row, prior)[0], maximum_posterior(lsat6_pool(), row, prior)[0]):
        assert found is not None
        assert (found.theta, found.se) == pytest.approx((0.5, 0.8), abs=1e-6)
    assert maximum_likelihood(lsat6_pool(), row)[0] is None
    assert weighted_likelihood(lsat6_pool(), row)[0] is None


def test_a_posterior_narrower_than_the_nodes_keeps_its_width() -> None:
    # Closed form: with much information the posterior is normal with variance 1 / (information + 1).
    pool = Pool([ItemParameters(str(place), 3.0, (0.0,)) for place in range(400)])
    found = eap(pool, np.arange(400) % 2)[0]
    assert found is not None
    assert found.theta == pytest.approx(0, abs=1e-9)
    assert found.se == pytest.approx(1 / np.sqrt(9 * 400 / 4 + 1), rel=3e-3)


def test_intervals_of_eap_cover_as_they_say() -> None:
    # 5,000 simulees of the population: 95 % within 1.96 SE, give or take the error of 5,000 draws.
    pool, theta = bank(25), np.random.default_rng(4).standard_normal(5000)
    found = eap(pool, answers(pool, theta), POPULATION)
    assert np.mean(np.abs(found.theta - theta) < 1.96 * found.se) == pytest.approx(0.95, abs=0.01)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ([0, 0], "do not fit 5 items"),
        ([0, 0, 0, 0, 2], "item 'item5' has the categories 0 to 1; row 1 answered 2"),
        ([0, 0, 0, -2, 0], "row 1 answered -2"),
    ],
)
@every_method
def test_answers_that_do_not_fit_the_items_are_refused(
    method: Callable[[Pool, Responses], Abilities], row: list[int], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        method(lsat6_pool(), np.array(row))


@pytest.mark.parametrize(("mean", "sd"), [(0, 0), (0, -1), (float("nan"), 1), (0, float("inf"))])
def test_a_prior_that_is_no_distribution_is_refused(mean: float, sd: float) -> None:
    with pytest.raises(ValueError, match="no normal distribution"):
        Prior(mean, sd)
