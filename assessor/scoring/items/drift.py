"""Difficulties that moved between two calibrations on one scale.

An item has drifted when its difficulty moved by more than .3 and by more than twice the standard error of the
difference: Wells, Subkoviak and Serlin 2002, Applied Psychological Measurement 26, 77-87, for what drift does to
scores; the limit of .3 logits is the one in common use for anchor items (O'Neill, Peabody, Tan and Du 2013, Practical
Assessment, Research and Evaluation 18, 8, discuss it).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

MOVED = 0.3
ERRORS = 2.0


@dataclass(frozen=True, slots=True)
class Drift:
    """One item's difficulty now and then."""

    change: float
    """New minus old; above 0 the item became harder."""
    se: float
    """Of the change."""
    drifted: bool


def drift(old: ArrayLike, old_se: ArrayLike, new: ArrayLike, new_se: ArrayLike) -> tuple[Drift, ...]:
    """Compare difficulties (items,) with their standard errors; the new ones have been linked to the old scale.

    Raises ValueError for lengths that differ or a standard error that is not above 0.
    """
    before, before_se, after, after_se = (np.asarray(each, dtype=np.float64) for each in (old, old_se, new, new_se))
    if not before.shape == before_se.shape == after.shape == after_se.shape:
        raise ValueError("old and new difficulties and their standard errors are of the same items, one for one")
    if not ((before_se > 0) & (after_se > 0)).all():
        raise ValueError("every difficulty needs a standard error above 0")
    change, se = after - before, np.hypot(before_se, after_se)
    drifted = (np.abs(change) > MOVED) & (np.abs(change) > ERRORS * se)
    return tuple(Drift(float(c), float(s), bool(d)) for c, s, d in zip(change, se, drifted, strict=True))
