"""Pairs of items that share more than the ability: Q3.

Yen 1984, Applied Psychological Measurement 8, 125-145: the correlation of what is left of two answers after the
expected ones. Flagged at .2 above the mean of all pairs (Christensen, Makransky and Horton 2017, Applied
Psychological Measurement 41, 178-194), since the mean is about -1 / (items - 1) when there is no dependence.
"""

from dataclasses import dataclass

import numpy as np

from assessor.scoring.pool import NOT_ADMINISTERED, Floats, Pool, Responses

ABOVE_MEAN = 0.2
FEWEST = 30
"""People who were given both; the correlation of fewer is noise."""


@dataclass(frozen=True, slots=True)
class DependentPair:
    """Two items whose answers go together beyond the ability."""

    first: str
    second: str
    q3: float
    n: int
    """People who were given both."""


@dataclass(frozen=True, slots=True)
class LocalDependence:
    """All pairs of items."""

    q3: Floats
    """(items, items); NaN on the diagonal and where fewer than 30 people were given both."""
    mean: float | None
    """Over all pairs that have one; None without such a pair."""
    flagged: tuple[DependentPair, ...]
    """Pairs at least .2 above the mean, the strongest first."""


def local_dependence(pool: Pool, responses: Responses, theta: Floats) -> LocalDependence:
    """Return Q3 of responses (persons, items) at the persons' abilities. Raises ValueError for shapes that differ."""
    if responses.shape != (len(theta), len(pool)):
        raise ValueError(f"responses of shape {responses.shape}, {len(theta)} abilities, {len(pool)} items")
    given = (responses != NOT_ADMINISTERED).astype(np.float64)
    left = np.where(given > 0, responses - pool.expected(np.asarray(theta, dtype=np.float64)), 0.0)
    n = given.T @ given
    q3 = _pairwise(left, given, n)
    upper = np.triu_indices(len(pool), 1)
    known = q3[upper][~np.isnan(q3[upper])]
    mean = float(known.mean()) if len(known) else None
    flagged = [
        DependentPair(pool.names[one], pool.names[other], float(q3[one, other]), int(n[one, other]))
        for one, other in zip(*upper, strict=True)
        if mean is not None and q3[one, other] - mean > ABOVE_MEAN
    ]
    return LocalDependence(q3, mean, tuple(sorted(flagged, key=lambda pair: -pair.q3)))


def _pairwise(left: Floats, given: Floats, n: Floats) -> Floats:
    """Return correlations over the people that each pair has in common."""
    sums, squares, products = left.T @ given, (left**2).T @ given, left.T @ left
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = squares - sums**2 / n
        q3 = (products - sums * sums.T / n) / np.sqrt(spread * spread.T)
    q3[n < FEWEST] = np.nan
    q3[~np.isfinite(q3)] = np.nan
    np.fill_diagonal(q3, np.nan)
    return np.asarray(q3)
