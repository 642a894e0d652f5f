"""A mean from many marks by a judge that may be wrong and few by people who are right.

Prediction-powered inference: Angelopoulos, Bates, Fannjiang, Jordan and Zrnic 2023, Science 382, 669-674; power
tuning: Angelopoulos, Duchi and Zrnic 2023, arXiv 2311.01453. Valid whatever the judge's errors, as long as the units
that people marked were drawn at random. Variances divide by n and the interval is the normal one, as in the paper, so
that below some 50 marked units it is a little narrow.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from assessor.scoring.pool import Floats

FEWEST = 2
"""Units on each side that a variance needs."""


@dataclass(frozen=True, slots=True)
class PoweredMean:
    """The mean true mark."""

    mean: float
    se: float
    low: float
    high: float
    weight: float
    """What the judge's marks counted: 1 is plain, 0 is people's marks alone."""


def powered_mean(
    true: ArrayLike, judged: ArrayLike, judged_only: ArrayLike, *, weight: float | None = None, confidence: float = 0.95
) -> PoweredMean:
    """Return the mean true mark over the population that all units were drawn from.

    Args:
        true: people's marks, (n,).
        judged: the judge's marks of the same units, (n,).
        judged_only: the judge's marks of units that nobody else marked, (N,).
        weight: 1 for the plain estimate; None tunes it for the smallest variance, within 0 and 1.
        confidence: of the interval.

    Raises ValueError for lengths that differ, fewer than two marks or marks that are not finite.
    """
    y, f, rest = (np.asarray(each, dtype=np.float64) for each in (true, judged, judged_only))
    if y.shape != f.shape:
        raise ValueError(f"{y.size} true marks and {f.size} judged ones; they are of the same units")
    if min(y.size, rest.size) < FEWEST or not all(np.isfinite(each).all() for each in (y, f, rest)):
        raise ValueError("a powered mean needs two finite marks of people and two of the judge alone")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence}; it lies between 0 and 1")
    from scipy.special import ndtri  # noqa: PLC0415 heavy: start-up must not pay for it

    used = _tuned(y, f, rest) if weight is None else weight
    corrected = y - used * f
    mean = float(used * rest.mean() + corrected.mean())
    se = float(np.sqrt(used**2 * rest.var() / rest.size + corrected.var() / y.size))
    half = float(ndtri(0.5 + confidence / 2)) * se
    return PoweredMean(mean, se, mean - half, mean + half, float(used))


def _tuned(y: Floats, f: Floats, rest: Floats) -> float:
    """Return the weight of least variance: cov(y, f) / ((1 + n / N) var(f))."""
    spread = np.concatenate([f, rest]).var()
    if spread == 0:
        return 0.0
    shared = np.mean((y - y.mean()) * (f - f.mean()))
    return float(np.clip(shared / ((1 + y.size / rest.size) * spread), 0, 1))
