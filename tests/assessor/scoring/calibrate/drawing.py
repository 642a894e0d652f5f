"""Simulated forms and answers, and the likelihood by a second method: category by category, person by person."""

import numpy as np

from assessor.scoring.calibrate.result import Calibration
from assessor.scoring.pool import NOT_ADMINISTERED, Floats, ItemParameters, Pool, Responses

THETA = np.linspace(-6, 6, 61)
MASS = np.exp(-0.5 * THETA**2) / np.exp(-0.5 * THETA**2).sum()


def form(tops: list[int], rng: np.random.Generator) -> Pool:
    """Items with these highest categories; slopes LN(.1, .3), difficulties N(0, 1) kept within 1.5, steps .7 apart."""
    items = []
    for place, top in enumerate(tops):
        steps = np.clip(rng.normal(), -1.5, 1.5) + 0.7 * (np.arange(top) - (top - 1) / 2)
        items.append(ItemParameters(f"item{place + 1}", float(rng.lognormal(0.1, 0.3)), tuple(map(float, steps))))
    return Pool(items)


def draw(pool: Pool, theta: Floats, rng: np.random.Generator, missing: float = 0.0) -> Responses:
    """Answers of people of these abilities; a share of items at random is not administered."""
    sums = pool.probabilities(theta).cumsum(axis=2)
    answers = (rng.random(sums.shape[:2])[:, :, None] > sums[:, :, :-1]).sum(axis=2)
    return np.where(rng.random(answers.shape) < missing, NOT_ADMINISTERED, answers)


def loglik(pool: Pool, answers: Responses, mass: Floats = MASS, theta: Floats = THETA) -> float:
    """Marginal log-likelihood by direct summation."""
    logs = pool.log_probabilities(theta)
    total = 0.0
    for row, persons in zip(*np.unique(answers, axis=0, return_counts=True), strict=True):
        there = np.flatnonzero(row != NOT_ADMINISTERED)
        total += persons * np.log(mass @ np.exp(logs[:, there, row[there]].sum(axis=1)))
    return float(total)


def flat(found: Calibration) -> Floats:
    """All parameters in a row, item by item: slope, steps."""
    return np.array([value for item in found.items for value in (item.a, *item.steps)])


def pool_of(values: Floats, tops: list[int]) -> Pool:
    """The items that a row of parameters describes."""
    items, first = [], 0
    for place, top in enumerate(tops):
        own = values[first : first + top + 1].tolist()
        items.append(ItemParameters(f"item{place + 1}", own[0], tuple(own[1:])))
        first += top + 1
    return Pool(items)
