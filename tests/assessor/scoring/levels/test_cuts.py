from math import erf, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.scoring.ability.posterior import FINE_NODES, NODES, Prior
from assessor.scoring.levels.change import change_needed
from assessor.scoring.levels.cuts import Cuts, level_probabilities, membership
from assessor.scoring.levels.expected import expected_rates
from assessor.scoring.levels.livingston_lewis import ScoreScale, TrueScores, livingston_lewis, true_scores
from assessor.scoring.levels.rates import rates
from assessor.scoring.levels.rudner import rudner

CUTS = Cuts((-1.25, -0.4, 0.4, 1.25))


def below(z: float) -> float:
    return (1 + erf(z / sqrt(2))) / 2


def normal(nodes: np.ndarray[tuple[int], np.dtype[np.float64]], mean: float, sd: float) -> list[float]:
    weights = np.exp(-0.5 * ((nodes - mean) / sd) ** 2)
    return list((weights / weights.sum()).tolist())


def test_the_chance_of_a_level_is_the_normal_share_between_its_cuts() -> None:
    # Closed form, with the error of the cut added to that of the ability.
    found = level_probabilities(np.array([0.3]), np.array([0.4]), Cuts((-0.5, 0.5), (0.3, 0.0)))
    low, high = below(-0.8 / 0.5), below(0.2 / 0.4)
    assert found[0] == pytest.approx([low, high - low, 1 - high], abs=1e-12)


@pytest.mark.parametrize(("nodes", "within"), [(NODES, 0.005), (FINE_NODES, 0.0005)])
@pytest.mark.parametrize("se", [0.0, 0.1, 0.5])
def test_levels_of_a_posterior_on_nodes_are_those_of_its_normal_form(
    nodes: np.ndarray[tuple[int], np.dtype[np.float64]], within: float, se: float
) -> None:
    # Closed form: the posterior is a normal one on the nodes.
    cuts = Cuts((-0.63, 0.11, 1.3), (se,) * 3)
    found = np.array(normal(nodes, 0.25, 0.3)) @ membership(nodes, cuts)
    assert found == pytest.approx(level_probabilities(np.array([0.25]), np.array([0.3]), cuts)[0], abs=within)


@settings(deadline=None)
@given(
    st.lists(st.floats(-5, 5), min_size=1, max_size=6, unique=True).map(sorted),
    st.floats(-6, 6),
    st.floats(0.01, 3),
    st.floats(0, 2),
)
def test_chances_of_levels_are_chances_and_add_up_to_one(
    points: list[float], theta: float, se: float, cut_se: float
) -> None:
    cuts = Cuts(tuple(points), tuple(cut_se * (place % 2) for place in range(len(points))))
    for found in (membership(NODES, cuts), level_probabilities(np.array([theta]), np.array([se]), cuts)):
        assert np.all((found >= 0) & (found <= 1))
        assert found.sum(axis=1) == pytest.approx(1)


def test_an_ability_at_a_cut_has_the_higher_level() -> None:
    assert CUTS.levels(np.array([-2.0, -1.25, 0.0, 0.4, 9.0])).tolist() == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("points", "ses"), [((), ()), ((0.0, 0.0), ()), ((1.0, 0.0), ()), ((0.0,), (0.1, 0.1)), ((0.0,), (-0.1,))]
)
def test_cuts_that_do_not_rise_or_fit_their_errors_are_refused(
    points: tuple[float, ...], ses: tuple[float, ...]
) -> None:
    with pytest.raises(ValueError, match="cuts"):
        Cuts(points, ses)


@pytest.mark.parametrize(
    ("se", "exact", "kappa", "adjacent"),
    [
        (0.15, 0.87, 0.83, 1.0),
        (0.20, 0.82, 0.77, 1.0),
        (0.25, 0.78, 0.71, 1.0),
        (0.30, 0.74, 0.65, 0.9995),
        (0.35, 0.69, 0.60, 0.998),
        (0.40, 0.65, 0.54, 0.995),
        (0.50, 0.57, 0.43, 0.981),
    ],
)
def test_rates_that_a_standard_error_allows_are_those_of_a_simulation(
    se: float, exact: float, kappa: float, adjacent: float
) -> None:
    # Second method: 4,000,000 simulees of N(0, 1) per row, to two digits (adjacent: three).
    found = expected_rates(se, CUTS)
    assert found.exact == pytest.approx(exact, abs=0.006)
    assert found.kappa == pytest.approx(kappa, abs=0.006)
    assert found.adjacent == pytest.approx(adjacent, abs=0.001)


def test_rates_of_another_population_are_those_of_its_simulees() -> None:
    # Second method: 400,000 draws.
    dice = np.random.default_rng(1)
    eap = -0.85 + np.sqrt(0.9**2 - 0.4**2) * dice.standard_normal(400_000)
    theta = eap + 0.4 * dice.standard_normal(400_000)
    found = expected_rates(0.4, CUTS, Prior(-0.85, 0.9))
    assert found.exact == pytest.approx(np.mean(CUTS.levels(eap) == CUTS.levels(theta)), abs=0.003)


def test_a_standard_error_that_tells_nothing_is_refused() -> None:
    for se in (0.0, 1.0):
        with pytest.raises(ValueError, match="above 0 and below 1"):
            expected_rates(se, CUTS)


def test_kappa_of_a_table_is_in_closed_form_and_unknown_where_all_are_in_one_level() -> None:
    # Cohen 1960: (.8 - .5) / (1 - .5).
    assert rates(np.array([[0.4, 0.1], [0.1, 0.4]])).kappa == pytest.approx(0.6)
    assert rates(np.array([[1.0, 0.0], [0.0, 0.0]])).kappa is None


def test_rudner_of_two_persons_is_in_closed_form() -> None:
    # One at .5 with SE .5 above a cut at 0, one at -1 with SE .5 below it.
    found = rudner(np.array([0.5, -1.0]), np.array([0.5, 0.5]), Cuts((0.0,)))
    first, second = below(1), below(2)
    twice = [first**2 + (1 - first) ** 2, second**2 + (1 - second) ** 2]
    assert found.accuracy == pytest.approx((first + second) / 2)
    assert found.consistency == pytest.approx(np.mean(twice))
    assert found.accuracy_by_cut == pytest.approx([found.accuracy])
    assert found.consistency_by_cut == pytest.approx([found.consistency])


def test_rudner_of_a_population_is_the_rate_that_its_standard_error_allows() -> None:
    # Second method: the integral of `expected_rates`; 100,000 EAPs.
    eap = np.sqrt(1 - 0.3**2) * np.random.default_rng(2).standard_normal(100_000)
    found = rudner(eap, np.full(100_000, 0.3), CUTS)
    assert found.accuracy == pytest.approx(expected_rates(0.3, CUTS).exact, abs=0.002)
    assert min(found.accuracy_by_cut) > found.accuracy
    assert found.consistency < found.accuracy


def test_rudner_of_nobody_or_without_an_error_is_refused() -> None:
    with pytest.raises(ValueError, match="no person"):
        rudner(np.array([]), np.array([]), CUTS)
    with pytest.raises(ValueError, match="standard error above 0"):
        rudner(np.array([0.0]), np.array([0.0]), CUTS)


def test_livingston_and_lewis_give_about_what_betafunctions_documents() -> None:
    # R betafunctions, the documented example of LL.CA: 100 items, true scores beta(5, 3) on [.25, .75], reliability .7,
    # cut 50: accuracy .873, consistency .822 on one sample of 1,000; here 200,000 of the same population.
    dice = np.random.default_rng(1234)
    scores = dice.binomial(100, 0.25 + 0.5 * dice.beta(5, 3, 200_000)).astype(np.float64)
    found = livingston_lewis(scores, ScoreScale(0, 100, 0.7, (50,)))
    assert found.accuracy == pytest.approx(0.873, abs=0.01)
    assert found.consistency == pytest.approx(0.822, abs=0.01)


def test_livingston_and_lewis_tell_what_a_second_test_shows() -> None:
    # Second method: the truth of a beta-binomial test of 40 items, whose reliability is known, by a second test.
    dice = np.random.default_rng(3)
    true = dice.beta(6, 4, 200_000)
    first, second = (dice.binomial(40, true).astype(np.float64) for _ in range(2))
    reliability = 40 / (40 + 10)  # n / (n + alpha + beta), KR-21 of such a test
    found = livingston_lewis(first, ScoreScale(0, 40, reliability, (20, 28)))
    levels = [np.searchsorted([20, 28], scores, side="right") for scores in (first, second)]
    truth = np.searchsorted([0.5, 0.7], true, side="right")
    assert found.accuracy == pytest.approx(np.mean(levels[0] == truth), abs=0.01)
    assert found.consistency == pytest.approx(np.mean(levels[0] == levels[1]), abs=0.01)


def test_true_scores_are_found_from_their_moments() -> None:
    # By construction: beta(4, 5) between .2 and .9, on 60 items.
    dice = np.random.default_rng(4)
    share = dice.binomial(60, 0.2 + 0.7 * dice.beta(4, 5, 1_000_000)) / 60
    found = true_scores(share, 60)
    assert (found.low, found.high) == pytest.approx((0.2, 0.9), abs=0.03)
    assert (found.alpha, found.beta) == pytest.approx((4, 5), abs=0.8)


def test_true_scores_without_a_four_parameter_form_lie_between_none_and_all() -> None:
    # The mean and variance of true scores, in closed form for a uniform one.
    found = true_scores(np.random.default_rng(5).binomial(3, np.linspace(0, 1, 100_001)) / 3, 3)
    assert isinstance(found, TrueScores)
    assert (found.alpha, found.beta, found.low, found.high) == pytest.approx((1, 1, 0, 1), abs=0.05)


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ([5.0, 5.0], "all alike"),
        ([5.0], "two or more"),
        ([-1.0, 3.0], "between 0 and 10"),
    ],
)
def test_scores_that_tell_nothing_about_levels_are_refused(scores: list[float], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        livingston_lewis(np.array(scores), ScoreScale(0, 10, 0.99, (5,)))


@pytest.mark.parametrize(("reliability", "cuts"), [(0.0, (5,)), (1.0, (5,)), (0.8, ()), (0.8, (0,)), (0.8, (7, 6))])
def test_a_scale_of_scores_that_cannot_be_is_refused(reliability: float, cuts: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match=r"reliability|cuts"):
        ScoreScale(0, 10, reliability, cuts)


def test_the_change_that_is_needed_is_in_closed_form() -> None:
    # Closed form: 1.959964 sqrt(2) SE, .83 at SE .30; one standard error of the change at 68 %.
    assert change_needed(0.3, 0.3) == pytest.approx(0.8315423, abs=1e-6)
    assert change_needed(0.3, 0.4, 0.6826895) == pytest.approx(0.5, abs=1e-6)
    with pytest.raises(ValueError, match="confidence"):
        change_needed(0.3, 0.3, 1.0)
