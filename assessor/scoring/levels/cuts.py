"""Cuts between levels, and the chance of each level."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessor.scoring.pool import Floats

Places = NDArray[np.int64]
_NO_ERROR = 1e-6
"""An error of a cut this small, beside the distance of the nodes, is none."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where levels begin, in theta, rising. Raises ValueError for cuts that do not rise, or errors that do not fit."""

    points: tuple[float, ...]
    ses: tuple[float, ...] = ()
    """The standard error of each cut, from its panel; none given: they are taken for known."""

    def __post_init__(self) -> None:
        if not self.points or not np.all(np.isfinite(self.points)) or np.any(np.diff(self.points) <= 0):
            raise ValueError(f"cuts are finite and rise from one to the next, not {self.points}")
        if self.ses and (len(self.ses) != len(self.points) or not np.all(np.isfinite(self.ses) & (self.errors >= 0))):
            raise ValueError(f"{len(self.points)} cuts need as many standard errors from 0, not {self.ses}")

    @property
    def errors(self) -> Floats:
        """The standard error of each cut, (cuts,)."""
        return np.array(self.ses or (0.0,) * len(self.points))

    def levels(self, theta: Floats) -> Places:
        """Return the level of each ability, from 0; at a cut it is the higher one."""
        return np.searchsorted(np.array(self.points), theta, side="right")


def membership(nodes: Floats, cuts: Cuts) -> Floats:
    """Return how much of each node belongs to each level, (nodes, levels), each row adding up to 1.

    A posterior on evenly spaced nodes, times this, gives the chances of the levels. A node stands for its cell, so one
    near a cut belongs to both sides; the error of a cut, normal, is spread in the same way.
    """
    from scipy.special import ndtr  # noqa: PLC0415 heavy: start-up must not pay for it

    cell = float(nodes[1] - nodes[0])
    above = np.empty((len(nodes), len(cuts.points)))
    for place, (point, se) in enumerate(zip(cuts.points, cuts.errors, strict=True)):
        left, right = nodes - cell / 2 - point, nodes + cell / 2 - point
        if se < _NO_ERROR * cell:
            above[:, place] = np.clip(right / cell, 0, 1)
        else:  # the mean of the normal distribution function over the cell, in closed form
            above[:, place] = se * (_integral(right / se, ndtr(right / se)) - _integral(left / se, ndtr(left / se)))
            above[:, place] /= cell
    return _between(above)


def level_probabilities(theta: Floats, se: Floats, cuts: Cuts) -> Floats:
    """Return the chance of each level, (persons, levels), where ability is normal around theta with this error.

    Raises ValueError for a standard error that is not above 0.
    """
    from scipy.special import ndtr  # noqa: PLC0415 heavy: start-up must not pay for it

    means, errors = np.broadcast_arrays(np.atleast_1d(theta), np.atleast_1d(np.asarray(se, dtype=np.float64)))
    if not np.all(np.isfinite(means)) or not np.all(np.isfinite(errors) & (errors > 0)):
        raise ValueError("the chance of a level needs a finite ability and a standard error above 0")
    spread = np.sqrt(errors[:, None] ** 2 + cuts.errors**2)
    return _between(ndtr((means[:, None] - np.array(cuts.points)) / spread))


def _integral(z: Floats, below: Floats) -> Floats:
    """Return the integral of the normal distribution function up to z: z Phi(z) + phi(z)."""
    return np.asarray(z * below + np.exp(-0.5 * z**2) / np.sqrt(2 * np.pi))


def _between(above: Floats) -> Floats:
    """Return the shares between one cut and the next from those above each; errors of cuts may cross, chances not."""
    above = np.minimum.accumulate(above, axis=1)
    whole = np.concatenate([np.ones((len(above), 1)), above, np.zeros((len(above), 1))], axis=1)
    return np.asarray(np.clip(-np.diff(whole, axis=1), 0.0, 1.0))
