"""What every figure asks of its numbers."""

import math

import pytest

from harness.stats.checking import BadNumbers, finite, share


@pytest.mark.parametrize("values", [[], [math.nan], [0.5, math.inf]])
def test_missing_and_infinite_values_are_refused(values: list[float]) -> None:
    with pytest.raises(BadNumbers, match="the mean of"):
        finite(values, "the mean")


@pytest.mark.parametrize("value", [0, 1, -0.1, 1.5, math.nan])
def test_a_share_lies_strictly_between_nought_and_one(value: float) -> None:
    with pytest.raises(BadNumbers, match="it lies between 0 and 1"):
        share(value, "confidence")
