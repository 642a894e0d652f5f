"""Minutes over finds, case by case."""

import random

import pytest

from harness.stats.checking import BadNumbers
from harness.stats.reviewing.per_find import ratio_of_totals


def test_cases_without_a_find_cost_their_minutes() -> None:
    assert ratio_of_totals([10, 10, 10], [2, 1, 0]).mean == pytest.approx(10)


def test_below_four_cases_there_is_no_interval() -> None:
    found = ratio_of_totals([10, 10, 10], [2, 1, 0])
    assert (found.low, found.high) == (None, None)


def test_equal_bottoms_make_it_a_mean_with_students_interval() -> None:
    """With one find in each case the ratio is a mean: 2.5 ± 3.182 x 1.290994 / 2 (Student 1908, 3 degrees)."""
    found = ratio_of_totals([1, 2, 3, 4], [1, 1, 1, 1])
    assert found.mean == pytest.approx(2.5)
    assert found.high == pytest.approx(2.5 + 3.182446 * 1.2909944 / 2)


def test_the_interval_covers_the_true_ratio_about_so_often() -> None:
    rng = random.Random(3)
    covered = 0
    for _ in range(500):
        bottoms = [float(rng.randint(0, 4)) for _ in range(12)]
        tops = [3 * bottom + rng.gauss(0, 1) + 2 for bottom in bottoms]
        if sum(bottoms):
            found = ratio_of_totals(tops, bottoms)
            assert found.low is not None
            assert found.high is not None
            covered += found.low <= 4 <= found.high
    assert covered / 500 == pytest.approx(0.94, abs=0.03)


def test_nothing_found_has_no_price() -> None:
    with pytest.raises(BadNumbers):
        ratio_of_totals([3.0], [0.0])
