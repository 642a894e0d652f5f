"""The values that are estimated, in slope-intercept form, and the nodes over which ability is summed out.

Category k of item i has the logit ``a_i k theta + c_ik`` against category 0, which is the generalised partial credit
model (Muraki 1992) with ``step_k = (c_(k-1) - c_k) / a``. In this form the likelihood at known abilities has a single
peak, so that Newton steps are safe.
"""

from dataclasses import dataclass

import numpy as np

from assessor.scoring.pool import Floats

NODES: Floats = np.linspace(-6.0, 6.0, 61)


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

    def vector(self) -> Floats:
        """Return all in one row: slopes, intercepts, mean and the logarithm of the s.d."""
        return np.concatenate([self.slopes, self.intercepts.ravel(), [self.mean, np.log(self.sd)]])

    def with_vector(self, vector: Floats) -> "Values":
        """Return values of the same shape from a row."""
        many = len(self.slopes)
        intercepts = vector[many:-2].reshape(self.intercepts.shape)
        return Values(vector[:many], intercepts, float(vector[-2]), float(np.exp(vector[-1])))

    def steps(self) -> Floats:
        """Return the steps in theta, (highest category of all, items); NaN beyond an item's own."""
        own = np.where(np.isfinite(self.intercepts), self.intercepts, np.nan)
        return -np.diff(own, axis=0, prepend=0.0) / self.slopes

    def logits(self) -> Floats:
        """Return the logits against category 0, (highest category, nodes, items); -inf beyond an item's own."""
        ranks = np.arange(1.0, len(self.intercepts) + 1)
        return ranks[:, None, None] * (NODES[:, None] * self.slopes) + self.intercepts[:, None, :]

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

    def log_population(self) -> Floats:
        """Return the logarithm of each node's share of the population, (nodes,)."""
        density = -0.5 * ((NODES - self.mean) / self.sd) ** 2
        return np.asarray(density - np.log(np.exp(density - density.max()).sum()) - density.max())
