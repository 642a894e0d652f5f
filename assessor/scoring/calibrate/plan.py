"""What is to be estimated: which slopes are shared, which items stay as they are, and what is believed beforehand."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assessor.scoring.calibrate.values import Values
from assessor.scoring.pool import Floats


@dataclass(frozen=True, slots=True)
class Priors:
    """Normal priors on the logarithm of a slope and on each step (the difficulty of an item of two categories)."""

    log_slope_mean: float = 0.0
    log_slope_sd: float = 0.4
    step_mean: float = 0.0
    step_sd: float = 1.5


@dataclass(frozen=True, slots=True)
class Plan:
    """How each item is estimated."""

    slope_of: NDArray[np.int64]
    """Which slope an item has, (items,); items of the same number share one."""
    free: NDArray[np.bool_]
    """Whether an item is estimated, (items,); the others stay at their start."""
    moves: bool
    """Whether mean and s.d. of the population are estimated."""
    slope_mean: Floats
    """Prior mean of the logarithm of the slope, (items,)."""
    slope_weight: Floats
    """Its precision, (items,); 0 for none. Items that share a slope share the weight."""
    step_mean: Floats
    """Prior mean of the steps, (highest category of all, items)."""
    step_weight: Floats
    """Its precision, of the same shape; 0 for none and beyond an item's own."""

    def log_prior(self, values: Values) -> float:
        """Return the logarithm of the prior density, without its constant."""
        return float(-0.5 * sum((weight * gap**2).sum() for weight, gap in self._gaps(values)))

    def allows(self, values: Values) -> bool:
        """Say whether every slope with a prior is above 0, as its logarithm demands."""
        return bool((values.slopes[self._held] > 0).all())

    def pull(self, values: Values) -> tuple[Floats, Floats]:
        """Return the prior's gradient (items, 1 + categories) and precision (items, the same, the same).

        In slopes and intercepts; the precision is that of the priors carried over, without second derivatives.
        """
        held = self._above_zero(values)
        turned = turn(held)
        turned[:, 0, 0] = 1 / held.slopes
        (slope_weight, slope_gap), (step_weight, step_gap) = self._gaps(values)
        weights = np.concatenate([slope_weight[None], step_weight]).T
        gaps = np.concatenate([slope_gap[None], step_gap]).T
        gradient = -np.einsum("ikj,ik->ij", turned, weights * gaps)
        return gradient, np.einsum("ikj,ik,ikl->ijl", turned, weights, turned)

    @property
    def _held(self) -> NDArray[np.bool_]:
        return (self.slope_weight > 0) | (self.step_weight > 0).any(axis=0)

    def _above_zero(self, values: Values) -> Values:
        """Put 1 for the slopes without a prior, which may be 0 or below."""
        return replace(values, slopes=np.where(self._held, values.slopes, 1.0))

    def _gaps(self, values: Values) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
        held = self._above_zero(values)
        steps = np.where(self.step_weight > 0, held.steps(), 0.0) - self.step_mean
        return (self.slope_weight, np.log(held.slopes) - self.slope_mean), (self.step_weight, steps)


def turn(values: Values) -> Floats:
    """Return the derivatives of (slope, steps) by (slope, intercepts), (items, 1 + categories, 1 + categories)."""
    most, items = values.intercepts.shape
    own = np.isfinite(values.intercepts).T
    turned = np.zeros((items, most + 1, most + 1))
    turned[:, 0, 0] = 1.0
    ranks = np.arange(1, most + 1)
    turned[:, ranks, ranks] = np.where(own, -1 / values.slopes[:, None], 0.0)
    turned[:, ranks[1:], ranks[:-1]] = np.where(own[:, 1:], 1 / values.slopes[:, None], 0.0)
    turned[:, ranks, 0] = np.where(own, -np.nan_to_num(values.steps().T) / values.slopes[:, None], 0.0)
    return turned
