"""Each rater against the others: who is severe and who is mild."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from assessor.scoring.agreement.pairs import Estimate, two_raters


@dataclass(frozen=True, slots=True)
class Severity:
    """One rater beside the mean of the others on the same units."""

    n: int
    """Units that the rater and at least one other marked."""
    mean: float
    """The rater's mean mark on these."""
    bias: Estimate
    """The rater's mark minus the others' mean; above 0 is mild."""


def severities(ratings: ArrayLike) -> tuple[Severity | None, ...]:
    """Compare each rater of ratings (units, raters; NaN = not marked) with the others; None without a unit in common.

    Since both marked the same units, a rater who was given the weaker ones does not look severe.
    """
    marks = np.asarray(ratings, dtype=np.float64)
    given = ~np.isnan(marks)
    sums, counts = np.nansum(marks, axis=1), given.sum(axis=1)
    found: list[Severity | None] = []
    for own, mine in zip(marks.T, given.T, strict=True):
        both = mine & (counts > 1)
        if not both.any():
            found.append(None)
            continue
        others = (sums[both] - own[both]) / (counts[both] - 1)
        found.append(Severity(int(both.sum()), float(own[both].mean()), two_raters(others, own[both]).bias))
    return tuple(found)
