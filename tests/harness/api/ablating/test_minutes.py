"""A person's minutes with a part and without it, and the interval of their difference."""

from math import sqrt

import pytest

from harness.api.ablating.minutes import worth_in_minutes
from harness.api.reviewing.rows import ArmAttention, Faster


def minutes(arm: str, value: float, reach: float | None) -> ArmAttention:
    low, high = (None, None) if reach is None else (value - reach, value + reach)
    faster = Faster(1.0, None, None, 0.0, None, None)
    return ArmAttention(arm, 8, 0.95, value, low, high, 1.0, faster, None, None, None, ())


def test_the_interval_of_a_difference_is_that_of_two_independent_means() -> None:
    """MOVER with intervals that lie evenly about their means is the root of the sum of squares."""
    found = worth_in_minutes({"a": minutes("a", 10, 3), "b": minutes("b", 12, 4)}, "a", "b")
    assert found is not None
    assert [found.difference, found.low, found.high] == pytest.approx([-2, -2 - sqrt(25), -2 + sqrt(25)])


def test_without_an_interval_of_either_there_is_none_of_the_difference() -> None:
    found = worth_in_minutes({"a": minutes("a", 10, 3), "b": minutes("b", 12, None)}, "a", "b")
    assert found is not None
    assert (found.low, found.high) == (None, None)


def test_minutes_that_nobody_knows_are_worth_nothing_that_is_known() -> None:
    assert worth_in_minutes({"a": minutes("a", 10, 3)}, "a", "b") is None
