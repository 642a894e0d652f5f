"""Intervals against published tables and scipy's own."""

import pytest
from scipy import stats

from harness.stats.checking import BadNumbers
from harness.stats.intervals import Interval, student_interval, wilson


def test_student_interval_agrees_with_scipy() -> None:
    values = [0.2, 0.35, 0.9, 0.55, 0.6]
    expected = stats.ttest_1samp(values, 0).confidence_interval(0.95)
    found = student_interval(values)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), rel=1e-12)


def test_student_interval_uses_the_published_t_of_four_degrees() -> None:
    # 2.776 is t(0.975, 4) in every printed table; 1..5 has mean 3 and standard deviation √2.5.
    found = student_interval([1, 2, 3, 4, 5])
    assert found.high == pytest.approx(3 + 2.776 * (2.5 / 5) ** 0.5, abs=1e-3)


def test_a_higher_confidence_gives_a_wider_interval() -> None:
    values = [0.1, 0.2, 0.4, 0.9]
    narrow, wide = student_interval(values, 0.8), student_interval(values, 0.99)
    assert wide.low is not None
    assert narrow.low is not None
    assert wide.low < narrow.low


@pytest.mark.parametrize("values", [[0.5], [0.25, 0.75], [0.5, 0.5, 0.5]])
def test_below_four_values_there_is_a_mean_and_no_interval(values: list[float]) -> None:
    assert student_interval(values) == Interval(0.5, None, None)


def test_equal_values_give_an_interval_of_no_width() -> None:
    assert student_interval([0.1] * 7) == Interval(0.1, 0.1, 0.1)


# Newcombe, Statistics in Medicine 17 (1998) 857, table I, method 3 (score).
@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_agrees_with_newcombes_table(successes: int, n: int, low: float, high: float) -> None:
    found = wilson(successes, n)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_wilson_agrees_with_scipy() -> None:
    expected = stats.binomtest(7, 12).proportion_ci(0.9, method="wilson")
    found = wilson(7, 12, confidence=0.9)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), rel=1e-12)


def test_wilson_of_nothing_but_successes_ends_at_one() -> None:
    assert wilson(9, 9).high == 1.0


@pytest.mark.parametrize(("successes", "n"), [(0, 0), (3, 2), (-1, 5)])
def test_wilson_refuses_what_is_no_share(successes: int, n: int) -> None:
    with pytest.raises(BadNumbers, match="not a share"):
        wilson(successes, n)
