"""What every figure here asks of its numbers, and the error for numbers that do not fit."""

import math
from collections.abc import Sequence


class BadNumbers(ValueError):
    """Numbers from which the figure cannot be computed."""


def finite(values: Sequence[float], what: str) -> list[float]:
    """Return the values as floats. Raises BadNumbers when there are none, or one is not finite."""
    numbers = [float(value) for value in values]
    if not numbers:
        raise BadNumbers(f"{what} of no values")
    if not all(map(math.isfinite, numbers)):
        raise BadNumbers(f"{what} of values that are not all finite: {numbers[:5]}")
    return numbers


def share(value: float, what: str) -> float:
    """Return a number that has to lie between 0 and 1, both excluded. Raises BadNumbers."""
    if not 0 < value < 1:
        raise BadNumbers(f"{what} is {value}; it lies between 0 and 1")
    return value
