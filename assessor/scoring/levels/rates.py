"""How often a level is right: the figures that every method here ends in, from a table of chances.

Kappa: Cohen 1960, Educational and Psychological Measurement 20, 37-46.
"""

from dataclasses import dataclass

import numpy as np

from assessor.scoring.pool import Floats


@dataclass(frozen=True, slots=True)
class Rates:
    """How two classifications into the same levels go together."""

    exact: float
    """The share that both put into the same level."""
    adjacent: float
    """The share in the same or a neighbouring level."""
    kappa: float | None
    """Agreement beyond chance; None where everybody is in one level."""


def rates(joint: Floats) -> Rates:
    """Return the rates of a table of shares, (levels, levels), that adds up to 1."""
    levels = np.arange(len(joint))
    exact = float(np.trace(joint))
    adjacent = float(joint[np.abs(levels[:, None] - levels) <= 1].sum())
    by_chance = float(joint.sum(axis=0) @ joint.sum(axis=1))
    return Rates(exact, min(adjacent, 1.0), (exact - by_chance) / (1 - by_chance) if by_chance < 1 - 1e-12 else None)
