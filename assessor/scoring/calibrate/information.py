"""Standard errors: the observed information about all values, and its inverse.

Louis 1982, JRSS B 44, 226-233: observed information = expected complete-data information - sum over persons of the
posterior covariance of the complete-data score. It is the same matrix as Oakes's (1999, JRSS B 61, 479-482), which
other programs take by differences. The covariance of a function of theta is taken by Parseval's identity: the squares
of its coefficients in the polynomials that are orthonormal under the person's posterior, added up. The score is
smooth and a posterior narrow, so few degrees are enough, at a sixth of the work of adding up 61 nodes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from assessor.scoring.calibrate.answers import Answers
from assessor.scoring.calibrate.expecting import Block, blocks, expect
from assessor.scoring.calibrate.maximising import slopes_and_curves
from assessor.scoring.calibrate.plan import Plan
from assessor.scoring.calibrate.values import Values
from assessor.scoring.pool import Floats

DEGREES = 5
_NARROW = 1e-8
"""A posterior on fewer nodes than this degree needs has no such polynomial."""


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """What the answers leave open."""

    items: Floats
    """Covariance of each item's (slope, intercepts), (items, 1 + categories, the same); 0 for what was fixed."""
    log_sd: float
    """Variance of the logarithm of the population's s.d.; 0 where it was fixed."""


def uncertainty(answers: Answers, plan: Plan, values: Values) -> Uncertainty | None:
    """Invert the observed information; None where it is not positive definite.

    Priors add their precision (a Laplace approximation of the posterior).
    """
    most, items = values.intercepts.shape
    size = items * (most + 1)
    _, curvature = slopes_and_curves(answers, values, expect(answers, values))
    if plan.slope_weight.any() or plan.step_weight.any():
        curvature += plan.pull(values)[1]
    whole = -_missing(answers, values)
    places = np.arange(size).reshape(items, most + 1)
    whole[places[:, :, None], places[:, None, :]] += curvature
    whole[size, size] += answers.persons / values.sd**2
    whole[size + 1, size + 1] += 2.0 * answers.persons
    chosen = _free(plan, values)
    try:
        half = np.linalg.inv(np.linalg.cholesky(chosen.T @ whole @ chosen))
    except np.linalg.LinAlgError:
        return None
    spread = half @ chosen.T
    blocked = spread[:, :size].reshape(-1, items, most + 1)
    return Uncertainty(np.einsum("pij,pik->ijk", blocked, blocked), float((spread[:, size + 1] ** 2).sum()))


def _free(plan: Plan, values: Values) -> Floats:
    """Return which values are estimated as a matrix of 0 and 1: (all values, estimated ones)."""
    most, items = values.intercepts.shape
    own = np.isfinite(values.intercepts).T & plan.free[:, None]
    groups = np.unique(plan.slope_of[plan.free])
    slopes = (plan.slope_of[:, None] == groups) & plan.free[:, None]
    many = len(groups) + int(own.sum()) + 2 * plan.moves
    chosen = np.zeros((items * (most + 1) + 2, many))
    chosen[np.arange(items) * (most + 1), : len(groups)] = slopes
    item, category = np.nonzero(own)
    chosen[item * (most + 1) + 1 + category, len(groups) + np.arange(len(item))] = 1.0
    if plan.moves:
        chosen[-2:, -2:] = np.eye(2)
    return chosen


def _missing(answers: Answers, values: Values) -> Floats:
    """Return the sum over persons of the posterior covariance of the score of all values."""
    most, items = values.intercepts.shape
    chances = values.chances()
    ranks = np.arange(1.0, most + 1)
    mean = np.tensordot(ranks, chances, axes=1)
    away = (values.nodes - values.mean) / values.sd
    population = np.stack([away / values.sd, away**2 - 1], axis=1)
    size = items * (most + 1)
    total = np.zeros((size + 2, size + 2))
    for block in blocks(answers, values):
        given = 1.0 if answers.given is None else answers.given[block.rows]
        score = np.empty((block.posterior.shape[1], size + 2))
        by_item = score[:, :size].reshape(-1, items, most + 1)
        for weights in _polynomials(block, values.nodes):
            reach = (values.nodes @ weights)[:, None]
            by_item[:, :, 0] = given * (answers.category[block.rows] * reach - (weights.T * values.nodes) @ mean)
            for category in range(most):
                by_item[:, :, category + 1] = -given * (weights.T @ chances[category])
            score[:, size:] = weights.T @ population
            total += score.T @ score
    return total


def _polynomials(block: Block, nodes: Floats) -> Iterator[Floats]:
    """Yield posterior times orthonormal polynomial of degree 1, 2, …, each (nodes, persons).

    The three-term recurrence of Stieltjes; a posterior with too few nodes gets 0.
    """
    posterior, theta = block.posterior, nodes[:, None]
    before, now = np.zeros_like(posterior), np.ones_like(posterior)
    length = np.zeros(posterior.shape[1])
    for _ in range(DEGREES):
        rest = (theta - (posterior * theta * now**2).sum(axis=0)) * now - length * before
        length = np.sqrt((posterior * rest**2).sum(axis=0))
        before, now = now, np.where(length > _NARROW, rest / np.maximum(length, _NARROW), 0.0)
        yield posterior * now
