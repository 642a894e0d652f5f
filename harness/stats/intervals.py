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


def median_interval(values: Sequence[float], confidence: float = 0.95) -> tuple[float, float | None, float | None]:
    """Return the median and two of the ordered values between which the true one lies so often (Thompson 1936).

    The number of values below the true median is binomial with one half, whatever the distribution; the ends are the
    innermost pair, equally far from both ends, that covers it at least so often. None where no pair does, which at
    0.95 takes 6 values. Raises BadNumbers.
    """
    share(confidence, "confidence")
    ordered = sorted(finite(values, "the median"))
    count = len(ordered)
    middle = (ordered[(count - 1) // 2] + ordered[count // 2]) / 2
    tail, place = 0.0, -1
    while place + 1 <= (count - 1) // 2:
        more = math.comb(count, place + 1) / 2**count
        if 2 * (tail + more) > 1 - confidence:
            break
        tail, place = tail + more, place + 1
    return (middle, None, None) if place < 0 else (middle, ordered[place], ordered[count - 1 - place])
