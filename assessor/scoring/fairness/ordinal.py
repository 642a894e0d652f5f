"""Regression of ordered categories on counted predictors: cumulative logits, fitted by Newton's method.

McCullagh 1980, Journal of the Royal Statistical Society B 42, 109-142. With two categories it is logistic regression.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessor.scoring.pool import Floats

_CYCLES = 50
_CLOSE = 1e-10
_HALVINGS = 30


@dataclass(frozen=True, slots=True)
class OrdinalFit:
    """A fitted model."""

    loglik: float
    """At its highest; its limit where categories are separated, so that no finite estimate exists."""
    thresholds: Floats
    """Rising, (categories - 1,): P(category >= k) = logistic(x beta - threshold_k)."""
    beta: Floats
    """(predictors,)."""


def fit_ordinal(predictors: Floats, counts: Floats) -> OrdinalFit:
    """Fit counts (cells, categories) of each cell's predictors (cells, predictors); each category has to occur.

    Raises ValueError for fewer than two categories or one that never occurs.
    """
    margins = counts.sum(axis=0)
    if len(margins) < 2 or (margins == 0).any():  # noqa: PLR2004 a regression needs two outcomes
        raise ValueError("a regression needs two categories or more, each of which somebody gave")
    cells, categories = np.nonzero(counts)
    weights = counts[cells, categories]
    above = np.cumsum(margins[::-1])[::-1][1:] / margins.sum()
    start = np.concatenate([-np.log(above / (1 - above)), np.zeros(predictors.shape[1])])
    sides = _designs(predictors[cells], categories, len(margins))
    best = _newton(start, sides, weights)
    k = len(margins) - 1
    return OrdinalFit(_terms(best, sides, weights)[0], best[:k], best[k:])


@dataclass(frozen=True, slots=True)
class _Sides:
    """The linear forms whose logistic differ by a category's chance: upper and lower boundary of it."""

    upper: Floats
    lower: Floats
    is_lowest: NDArray[np.bool_]
    is_highest: NDArray[np.bool_]


def _designs(predictors: Floats, categories: NDArray[np.int64], size: int) -> _Sides:
    row = np.arange(len(categories))
    lowest, highest = categories == 0, categories == size - 1
    upper, lower = (np.hstack([np.zeros((len(row), size - 1)), predictors]) for _ in range(2))
    upper[row[~lowest], categories[~lowest] - 1] = -1
    lower[row[~highest], categories[~highest]] = -1
    upper[lowest] = 0
    lower[highest] = 0
    return _Sides(upper, lower, lowest, highest)


def _terms(at: Floats, sides: _Sides, weights: Floats) -> tuple[float, Floats, Floats]:
    """Return the log-likelihood, its gradient and its second derivatives; -inf where thresholds do not rise."""
    over, under = (_logistic(side @ at) for side in (sides.upper, sides.lower))
    over[sides.is_lowest], under[sides.is_highest] = 1, 0
    chance = over - under
    if not (chance > 0).all():
        return -np.inf, np.zeros_like(at), np.zeros((len(at), len(at)))
    first = [side * (one * (1 - one) / chance)[:, None] for side, one in ((sides.upper, over), (sides.lower, under))]
    slope = first[0] - first[1]
    bend = sides.upper.T @ (first[0] * (weights * (1 - 2 * over))[:, None])
    bend -= sides.lower.T @ (first[1] * (weights * (1 - 2 * under))[:, None])
    return float(weights @ np.log(chance)), weights @ slope, bend - slope.T @ (slope * weights[:, None])


def _newton(at: Floats, sides: _Sides, weights: Floats) -> Floats:
    loglik, gradient, second = _terms(at, sides, weights)
    for _ in range(_CYCLES):
        step = np.linalg.lstsq(-second, gradient, rcond=None)[0]
        for _ in range(_HALVINGS):
            reached, *rest = _terms(at + step, sides, weights)
            if reached >= loglik:
                break
            step = step / 2
        else:
            return at
        at, gained, loglik = at + step, reached - loglik, reached
        gradient, second = rest
        if gained < _CLOSE * (1 + abs(loglik)):
            return at
    return at


def _logistic(x: Floats) -> Floats:
    return np.asarray(0.5 * (1 + np.tanh(x / 2)))
