"""Whether an item's answers are what its parameters say, by sum score: S-X2.

Orlando and Thissen 2000, Applied Psychological Measurement 24, 50-64; more than two categories: Kang and Chen 2008,
Journal of Educational Measurement 45, 391-406. Abilities are N(0, 1) on 61 nodes over [-6, 6].
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessor.scoring.items.summed import sum_likelihoods
from assessor.scoring.pool import NOT_ADMINISTERED, Floats, Pool, Responses

FEWEST_EXPECTED = 1.0
"""Cells of fewer expected people are put together with their neighbours."""


@dataclass(frozen=True, slots=True)
class ItemFit:
    """S-X2 of one item."""

    n: int
    """People who were given every item; the others are left out."""
    chi2: float
    df: int
    p: float | None
    """None where no degree of freedom is left."""
    rmsea: float | None
    """Misfit per degree of freedom and person: what the p value of a large sample hides or overstates."""


def item_fit(pool: Pool, responses: Responses, estimated: Sequence[int] | None = None) -> tuple[ItemFit, ...]:
    """Return S-X2 of each item of a pool on responses (persons, items) to it.

    ``estimated`` is how many parameters of each item were estimated from these very people, which costs degrees of
    freedom: by default slope and steps; 0 where the parameters come from elsewhere. Raises ValueError for shapes that
    do not fit, a category that an item does not have, or nobody who was given every item.
    """
    _check(pool, responses)
    complete = responses[(responses != NOT_ADMINISTERED).all(axis=1)]
    if not len(complete):
        raise ValueError("S-X2 compares people by their sum, and nobody was given every item")
    costs = [1 + len(item.steps) for item in pool.items] if estimated is None else list(estimated)
    nodes = np.linspace(-6, 6, 61)
    weights = np.exp(-(nodes**2) / 2)
    weights /= weights.sum()
    chances = pool.probabilities(nodes)
    sums = complete.sum(axis=1)
    found = []
    for item in range(len(pool)):
        expected = _expected(chances, weights, pool.top, item)
        observed = np.zeros_like(expected)
        np.add.at(observed, (sums, complete[:, item]), 1)
        found.append(_statistic(observed, expected, costs[item], len(complete)))
    return tuple(found)


def _check(pool: Pool, responses: Responses) -> None:
    if responses.ndim != 2 or responses.shape[1] != len(pool):  # noqa: PLR2004 persons by items
        raise ValueError(f"the responses have the shape {responses.shape}; the pool has {len(pool)} items")
    above = responses.max(axis=0, initial=-1) > pool.top
    if above.any():
        raise ValueError(f"item '{pool.names[int(np.argmax(above))]}' has answers above its highest category")


def _expected(chances: Floats, weights: Floats, top: NDArray[np.int64], item: int) -> Floats:
    """Return the share of each category among people of each sum, (sums, categories)."""
    rest = sum_likelihoods(chances, top, (other for other in range(len(top)) if other != item))
    highest = int(top[item])
    joint = np.zeros((rest.shape[1] + highest, highest + 1))
    for category in range(highest + 1):
        joint[category : category + rest.shape[1], category] = (weights * chances[:, item, category]) @ rest
    return np.asarray(joint / np.maximum(joint.sum(axis=1, keepdims=True), np.finfo(np.float64).tiny))


def _statistic(observed: Floats, expected: Floats, cost: int, n: int) -> ItemFit:
    """Compare people by sum; those of sum 0 and of the highest sum cannot but have one category."""
    from scipy.special import chdtrc  # noqa: PLC0415 heavy: start-up must not pay for it

    inner = slice(1, -1)
    rows = _merge_sums(observed[inner], (expected * observed.sum(axis=1, keepdims=True))[inner])
    chi2, df = 0.0, -cost
    for seen, awaited in rows:
        cells = _merge_cells(seen, awaited)
        chi2 += sum((one - other) ** 2 / other for one, other in cells)
        df += len(cells) - 1
    if df < 1:
        return ItemFit(n, chi2, max(df, 0), None, None)
    return ItemFit(n, chi2, df, float(chdtrc(df, chi2)), float(np.sqrt(max(chi2 - df, 0) / (df * (n - 1)))))


def _merge_sums(observed: Floats, expected: Floats) -> list[tuple[Floats, Floats]]:
    """Put a sum in which not two categories are expected often enough together with the next towards the middle."""
    rows = [(seen, awaited) for seen, awaited in zip(observed, expected, strict=True) if seen.sum() > 0]
    while len(rows) > 1:
        sparse = [place for place, row in enumerate(rows) if (row[1] >= FEWEST_EXPECTED).sum() < 2]  # noqa: PLR2004
        if not sparse:
            break
        place = sparse[0] if sparse[0] < len(rows) / 2 else sparse[-1]
        target = place + 1 if place < len(rows) / 2 else place - 1
        merged = (rows[place][0] + rows[target][0], rows[place][1] + rows[target][1])
        rows[min(place, target) : max(place, target) + 1] = [merged]
    return rows


def _merge_cells(observed: Floats, expected: Floats) -> list[tuple[float, float]]:
    """Put categories of a sum that are expected too seldom together with the smaller neighbour."""
    cells = [(float(seen), float(awaited)) for seen, awaited in zip(observed, expected, strict=True)]
    while len(cells) > 1:
        place = min(range(len(cells)), key=lambda at: cells[at][1])
        if cells[place][1] >= FEWEST_EXPECTED:
            break
        sides = [side for side in (place - 1, place + 1) if 0 <= side < len(cells)]
        target = min(sides, key=lambda at: cells[at][1])
        merged = (cells[place][0] + cells[target][0], cells[place][1] + cells[target][1])
        cells[min(place, target) : max(place, target) + 1] = [merged]
    return cells
