"""People matched by a score, counted by group and category: what every test of DIF here starts from."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessor.scoring.pool import NOT_ADMINISTERED, Floats

Ints = NDArray[np.int64]
Claims = NDArray[np.bool_]
REFERENCE, FOCAL = 0, 1
"""Places of the two groups in the counts."""


@dataclass(frozen=True, slots=True)
class Tables:
    """An item's answers by matching score, group and category."""

    matching: Floats
    """The score of each stratum, rising, (strata,)."""
    counts: Floats
    """People, (strata, 2 groups, categories that anyone gave)."""
    categories: Floats
    """The categories' scores, (categories,)."""

    @property
    def sizes(self) -> tuple[int, int]:
        """Return how many of the reference and of the focal group answered."""
        reference, focal = self.counts.sum(axis=(0, 2))
        return int(reference), int(focal)


def tabulate(answers: Ints, focal: Claims, matching: Floats) -> Tables:
    """Count one item's answers (persons,); who was not given the item or has no matching score (NaN) is left out.

    Raises ValueError when one of the groups has no answer.
    """
    there = (answers != NOT_ADMINISTERED) & ~np.isnan(matching)
    if not (there & focal).any() or not (there & ~focal).any():
        raise ValueError("an item has answers of one group only; DIF compares two")
    levels, stratum = np.unique(matching[there], return_inverse=True)
    categories, category = np.unique(answers[there], return_inverse=True)
    counts = np.zeros((len(levels), 2, len(categories)))
    np.add.at(counts, (stratum, focal[there].astype(np.int64), category), 1)
    return Tables(levels, counts, categories.astype(np.float64))


def theta_strata(theta: Floats, groups: int = 20) -> Floats:
    """Return for each person the mean theta of the equal group by theta that they fall in; NaN stays NaN.

    For people who were given different items, whose sums do not compare.
    """
    known = ~np.isnan(theta)
    order = np.argsort(np.argsort(theta[known], kind="stable"), kind="stable")
    place = order * groups // max(len(order), 1)
    sums = np.bincount(place, theta[known], minlength=groups)
    means = np.full(len(theta), np.nan)
    means[known] = (sums / np.maximum(np.bincount(place, minlength=groups), 1))[place]
    return means
