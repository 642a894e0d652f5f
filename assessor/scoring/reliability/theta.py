"""Reliability of abilities, whoever was given which items.

Empirical: from abilities and their standard errors in a sample. Marginal: from a pool alone, for a population of
N(0, 1) that is given all of it (Green, Bock, Humphreys, Linn and Reckase 1984, Journal of Educational Measurement 21,
347-360).
"""

import numpy as np
from numpy.typing import ArrayLike

from assessor.scoring.pool import Pool

FEWEST = 2
"""People that a variance needs."""


def empirical_reliability(theta: ArrayLike, se: ArrayLike) -> float:
    """Return var(theta) / (var(theta) + mean se²) of posterior means and their standard deviations, (persons,) each.

    For EAP only: it is shrunken, so that variance of the estimates and of the errors add up to that of the people.
    Raises ValueError for lengths that differ, fewer than two people or values that are not finite.
    """
    estimates, errors = np.asarray(theta, dtype=np.float64), np.asarray(se, dtype=np.float64)
    if estimates.shape != errors.shape or estimates.size < FEWEST:
        raise ValueError(f"{estimates.size} abilities and {errors.size} standard errors; two or more of each")
    if not (np.isfinite(estimates).all() and np.isfinite(errors).all()):
        raise ValueError("an ability or a standard error is not finite")
    spread, noise = float(estimates.var(ddof=1)), float(np.mean(errors**2))
    if spread + noise == 0:
        raise ValueError("neither abilities nor their errors vary")
    return spread / (spread + noise)


def marginal_reliability(pool: Pool) -> float:
    """Return the mean of information / (information + 1) over N(0, 1), for the test of all items of a pool."""
    nodes = np.linspace(-6, 6, 241)
    weights = np.exp(-(nodes**2) / 2)
    information = pool.information(nodes).sum(axis=1)
    return float(np.average(information / (information + 1), weights=weights))
