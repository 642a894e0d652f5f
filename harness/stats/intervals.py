"""Intervals: for a mean over cases, and for a share of successes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from harness.stats.checking import BadNumbers, finite, share

FEWEST_VALUES = 4
"""Below this an interval over cases would be so wide, and so dependent on normality, that none is given."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean or a share, with the ends of its interval."""

    mean: float
    low: float | None
    """None where there are too few values for an interval."""
    high: float | None


def student_interval(values: Sequence[float], confidence: float = 0.95) -> Interval:
    """Return the mean with Student's t interval, mean ± t(n-1) s / √n (Student 1908).

    No interval below 4 values; equal values give an interval of no width. Raises BadNumbers.
    """
    share(confidence, "confidence")
    numbers = finite(values, "the mean")
    count = len(numbers)
    if min(numbers) == max(numbers):
        end = numbers[0] if count >= FEWEST_VALUES else None
        return Interval(numbers[0], end, end)
    mean = math.fsum(numbers) / count
    if count < FEWEST_VALUES:
        return Interval(mean, None, None)
    from scipy.special import stdtrit  # noqa: PLC0415 heavy: start-up must not pay for it

    spread = math.sqrt(math.fsum((number - mean) ** 2 for number in numbers) / (count - 1))
    half = float(stdtrit(count - 1, 0.5 + confidence / 2)) * spread / math.sqrt(count)
    return Interval(mean, mean - half, mean + half)


def wilson(successes: int, n: int, confidence: float = 0.95) -> Interval:
    """Return the share of successes with Wilson's score interval (Wilson 1927). Raises BadNumbers."""
    share(confidence, "confidence")
    if not 0 <= successes <= n or n < 1:
        raise BadNumbers(f"{successes} successes of {n} is not a share")
    from scipy.special import ndtri  # noqa: PLC0415 heavy: start-up must not pay for it

    z = float(ndtri(0.5 + confidence / 2))
    part = successes / n
    centre = (part + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(part * (1 - part) / n + z * z / (4 * n * n))
    low = 0.0 if successes == 0 else centre - half
    high = 1.0 if successes == n else centre + half
    return Interval(part, low, high)
