"""How many times as much one way of working takes as another: for money, time and tokens."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from harness.stats.checking import BadNumbers
from harness.stats.intervals import student_interval
from harness.stats.pairing import CaseKey, pairs


@dataclass(frozen=True, slots=True)
class Ratio:
    """The first over the second, in a typical case: 2.0 means that the first takes twice as much."""

    cases: int
    """Cases in the ratio."""
    left_out: int
    """Cases that only one of them has."""
    without_ratio: int
    """Cases that both have, but in which one of them took nothing at all."""
    ratio: float | None
    """The geometric mean of the ratios by case, which is not the ratio of the totals; None without a case."""
    low: float | None
    """The ends of the 95 % interval; None below 4 cases."""
    high: float | None


def log_ratio(first: Mapping[CaseKey, Sequence[float]], second: Mapping[CaseKey, Sequence[float]]) -> Ratio:
    """Compare amounts by case, on the log scale: exp of the mean log ratio, with Student's interval.

    Amounts of money and time are skewed, and a ratio and its inverse should say the same (Altman and Bland 1996,
    "Transforming data"; the mean log is Galton's geometric mean, 1879). Epochs are averaged within a case before the
    log is taken. Raises BadNumbers for an amount that is negative, not finite, or beyond all reason.
    """
    found = pairs(first, second)
    both = list(zip(found.first, found.second, strict=True))
    for amount in (*found.first, *found.second):
        if amount < 0:
            raise BadNumbers(f"an amount of {amount} has no ratio; amounts are 0 or more")
    logs = [math.log(mine) - math.log(theirs) for mine, theirs in both if mine and theirs]
    without = len(both) - len(logs)
    if not logs:
        return Ratio(0, found.left_out, without, None, None, None)
    over_cases = student_interval(logs)
    low, high = (None if end is None else _exp(end) for end in (over_cases.low, over_cases.high))
    return Ratio(len(logs), found.left_out, without, _exp(over_cases.mean), low, high)


def _exp(log: float) -> float:
    """Return e to a power. Raises BadNumbers where it is larger than a number can be."""
    try:
        return math.exp(log)
    except OverflowError:
        raise BadNumbers(f"amounts that differ by a factor of e^{log:.0f} have no ratio worth printing") from None
