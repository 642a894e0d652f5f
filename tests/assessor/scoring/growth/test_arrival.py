import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.scoring.growth.arrival import arrival
from assessor.scoring.growth.trajectories import Line

LINE = Line(0.0, 0.04, (0.04, 0.0001, -0.0005))


def test_the_distribution_is_that_of_simulated_lines() -> None:
    # Second method: 200,000 lines drawn from the normal, at week 10 and a cut of 1.
    rng = np.random.default_rng(1)
    level, slope = rng.multivariate_normal([0, 0.04], [[0.04, -0.0005], [-0.0005, 0.0001]], 200_000).T
    now = level + 10 * slope
    weeks = np.where(now >= 1, 0, np.where(slope > 0, (1 - now) / np.where(slope > 0, slope, 1), np.inf))
    found = arrival(LINE, 10, 1.0)
    for share in (0.1, 0.5, 0.9):
        assert found.quantile(share) == pytest.approx(np.quantile(weeks, share), rel=0.01)
    assert found.chance_within(20) == pytest.approx((weeks <= 20).mean(), abs=0.005)


def test_a_line_that_is_known_crosses_at_its_week() -> None:
    # Closed form: from 0 at .04 a week to 1 takes 25 weeks, 10 of which have passed.
    assert arrival(Line(0.0, 0.04, (0, 0, 0)), 10, 1.0).quantile(0.5) == pytest.approx(15)


def test_a_cut_that_is_behind_takes_no_weeks() -> None:
    found = arrival(LINE, 10, -3.0)
    assert found.quantile(0.9) == 0
    assert found.ever == 1


def test_who_does_not_grow_never_arrives() -> None:
    found = arrival(Line(0.0, -0.05, (0.0, 0.0001, 0.0)), 0, 1.0)
    assert found.quantile(0.5) is None
    assert found.ever < 0.01


lines = st.builds(
    lambda a, s, sd, slope_sd, r: Line(a, s, (sd**2, slope_sd**2, r * sd * slope_sd)),
    st.floats(-3, 3),
    st.floats(-0.1, 0.1),
    st.floats(0, 1),
    st.floats(0, 0.1),
    st.floats(-1, 1),
)


@settings(deadline=None)  # the first call loads scipy
@given(line=lines, now=st.floats(0, 60), cut=st.floats(-2, 2))
def test_any_line_gives_weeks_that_rise_with_the_share(line: Line, now: float, cut: float) -> None:
    found = arrival(line, now, cut)
    assert not np.isnan(found.weeks).any()
    assert np.all(found.weeks >= 0)
    assert 0 <= found.chance_within(4) <= found.chance_within(40) <= found.ever <= 1


def test_a_share_outside_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        arrival(LINE, 0, 1).quantile(1)


@pytest.mark.parametrize(
    ("line", "low", "high"),
    [
        (Line(0.0, 0.04, (0.0, 0.0, 0.0)), 25, 25),
        (Line(-1.0, -0.05, (0.0, 0.0001, 0.0)), math.inf, None),
    ],
)
def test_an_interval_of_what_is_known_is_that(line: Line, low: float, high: float | None) -> None:
    early, late = arrival(line, 0, 1.0).interval()
    assert early == pytest.approx(low)
    assert late == (high if high is None else pytest.approx(high))


def test_an_interval_holds_what_it_says_where_being_there_already_or_never_is_likely() -> None:
    # Of the distribution itself: 90 % of the weeks lie within, and no more than the grid's step beyond.
    there = arrival(Line(0.9, 0.02, (0.04, 0.00001, 0.0)), 0, 1.0)
    low, high = there.interval()
    assert low == 0
    assert high is not None
    assert there.chance_within(high) == pytest.approx(0.9, abs=0.001)
    never = arrival(Line(0.0, 0.01, (0.0001, 0.0001, 0.0)), 0, 1.0)
    low, high = never.interval()
    assert high is None
    assert never.chance_within(low) == pytest.approx(0.1, abs=0.001)
