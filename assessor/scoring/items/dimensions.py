"""How many things a set of items measures, by the eigenvalues of its correlations.

Parallel analysis: Horn 1965, Psychometrika 30, 179-185, against the 95th percentile (Glorfeld 1995, Educational and
Psychological Measurement 55, 377-393) of the same answers with each item's column shuffled (Buja and Eyuboglu 1992,
Multivariate Behavioral Research 27, 509-540), which keeps how hard the items are.
"""

from dataclasses import dataclass

import numpy as np

from assessor.scoring.pool import NOT_ADMINISTERED, Floats, Responses

PERCENTILE = 95
DRAWS = 100


@dataclass(frozen=True, slots=True)
class Dimensions:
    """Eigenvalues of the items' correlations, beside those of items that have nothing in common."""

    n: int
    """People who were given every item; the others are left out."""
    eigenvalues: Floats
    """Falling, (items,)."""
    by_chance: Floats
    """95th percentile of each eigenvalue over shuffled answers."""
    factors: int
    """Eigenvalues above chance, up to the first that is not."""
    first_to_second: float
    """Ratio of the first two; 3 or 4 is commonly taken for one dominant dimension."""


def dimensions(responses: Responses, *, draws: int = DRAWS, seed: int = 1965) -> Dimensions:
    """Analyse responses (persons, items), the same at every call.

    Raises ValueError for fewer than three items, or when fewer people than items were given them all, or an item
    that they all answered alike.
    """
    complete = responses[(responses != NOT_ADMINISTERED).all(axis=1)].astype(np.float64)
    n, items = complete.shape
    if items < 3 or n <= items:  # noqa: PLR2004 two items have one correlation
        raise ValueError(f"{n} people were given all {items} items; three items and more people than items are needed")
    if (np.ptp(complete, axis=0) == 0).any():
        raise ValueError("an item that all answered alike has no correlation; leave it out")
    scaled = (complete - complete.mean(axis=0)) / complete.std(axis=0)
    found = _eigenvalues(scaled)
    rng = np.random.default_rng(seed)
    chance = np.percentile([_eigenvalues(rng.permuted(scaled, axis=0)) for _ in range(draws)], PERCENTILE, axis=0)
    above = found > chance
    factors = items if above.all() else int(np.argmin(above))
    return Dimensions(n, found, chance, factors, float(found[0] / found[1]))


def _eigenvalues(scaled: Floats) -> Floats:
    return np.asarray(np.linalg.eigvalsh(scaled.T @ scaled / len(scaled))[::-1])
