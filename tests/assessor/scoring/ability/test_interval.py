import numpy as np
import pytest
from hypothesis import given, settings

from assessor.scoring.ability.eap import eap
from assessor.scoring.ability.interval import WIDE, intervals
from assessor.scoring.ability.posterior import Prior
from assessor.scoring.pool import NOT_ADMINISTERED, Pool, Responses
from tests.assessor.scoring.drawing import answers, bank, pools_and_rows


def test_ends_are_the_quantiles_of_a_normal_prior_where_nothing_is_answered() -> None:
    # Closed form: 1.959964 and 0.674490 standard deviations.
    row = np.full(5, NOT_ADMINISTERED)
    for confidence, z in ((0.95, 1.959964), (0.5, 0.674490)):
        found = intervals(bank(5), row, confidence, Prior(0.2, 0.5))
        assert (found.low[0], found.high[0]) == pytest.approx((0.2 - z / 2, 0.2 + z / 2), abs=0.005)


def test_with_many_items_they_are_those_of_the_standard_error() -> None:
    # Second method: EAP with the same prior, plus and minus 1.96 SE.
    pool = bank(60)
    rows = answers(pool, np.linspace(-1.5, 1.5, 7))
    found, mean = intervals(pool, rows), eap(pool, rows, WIDE)
    assert found.low == pytest.approx(mean.theta - 1.96 * mean.se, abs=0.05)
    assert found.high == pytest.approx(mean.theta + 1.96 * mean.se, abs=0.05)


def test_they_cover_far_from_the_mean_where_the_population_as_prior_does_not() -> None:
    # The truth is known by simulation: 4,000 simulees about -2, 30 items; 95 % give or take 1.
    pool, theta = bank(30), np.linspace(-2.4, -1.6, 4000)
    rows = answers(pool, theta)
    found, drawn = intervals(pool, rows), intervals(pool, rows, prior=Prior())
    assert np.mean((found.low < theta) & (theta < found.high)) == pytest.approx(0.95, abs=0.015)
    assert np.mean((drawn.low < theta) & (theta < drawn.high)) < 0.93


@settings(deadline=None)
@given(pools_and_rows())
def test_every_pattern_has_an_interval_of_some_width(drawn: tuple[Pool, Responses]) -> None:
    pool, row = drawn
    found = intervals(pool, row)
    assert np.isfinite(found.low).all()
    assert found.low[0] < found.high[0]


@pytest.mark.parametrize("confidence", [0.0, 1.0, float("nan")])
def test_a_confidence_that_is_none_is_refused(confidence: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        intervals(bank(2), np.zeros(2, dtype=np.int64), confidence)
