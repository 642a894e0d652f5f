"""The M-step: one Newton step for all items at once (a generalised EM step, Lange 1995, JRSS B 57, 425-437).

Gradient and second derivatives are those of the expected complete-data log-likelihood in slopes and intercepts,
where both observed and expected second derivatives are the same. Items that share a slope are solved together by the
Schur complement of their intercepts.
"""

from dataclasses import replace

import numpy as np

from assessor.scoring.calibrate.answers import Answers
from assessor.scoring.calibrate.expecting import Expected
from assessor.scoring.calibrate.plan import Plan
from assessor.scoring.calibrate.values import Values
from assessor.scoring.pool import Floats

FARTHEST = 1.0
"""The most by which a slope or an intercept changes in a step."""
_RIDGE = 1e-8


def maximise(answers: Answers, plan: Plan, values: Values, expected: Expected) -> Values:
    """Return the values after one step uphill."""
    gradient, curvature = slopes_and_curves(answers, values, expected)
    if plan.slope_weight.any() or plan.step_weight.any():
        pull, precision = plan.pull(values)
        gradient += pull
        curvature += precision
    curvature[:, range(curvature.shape[1]), range(curvature.shape[1])] += _RIDGE
    change = np.clip(_solve(plan, gradient, curvature), -FARTHEST, FARTHEST)
    slopes = values.slopes + change[:, 0]
    slopes = np.where(plan.slope_weight > 0, np.maximum(slopes, values.slopes / 2), slopes)
    mean, sd = _population(values, expected) if plan.moves else (values.mean, values.sd)
    return replace(values, slopes=slopes, intercepts=values.intercepts + change[:, 1:].T, mean=mean, sd=sd)


def slopes_and_curves(answers: Answers, values: Values, expected: Expected) -> tuple[Floats, Floats]:
    """Return the gradient (items, 1 + categories) and minus the second derivatives (items, the same, the same)."""
    chances = values.chances()
    most, items = values.intercepts.shape
    weighted = expected.persons * chances
    theta = values.nodes[:, None]
    rank = np.arange(1.0, most + 1)[:, None, None]
    mean = (rank * chances).sum(axis=0)
    away = weighted * (rank - mean)
    gradient = np.empty((items, most + 1))
    gradient[:, 0] = expected.moments - (theta * expected.persons * mean).sum(axis=0)
    gradient[:, 1:] = (answers.counts - weighted.sum(axis=1)).T
    curvature = np.empty((items, most + 1, most + 1))
    curvature[:, 0, 0] = (theta**2 * (rank * away).sum(axis=0)).sum(axis=0)
    curvature[:, 0, 1:] = curvature[:, 1:, 0] = (theta * away).sum(axis=1).T
    curvature[:, 1:, 1:] = -np.einsum("kqi,lqi->ikl", weighted, chances, optimize=False)
    ranks = np.arange(1, most + 1)
    curvature[:, ranks, ranks] += weighted.sum(axis=1).T
    curvature[:, ranks, ranks] += np.isneginf(values.intercepts).T  # beyond an item's own: no step, no trouble
    return gradient, curvature


def _solve(plan: Plan, gradient: Floats, curvature: Floats) -> Floats:
    """Return each item's change of slope and intercepts, (items, 1 + categories)."""
    across = curvature[:, 1:, 0]
    right = np.stack([across, gradient[:, 1:]], axis=2)
    solved = np.linalg.solve(curvature[:, 1:, 1:], right)
    rest = curvature[:, 0, 0] - (across * solved[:, :, 0]).sum(axis=1)
    pull = gradient[:, 0] - (across * solved[:, :, 1]).sum(axis=1)
    joint = np.bincount(plan.slope_of, weights=pull * plan.free) / np.maximum(
        np.bincount(plan.slope_of, weights=rest * plan.free), _RIDGE
    )
    slope = joint[plan.slope_of]
    intercepts = solved[:, :, 1] - solved[:, :, 0] * slope[:, None]
    return np.asarray(np.concatenate([slope[:, None], intercepts], axis=1) * plan.free[:, None])


def _population(values: Values, expected: Expected) -> tuple[float, float]:
    shares = expected.population / expected.population.sum()
    mean = float(shares @ values.nodes)
    return mean, float(np.sqrt(shares @ (values.nodes - mean) ** 2))
