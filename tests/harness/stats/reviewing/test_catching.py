"""The time to find: beside the closed form of a censored exponential, and beside drawn times."""

import random

import pytest
from scipy.stats import chi2

from harness.stats.checking import BadNumbers
from harness.stats.reviewing.catching import time_to_find


def test_tau_is_the_total_time_over_the_finds() -> None:
    found = time_to_find([1, 2, 3, 4, 5, 6], [True, True, True, True, False, False])
    assert found.tau == pytest.approx(21 / 4)
    assert found.low == pytest.approx(42 / chi2(10).ppf(0.975))
    assert found.high == pytest.approx(42 / chi2(8).ppf(0.025))
    assert found.needed(0.9) == pytest.approx(2.302585 * 21 / 4)


@pytest.mark.parametrize(("times", "found"), [([1] * 4, [True] * 4), ([1] * 9, [True, True, *[False] * 7]), ([], [])])
def test_too_little_is_not_resolved(times: list[float], found: list[bool]) -> None:
    said = time_to_find(times, found)
    assert (said.tau, said.low, said.high, said.needed(0.9)) == (None, None, None, None)
    assert (said.planted, said.found) == (len(times), sum(found))


def test_the_interval_covers_the_true_time_at_least_so_often() -> None:
    """20 defects, a true tau of 2, a reviewer who gives up after 3: 400 times by a fixed seed."""
    rng = random.Random(5)
    covered = 0
    for _ in range(400):
        needed = [rng.expovariate(1 / 2) for _ in range(20)]
        said = time_to_find([min(time, 3.0) for time in needed], [time <= 3 for time in needed])
        assert said.low is not None
        assert said.high is not None
        covered += said.low <= 2 <= said.high
    assert covered / 400 >= 0.94


def test_times_without_outcomes_are_refused() -> None:
    with pytest.raises(BadNumbers):
        time_to_find([1, 2], [True])
