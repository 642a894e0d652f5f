"""The values that are estimated, in slope-intercept form, and the nodes over which ability is summed out.

Category k of item i has the logit ``a_i k theta + c_ik`` against category 0, which is the generalised partial credit
model (Muraki 1992) with ``step_k = (c_(k-1) - c_k) / a``. In this form the likelihood at known abilities has a single
peak, so that Newton steps are safe.
"""

from dataclasses import dataclass, field, replace

import numpy as np

from assessor.scoring.pool import Floats

NODES: Floats = np.linspace(-6.0, 6.0, 61)
_BULK = 3.0
"""Of the logarithm of the population's density, below its peak: 2.4 s.d. to either side."""


@dataclass(frozen=True, slots=True)
class Values:
    """What is estimated: one set of values, as arrays."""

    slopes: Floats
    """(items,)"""
    intercepts: Floats
    """c of the categories above 0, (highest category of all, items); -inf beyond an item's own."""
    mean: float = 0.0
    """Of ability in the population."""
    sd: float = 1.0
    nodes: Floats = field(default_factory=NODES.copy)
    """Over which ability is summed out, at equal distances."""

    def vector(self) -> Floats:
        """Return all in one row: slopes, intercepts, mean and the logarithm of the s.d."""
        return np.concatenate([self.slopes, self.intercepts.ravel(), [self.mean, np.log(self.sd)]])

    def with_vector(self, vector: Floats) -> "Values":
        """Return values of the same shape from a row."""
        many = len(self.slopes)
        intercepts = vector[many:-2].reshape(self.intercepts.shape)
        return replace(
            self, slopes=vector[:many], intercepts=intercepts, mean=float(vector[-2]), sd=float(np.exp(vector[-1]))
        )

    def with_finer_nodes(self) -> "Values":
        """Return the same values with another node between each two."""
        return replace(self, nodes=np.linspace(self.nodes[0], self.nodes[-1], 2 * len(self.nodes) - 1))

    def steps(self) -> Floats:
        """Return the steps in theta, (highest category of all, items); NaN beyond an item's own."""
        own = np.where(np.isfinite(self.intercepts), self.intercepts, np.nan)
        return -np.diff(own, axis=0, prepend=0.0) / self.slopes

    def logits(self) -> Floats:
        """Return the logits against category 0, (highest category, nodes, items); -inf beyond an item's own."""
        ranks = np.arange(1.0, len(self.intercepts) + 1)
        return ranks[:, None, None] * (self.nodes[:, None] * self.slopes) + self.intercepts[:, None, :]

    def log_totals(self) -> Floats:
        """Return the logarithm of 1 + the sum of the categories' exponentials, (nodes, items)."""
        logits = self.logits()
        peak = np.maximum(logits.max(axis=0), 0.0)
        return np.asarray(peak + np.log(np.exp(-peak) + np.exp(logits - peak).sum(axis=0)))

    def chances(self) -> Floats:
        """Return the probabilities of the categories above 0, (highest category, nodes, items)."""
        logits = self.logits()
        peak = np.maximum(logits.max(axis=0), 0.0)
        parts = np.exp(logits - peak)
        return np.asarray(parts / (np.exp(-peak) + parts.sum(axis=0)))

    def narrowest(self, shares: Floats) -> float:
        """Return the smallest posterior s.d. of anybody in the bulk of the population, in distances of the nodes.

        ``shares`` are those of the persons who were asked each item, (items,).
        """
        chances = self.chances()
        rank = np.arange(1.0, len(chances) + 1)[:, None, None]
        spread = (rank**2 * chances).sum(axis=0) - (rank * chances).sum(axis=0) ** 2
        population = self.log_population()
        information = (spread @ (shares * self.slopes**2))[population > population.max() - _BULK].max() + self.sd**-2
        return float(information**-0.5 / (self.nodes[1] - self.nodes[0]))

    def log_population(self) -> Floats:
        """Return the logarithm of each node's share of the population, (nodes,)."""
        density = -0.5 * ((self.nodes - self.mean) / self.sd) ** 2
        return np.asarray(density - np.log(np.exp(density - density.max()).sum()) - density.max())
