import numpy as np
import pytest
from hypothesis import given, settings

from assessor.scoring.ability.eap import eap
from assessor.scoring.ability.uncertain import UncertainPool, with_covariances, with_difficulty_sd
from assessor.scoring.pool import Floats, ItemParameters, Pool, Responses
from tests.assessor.scoring.drawing import answers, bank, pools_and_rows

THETA = np.linspace(-3, 3, 13)


def wrong_by(pool: Pool, sd: float, dice: np.random.Generator) -> Pool:
    """The items as they are, where the pool is what their author thinks of them."""
    moves = dice.normal(0, sd, len(pool))
    return Pool(
        [
            ItemParameters(item.name, item.a, tuple(step + float(move) for step in item.steps))
            for item, move in zip(pool.items, moves, strict=True)
        ]
    )


def covered(pool: Pool, sd: float, told: float, persons: int) -> float:
    """The share of persons within 1.96 SE, each with items that are wrong in a way of their own."""
    dice = np.random.default_rng(5)
    theta: Floats = dice.standard_normal(persons)
    rows = np.array([answers(wrong_by(pool, sd, dice), theta[[p]], seed=p)[0] for p in range(persons)])
    found = eap(with_difficulty_sd(pool, told) if told else pool, rows)
    return float(np.mean(np.abs(found.theta - theta) < 1.96 * found.se))


def test_items_without_doubt_are_the_items_themselves() -> None:
    pool = bank(8, steps=3)
    sure = with_difficulty_sd(pool, 0.0)
    assert sure.log_probabilities(THETA) == pytest.approx(pool.log_probabilities(THETA), abs=1e-12)
    assert sure.information(THETA) == pytest.approx(pool.information(THETA), abs=1e-9)
    assert sure.expected(THETA) == pytest.approx(pool.expected(THETA), abs=1e-12)


def test_the_chance_of_an_unsure_item_is_the_average_of_what_it_may_be() -> None:
    # Second method: the mean of 400,000 draws.
    pool = Pool([ItemParameters("x", 1.2, (0.3,))])
    drawn = 0.3 + np.random.default_rng(6).standard_normal(400_000)
    expected = [np.mean(1 / (1 + np.exp(-1.2 * (theta - drawn)))) for theta in THETA]
    assert with_difficulty_sd(pool, 1.0).expected(THETA)[:, 0] == pytest.approx(np.array(expected), abs=2e-3)


@settings(deadline=None)
@given(pools_and_rows())
def test_information_of_unsure_items_is_the_squared_slope_of_the_log_likelihood_expected(
    drawn: tuple[Pool, Responses],
) -> None:
    # Second method: central differences.
    pool, h = with_difficulty_sd(Pool(drawn[0].items[:6]), 0.7), 1e-5
    with np.errstate(invalid="ignore"):
        slope = (pool.log_probabilities(THETA + h) - pool.log_probabilities(THETA - h)) / (2 * h)
    expected = (np.exp(pool.log_probabilities(THETA)) * np.nan_to_num(slope) ** 2).sum(axis=2)
    assert pool.information(THETA) == pytest.approx(expected, rel=1e-3, abs=1e-8)


def test_intervals_cover_as_they_say_when_authors_are_wrong_by_a_standard_deviation() -> None:
    # The truth is known by simulation: 95 % give or take 1.2 (two standard errors of 1,500 draws).
    assert covered(bank(30), sd=1.0, told=1.0, persons=1500) == pytest.approx(0.95, abs=0.015)


def test_intervals_that_take_wrong_difficulties_for_known_cover_too_little() -> None:
    assert covered(bank(30), sd=1.0, told=0.0, persons=1500) < 0.92


def test_a_covariance_of_difficulty_alone_is_a_normal_error_of_it() -> None:
    # Second method: quadrature in the place of draws.
    pool = bank(10)
    rows = answers(pool, THETA)
    drawn = eap(with_covariances(pool, [np.diag([0.0, 0.25])] * 10, draws=2000), rows)
    exact = eap(with_difficulty_sd(pool, 0.5), rows)
    assert drawn.theta == pytest.approx(exact.theta, abs=0.02)
    assert drawn.se == pytest.approx(exact.se, abs=0.01)


def test_doubt_of_slopes_and_steps_leaves_slopes_above_zero_and_errors_larger() -> None:
    pool = bank(12, steps=2)
    rows = answers(pool, THETA)
    unsure = with_covariances(pool, [np.diag([0.8, 0.5, 0.5])] * 12)
    assert np.all(eap(unsure, rows).se > eap(pool, rows).se)


def test_the_same_seed_draws_the_same_items() -> None:
    pool, spread = bank(3), [np.diag([0.1, 0.1])] * 3
    first, again = (with_covariances(pool, spread, draws=4, seed=9) for _ in range(2))
    assert np.array_equal(first.log_probabilities(THETA), again.log_probabilities(THETA))


@settings(deadline=None)
@given(pools_and_rows())
def test_unsure_items_score_every_pattern(drawn: tuple[Pool, Responses]) -> None:
    pool, row = Pool(drawn[0].items[:12]), drawn[1][:12]
    found = eap(with_difficulty_sd(pool, 1.0), row)[0]
    assert found is not None
    assert np.isfinite(found.theta)
    assert found.se > 0


def test_draws_that_do_not_fit_are_refused() -> None:
    pool = bank(2)
    with pytest.raises(ValueError, match="at least one draw"):
        UncertainPool([])
    with pytest.raises(ValueError, match="the same items"):
        UncertainPool([pool, bank(3)])
    with pytest.raises(ValueError, match="as many weights above 0"):
        UncertainPool([pool], [0.0])
    with pytest.raises(ValueError, match="a number from 0, not -1"):
        with_difficulty_sd(pool, -1.0)
    with pytest.raises(ValueError, match="1 covariances and 64 draws"):
        with_covariances(pool, [np.eye(2)])
    with pytest.raises(ValueError, match="2 by 2 finite numbers"):
        with_covariances(pool, [np.eye(2), np.eye(3)])
    with pytest.raises(ValueError, match="a variance below 0"):
        with_covariances(pool, [np.eye(2), np.diag([1.0, -1.0])])
