"""Omega total of a fixed form, from one factor that all items share in.

McDonald 1999, Test Theory: A Unified Treatment; the factor by minimum residuals (Harman and Jones 1966, Psychometrika
31, 351-368), each loading in turn, held within [-1, 1] (Harman and Fukuda 1966, Psychometrika 31, 563-571).
"""

from dataclasses import dataclass

import numpy as np

from assessor.scoring.pool import Floats, Responses
from assessor.scoring.reliability.forms import complete_scores

_SWEEPS = 5000
_CLOSE = 1e-10


@dataclass(frozen=True, slots=True)
class Omega:
    """Reliability of the sum score when the items measure one thing, equally well or not."""

    n: int
    """People who were given every item; the others are left out."""
    value: float
    loadings: Floats
    """Correlations of the items with the factor, (items,)."""
    residual: float
    """Root mean square of what the factor leaves of the correlations; above .08 one factor is not enough."""


def omega_total(responses: Responses) -> Omega:
    """Return omega of responses (persons, items).

    Raises ValueError for fewer than three items or two complete people, or an item that all answered alike.
    """
    scores = complete_scores(responses)
    if scores.shape[1] < 3:  # noqa: PLR2004 two items cannot tell a factor
        raise ValueError(f"omega needs three items; there are {scores.shape[1]}")
    if (np.ptp(scores, axis=0) == 0).any():
        raise ValueError("an item that all answered alike has no correlation; leave it out")
    correlations = np.asarray(np.corrcoef(scores, rowvar=False))
    loadings = one_factor(correlations)
    spread = scores.std(axis=0, ddof=1)
    shared = float(spread @ loadings) ** 2
    own = float(spread**2 @ (1 - loadings**2))
    left = (correlations - np.outer(loadings, loadings))[np.triu_indices(len(loadings), 1)]
    return Omega(len(scores), shared / (shared + own), loadings, float(np.sqrt(np.mean(left**2))))


def one_factor(correlations: Floats) -> Floats:
    """Return the loadings (items,) that leave the least squares of the correlations off the diagonal."""
    values, vectors = np.linalg.eigh(correlations)
    loadings = np.clip(vectors[:, -1] * np.sqrt(values[-1]), -1, 1)
    for _ in range(_SWEEPS):
        before = loadings.copy()
        for item, row in enumerate(correlations):
            rest = float(loadings @ loadings - loadings[item] ** 2)
            if rest > 0:
                loadings[item] = np.clip((row @ loadings - row[item] * loadings[item]) / rest, -1, 1)
        if np.abs(loadings - before).max() < _CLOSE:
            break
    return np.asarray(loadings * (np.sign(loadings.sum()) or 1.0))
