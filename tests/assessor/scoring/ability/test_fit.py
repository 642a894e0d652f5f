import numpy as np
import pytest
from hypothesis import given, settings

from assessor.scoring.ability.eap import eap
from assessor.scoring.ability.effort import FLAG_BELOW, rapid_thresholds, response_time_effort
from assessor.scoring.ability.modes import maximum_posterior, weighted_likelihood
from assessor.scoring.ability.person_fit import lz, lz_star
from assessor.scoring.pool import NOT_ADMINISTERED, Floats, Pool, Responses
from tests.assessor.scoring.drawing import LSAT6, answers, bank, lsat6_patterns, lsat6_pool, pools_and_rows

FLAG = -1.645
PERSON_FIT = LSAT6.get("person_fit_eap") or LSAT6["mirt_2pl"]["person_fit_eap"]


def numbers(found: list[float | None]) -> Floats:
    return np.array([one for one in found if one is not None])


def test_lsat6_lz_is_that_of_mirt() -> None:
    # R mirt 1.47, personfit(): Zh at the EAP.
    found = lz(lsat6_pool(), lsat6_patterns(), eap(lsat6_pool(), lsat6_patterns()).theta)
    assert numbers(found) == pytest.approx(np.array(PERSON_FIT["Zh"]), abs=1e-5)


def test_lz_star_is_what_snijders_writes() -> None:
    # Second method: Snijders 2001 as printed, item by item, at the WLE with r0 = J / (2 I).
    pool = bank(12)
    row = answers(pool, np.array([0.4]))
    theta = weighted_likelihood(pool, row).theta
    p = pool.probabilities(theta)[0, :, 1]
    q, weight, slope = 1 - p, np.log(p / (1 - p)), pool.a * p * (1 - p)
    c = (slope * weight).sum() / (slope * pool.a).sum()
    r0 = (pool.a**3 * p * q * (q - p)).sum() / (2 * (pool.a**2 * p * q).sum())
    free = weight - c * pool.a
    expected = (((row[0] - p) * weight).sum() + c * r0) / np.sqrt((free**2 * p * q).sum())
    assert lz_star(pool, row, theta) == pytest.approx([expected], abs=1e-6)


@pytest.mark.parametrize("steps", [1, 3])
def test_lz_star_at_an_estimate_is_spread_as_it_says_where_lz_is_not(steps: int) -> None:
    # 3,000 simulees without misfit: a standard normal by construction, more or less, on 40 items.
    pool, theta = bank(40, steps=steps), np.random.default_rng(8).standard_normal(3000)
    rows = answers(pool, theta)
    found = weighted_likelihood(pool, rows).theta
    star, plain = numbers(lz_star(pool, rows, found)), numbers(lz(pool, rows, found))
    assert star.std() == pytest.approx(1, abs=0.04)
    assert plain.std() < star.std()
    assert np.mean(star < FLAG) == pytest.approx(0.05, abs=0.02)


def test_lz_star_finds_those_whose_answers_are_turned_round() -> None:
    pool = bank(40)
    rows = answers(pool, np.random.default_rng(9).standard_normal(300))
    rows[:, ::2] = 1 - rows[:, ::2]
    found = numbers(lz_star(pool, rows, maximum_posterior(pool, rows).theta))
    assert np.mean(found < FLAG) > 0.9


@settings(deadline=None)
@given(pools_and_rows())
def test_every_pattern_has_a_finite_person_fit_or_none(drawn: tuple[Pool, Responses]) -> None:
    pool, row = drawn
    theta = eap(pool, row).theta
    for found in (*lz(pool, row, theta), *lz_star(pool, row, theta)):
        assert found is None or np.isfinite(found)


def test_a_single_item_has_no_person_fit_beyond_its_score() -> None:
    row = np.array([1, *[NOT_ADMINISTERED] * 4])
    assert lz_star(lsat6_pool(), row, np.array([0.3])) == [None]


def test_person_fit_asks_for_a_finite_ability_of_each_person() -> None:
    with pytest.raises(ValueError, match="1 persons needs as many finite abilities"):
        lz(lsat6_pool(), np.zeros(5, dtype=np.int64), np.array([np.inf]))


def test_a_rapid_guess_is_below_a_tenth_of_the_mean_time_and_never_above_ten_seconds() -> None:
    assert rapid_thresholds(np.array([20.0, 60.0, 500.0])).tolist() == [2.0, 6.0, 10.0]
    with pytest.raises(ValueError, match="seconds above 0"):
        rapid_thresholds(np.array([0.0]))


def test_effort_is_the_share_of_answers_that_took_long_enough() -> None:
    # Counted by hand; an answer at the threshold is one with effort.
    seconds = np.array([[2.0, 1.0, 30.0, 30.0], [-1, -1, 9.9, 10.0], [-1, -1, -1, -1]])
    found = response_time_effort(seconds, np.array([2.0, 6.0, 10.0, 10.0]))
    assert found == [0.75, 0.5, None]
    assert found[0] is not None
    assert found[0] < FLAG_BELOW


@pytest.mark.parametrize("seconds", [[[1.0]], [[1.0, float("nan")]]])
def test_times_that_do_not_fit_are_refused(seconds: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="times"):
        response_time_effort(np.array(seconds), np.array([1.0, 1.0]))
