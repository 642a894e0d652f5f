"""Two ways of working, compared case by case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from harness.stats.intervals import student_interval
from harness.stats.pairing import CaseKey, pairs
from harness.stats.sign_flip import sign_flip


@dataclass(frozen=True, slots=True)
class Paired:
    """The first minus the second, over the cases that both have."""

    cases: int
    """Pairs."""
    left_out: int
    """Cases that only one of them has a score for."""
    difference: float | None
    """The mean paired difference; None without a pair."""
    low: float | None
    """The ends of the 95 % Student-t interval over cases; None below 4 pairs."""
    high: float | None
    p: float | None
    """Two-sided sign-flip p; None without a pair."""
    exact: bool
    """False when p came from random sign patterns."""


def paired(first: Mapping[CaseKey, Sequence[float]], second: Mapping[CaseKey, Sequence[float]]) -> Paired:
    """Compare scores by case; the epochs of a case are averaged first, since they are not independent of each other.

    A case without any score counts as absent. Raises BadNumbers for a score that is not finite.
    """
    found = pairs(first, second)
    differences = found.differences
    if not differences:
        return Paired(0, found.left_out, None, None, None, None, exact=True)
    over_cases, test = student_interval(differences), sign_flip(differences)
    return Paired(
        len(differences), found.left_out, over_cases.mean, over_cases.low, over_cases.high, test.p, test.exact
    )
