"""Intraclass correlations of raters' marks: Shrout and Fleiss 1979, Psychological Bulletin 86, 420-428.

Of the six, (1, ·) is for units that each had other raters, (2, ·) for raters drawn from many, (3, ·) for just these
raters, whose differences in severity do not count; (·, 1) is one rater's mark, (·, k) the mean of all k.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from assessor.scoring.agreement.pairs import Estimate
from assessor.scoring.pool import Floats

_TAIL = 0.975
_ROUNDING = 1e-24
"""A mean square below this share of the highest mark's square is a 0 that was rounded."""
_NEXT_TO_NOTHING = 1e-9
FEWEST = 2
"""Units and raters that a correlation needs."""


@dataclass(frozen=True, slots=True)
class Intraclass:
    """The six correlations with 95 % intervals from F distributions."""

    n: int
    """Units that every rater marked; the others are left out."""
    single_random: Estimate
    """ICC(1,1)."""
    single_two_way: Estimate
    """ICC(2,1), absolute agreement."""
    single_fixed: Estimate
    """ICC(3,1), consistency."""
    mean_random: Estimate
    """ICC(1,k)."""
    mean_two_way: Estimate
    """ICC(2,k)."""
    mean_fixed: Estimate
    """ICC(3,k), which is Cronbach's alpha over raters."""


def intraclass(ratings: ArrayLike) -> Intraclass:
    """Return the correlations for ratings (units, raters).

    None in place of a figure where no two marks differ. Raises ValueError below two raters or two complete units.
    """
    marks = np.asarray(ratings, dtype=np.float64)
    if marks.ndim != FEWEST or marks.shape[1] < FEWEST:
        raise ValueError(f"an intraclass correlation needs units by at least two raters, not {marks.shape}")
    marks = marks[~np.isnan(marks).any(axis=1)]
    if len(marks) < FEWEST:
        raise ValueError(f"an intraclass correlation needs two units that every rater marked; there are {len(marks)}")
    if np.ptp(marks) == 0:
        none = Estimate(None, None, None)
        return Intraclass(len(marks), none, none, none, none, none, none)
    squares = _mean_squares(marks)
    within, error = (squares.n * (squares.k - 1)), (squares.n - 1) * (squares.k - 1)
    random = _one_way(squares.between, squares.within, (squares.n - 1, within), squares.k)
    fixed = _one_way(squares.between, squares.error, (squares.n - 1, error), squares.k)
    two_way = _two_way(squares)
    steps = [_stepped_up(one, squares.k) for one in (random, two_way, fixed)]
    return Intraclass(len(marks), random, two_way, fixed, *steps)


@dataclass(frozen=True, slots=True)
class _Squares:
    """Mean squares of n units by k raters."""

    n: int
    k: int
    between: float
    within: float
    raters: float
    error: float


def _mean_squares(marks: Floats) -> _Squares:
    n, k = marks.shape
    units, raters, mean = marks.mean(axis=1, keepdims=True), marks.mean(axis=0, keepdims=True), marks.mean()
    rounding = _ROUNDING * float(np.abs(marks).max()) ** 2

    def mean_square(parts: Floats, df: int) -> float:
        square = float(np.sum(parts**2) / df)
        return square if square > rounding else 0.0

    return _Squares(
        n=n,
        k=k,
        between=k * mean_square(units - mean, n - 1),
        within=mean_square(marks - units, n * (k - 1)),
        raters=n * mean_square(raters - mean, k - 1),
        error=mean_square(marks - units - raters + mean, (n - 1) * (k - 1)),
    )


def _one_way(between: float, noise: float, df: tuple[float, float], k: int) -> Estimate:
    """Return (between - noise) / (between + (k - 1) noise) and its ends, where noise is stretched by F quantiles."""
    from scipy.special import fdtri  # noqa: PLC0415 heavy: start-up must not pay for it

    wide, narrow = float(fdtri(*df, _TAIL)), 1 / float(fdtri(*df[::-1], _TAIL))
    value, low, high = (_share(between - noise * f, between + (k - 1) * noise * f) for f in (1.0, wide, narrow))
    return Estimate(value, low, high)


def _two_way(of: _Squares) -> Estimate:
    """Return ICC(2,1); its interval by Satterthwaite's degrees of freedom, as Shrout and Fleiss print it."""
    from scipy.special import fdtri  # noqa: PLC0415 heavy: start-up must not pay for it

    n, k = of.n, of.k
    spread = k * of.raters + (k * n - k - n) * of.error
    value = _share(n * (of.between - of.error), n * of.between + spread)
    if value is None or of.error == 0:
        return Estimate(value, None, None)
    f = of.raters / of.error
    rest = n * (1 + (k - 1) * value) - k * value
    v = (k - 1) * (n - 1) * (k * value * f + rest) ** 2 / ((n - 1) * (k * value * f) ** 2 + rest**2)
    if v < _NEXT_TO_NOTHING:
        return Estimate(value, None, None)
    wide, narrow = float(fdtri(n - 1, v, _TAIL)), float(fdtri(v, n - 1, _TAIL))
    if not np.isfinite([wide, narrow]).all():  # next to no degrees of freedom are left
        return Estimate(value, None, None)
    low = _share(n * (of.between - wide * of.error), wide * spread + n * of.between)
    high = _share(n * (narrow * of.between - of.error), spread + n * narrow * of.between)
    return Estimate(value, low, high)


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _stepped_up(one: Estimate, k: int) -> Estimate:
    """Return the same for the mean of k raters (Spearman-Brown); None from -1 / (k - 1) down, where it has no end."""

    def of_mean(r: float | None) -> float | None:
        return None if r is None or 1 + (k - 1) * r < _NEXT_TO_NOTHING else k * r / (1 + (k - 1) * r)

    return Estimate(of_mean(one.value), of_mean(one.low), of_mean(one.high))
