"""Two raters on the same units: exact and adjacent agreement, kappas, and who marks higher.

Kappa: Cohen 1960, Educational and Psychological Measurement 20, 37-46. Weighted kappa: Cohen 1968, Psychological
Bulletin 70, 213-220. Their large-sample standard error: Fleiss, Cohen and Everitt 1969, Psychological Bulletin 72,
323-327, here as the equal sum of squared influences of the pairs.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from assessor.scoring.pool import Floats

ADJACENT = 1.0
"""Marks at most so far apart are adjacent."""
_Z = 1.959963984540054
"""Standard normal quantile of .975."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with the ends of its 95 % interval."""

    value: float | None
    """None where it is not defined."""
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """How two raters agree."""

    n: int
    """Units that both marked."""
    exact: float
    """Share of units with the same mark."""
    adjacent: float
    """Share of units with marks at most 1 apart, the same ones included."""
    kappa: Estimate
    """Unweighted; not defined when both always give the same single mark."""
    linear: Estimate
    """Kappa weighted by the distance of the marks."""
    quadratic: Estimate
    """Kappa weighted by the squared distance."""
    bias: Estimate
    """The second's mean mark minus the first's, on the units of both; no interval for a single unit."""


def two_raters(first: ArrayLike, second: ArrayLike) -> PairAgreement:
    """Compare two raters' marks, (units,) each, over the units that both marked.

    Distances are those of the marks themselves, so that a category that nobody used changes nothing. Raises
    ValueError for lengths that differ or no unit that both marked.
    """
    x, y = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    if x.shape != y.shape or x.ndim != 1:
        raise ValueError(f"two raters' marks have the shapes {x.shape} and {y.shape}; both mark the same units")
    both = ~(np.isnan(x) | np.isnan(y))
    x, y = x[both], y[both]
    if not len(x):
        raise ValueError("the two raters have no unit in common")
    apart = np.abs(x - y)
    return PairAgreement(
        n=len(x),
        exact=float((apart == 0).mean()),
        adjacent=float((apart <= ADJACENT).mean()),
        kappa=_kappa(x, y, 0),
        linear=_kappa(x, y, 1),
        quadratic=_kappa(x, y, 2),
        bias=_mean(y - x),
    )


def _kappa(x: Floats, y: Floats, power: int) -> Estimate:
    """Return 1 - observed / expected disagreement, where disagreement is the distance to a power (0: differ or not)."""
    marks, places = np.unique(np.concatenate([x, y]), return_inverse=True)
    rows, columns = places[: len(x)], places[len(x) :]
    apart = np.abs(marks[:, None] - marks[None, :])
    weight = (apart > 0).astype(np.float64) if power == 0 else apart**power
    by_second = weight @ (np.bincount(columns, minlength=len(marks)) / len(x))
    by_first = weight @ (np.bincount(rows, minlength=len(marks)) / len(x))
    expected = float(by_second[rows].mean())
    if expected == 0:
        return Estimate(None, None, None)
    each = weight[rows, columns]
    ratio = float(each.mean()) / expected
    influence = (each - ratio * (by_second[rows] + by_first[columns] - expected)) / expected
    half = _Z * float(np.sqrt(np.mean(influence**2) / len(x)))
    return Estimate(1 - ratio, 1 - ratio - half, min(1.0, 1 - ratio + half))


def _mean(values: Floats) -> Estimate:
    """Return a mean with Student's t interval."""
    from scipy.special import stdtrit  # noqa: PLC0415 heavy: start-up must not pay for it

    mean, n = float(values.mean()), len(values)
    if n == 1:
        return Estimate(mean, None, None)
    half = float(stdtrit(n - 1, 0.975)) * float(values.std(ddof=1)) / np.sqrt(n)
    return Estimate(mean, mean - half, mean + half)
