"""A person's ability as a distribution on nodes: prior times likelihood.

Bock and Mislevy 1982, Applied Psychological Measurement 6, 431-444.
"""

from dataclasses import dataclass

import numpy as np

from assessor.scoring.ability.answers import Curves, checked
from assessor.scoring.pool import Floats, Responses

NODES: Floats = np.linspace(-6.0, 6.0, 61)
"""The grid of calibration and scoring."""
FINE_NODES: Floats = np.linspace(-6.0, 6.0, 241)
"""Four times as fine: for shares beyond a cut and for draws."""
_PERSONS_AT_ONCE = 4096


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed of a person before the first answer: a normal distribution."""

    mean: float = 0.0
    sd: float = 1.0

    def __post_init__(self) -> None:
        if not (np.isfinite(self.mean) and np.isfinite(self.sd) and self.sd > 0):
            raise ValueError(f"a prior of mean {self.mean} and standard deviation {self.sd} is no normal distribution")

    def log_density(self, theta: Floats) -> Floats:
        """Return the logarithm of the density, up to a constant."""
        return np.asarray(-0.5 * ((theta - self.mean) / self.sd) ** 2)


POPULATION = Prior()
"""The population that the scale is defined by: N(0, 1)."""


def log_likelihood(items: Curves, responses: Responses, nodes: Floats = NODES) -> Floats:
    """Return the logarithm of the chance of each person's answers at each node, (persons, nodes).

    Raises ValueError where responses do not fit the items.
    """
    rows = checked(items, responses)
    curves = items.log_probabilities(nodes)
    curves[np.isneginf(curves)] = 0.0  # a category that an item does not have: `checked` saw that nobody gave it
    found = np.zeros((len(rows), len(nodes)))
    for start in range(0, len(rows), _PERSONS_AT_ONCE):
        block = rows[start : start + _PERSONS_AT_ONCE]
        for category in range(curves.shape[2]):
            found[start : start + len(block)] += (block == category).astype(np.float64) @ curves[:, :, category].T
    return found


def posterior(items: Curves, responses: Responses, prior: Prior = POPULATION, nodes: Floats = NODES) -> Floats:
    """Return each person's chances of the nodes, (persons, nodes), each row adding up to 1. Raises ValueError."""
    weights = log_likelihood(items, responses, nodes) + prior.log_density(nodes)
    weights -= weights.max(axis=1, keepdims=True)
    np.exp(weights, out=weights)
    weights /= weights.sum(axis=1, keepdims=True)
    return weights
