"""No worse than another by more than a margin, and as good as another within it.

"Not resolved" never means "equal": to say that two ways of working are alike takes a margin, set before looking, and
a test whose null hypothesis is that they differ by more than it.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from harness.stats.checking import BadNumbers, share
from harness.stats.intervals import FEWEST_VALUES, student_interval
from harness.stats.pairing import CaseKey, pairs

_MOST_ALPHA = 0.5
_NO_SPREAD = 1e-12
"""Differences that vary by less are equal, rounded differently."""


@dataclass(frozen=True, slots=True)
class NoWorse:
    """Whether the first is no worse than the second by more than the margin (the field: non-inferiority)."""

    cases: int
    """Pairs."""
    left_out: int
    """Cases that only one of them has."""
    difference: float | None
    """The first minus the second, the mean over cases; None without a pair."""
    low: float | None
    """The one-sided lower limit of the difference at 1 - alpha; None below 4 pairs."""
    p: float | None
    """One-sided; None below 4 pairs."""
    verdict_possible: bool
    """False where so few cases could not show it, however well the first did."""
    holds: bool
    """True where p is at most alpha; False says that it was not shown, not that the first is worse."""


@dataclass(frozen=True, slots=True)
class Equivalent:
    """Whether two ways of working are within the margin of each other."""

    cases: int
    """Pairs."""
    left_out: int
    """Cases that only one of them has."""
    difference: float | None
    """The first minus the second, the mean over cases; None without a pair."""
    low: float | None
    """The ends of the interval at 1 - 2 alpha, which lies within the margin where it holds; None below 4 pairs."""
    high: float | None
    p: float | None
    """The larger p of the two one-sided tests; None below 4 pairs."""
    verdict_possible: bool
    """False where so few cases could not show it, however alike they were."""
    holds: bool
    """True where p is at most alpha; False says that it was not shown, not that they differ."""


def fewest_cases(alpha: float = 0.05) -> int:
    """Return the fewest cases that can show it: 5 at alpha .05, since 1 / 2^n has to be at most alpha.

    Student's t alone would be content with fewer, in the best case with two. Raises BadNumbers.
    """
    return max(FEWEST_VALUES, math.ceil(-math.log2(share(alpha, "alpha"))))


def no_worse(
    first: Mapping[CaseKey, Sequence[float]],
    second: Mapping[CaseKey, Sequence[float]],
    margin: float,
    alpha: float = 0.05,
) -> NoWorse:
    """Test whether the first is no worse than the second by more than the margin, higher being better.

    A one-sided paired t-test of the differences against -margin (Blackwelder 1982, "Proving the null hypothesis"),
    over cases, epochs averaged first. p is never below 1 / 2^n, the least that a one-sided sign-flip test of n cases
    can give: without it, four equal differences would prove anything. Raises BadNumbers.
    """
    _check(margin, alpha)
    found = pairs(first, second)
    differences = found.differences
    possible = len(differences) >= fewest_cases(alpha)
    if not differences:
        return NoWorse(0, found.left_out, None, None, None, possible, holds=False)
    over_cases = student_interval(differences, 1 - 2 * alpha)
    p = _p_above(differences, -margin)
    holds = p is not None and p <= alpha
    return NoWorse(len(differences), found.left_out, over_cases.mean, over_cases.low, p, possible, holds)


def equivalent(
    first: Mapping[CaseKey, Sequence[float]],
    second: Mapping[CaseKey, Sequence[float]],
    margin: float,
    alpha: float = 0.05,
) -> Equivalent:
    """Test whether two ways of working are within the margin of each other, by two one-sided tests.

    TOST (Schuirmann 1987): each of the two tests is that of `no_worse`, one in each direction, and both have to
    hold at alpha; no adjustment is needed for there being two. Raises BadNumbers.
    """
    _check(margin, alpha)
    found = pairs(first, second)
    differences = found.differences
    possible = len(differences) >= fewest_cases(alpha)
    if not differences:
        return Equivalent(0, found.left_out, None, None, None, None, possible, holds=False)
    over_cases = student_interval(differences, 1 - 2 * alpha)
    above, below = _p_above(differences, -margin), _p_above([-number for number in differences], -margin)
    p = None if above is None or below is None else max(above, below)
    holds = p is not None and p <= alpha
    return Equivalent(
        len(differences), found.left_out, over_cases.mean, over_cases.low, over_cases.high, p, possible, holds
    )


def _check(margin: float, alpha: float) -> None:
    if not 0 < margin < math.inf:
        raise BadNumbers(f"the margin is {margin}; it is a difference above 0 that would not matter")
    if not 0 < alpha < _MOST_ALPHA:
        raise BadNumbers(f"alpha is {alpha}; it lies between 0 and {_MOST_ALPHA}")


def _p_above(differences: Sequence[float], limit: float) -> float | None:
    """Return the one-sided p for a mean above the limit; None below 4 values."""
    count = len(differences)
    if count < FEWEST_VALUES:
        return None
    mean = math.fsum(differences) / count
    spread = math.sqrt(math.fsum((number - mean) ** 2 for number in differences) / (count - 1))
    least = 0.5**count
    if spread < _NO_SPREAD:
        return least if mean - limit > _NO_SPREAD else 1.0
    from scipy.special import stdtr  # noqa: PLC0415 heavy: start-up must not pay for it

    return max(least, float(stdtr(count - 1, (limit - mean) * math.sqrt(count) / spread)))
