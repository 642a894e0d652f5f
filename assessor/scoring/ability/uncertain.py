"""Items whose parameters are not known exactly, and abilities that say so.

A difficulty that an author judged, or a calibration on few answers, is a guess with a spread. The chance of a category
is then the average over what the parameters may be; with it in the place of the exact chance, the posterior and its
standard deviation hold both kinds of doubt, those from few answers and those from unsure items (the total standard
error). Tsutakawa and Johnson 1990, Psychometrika 55, 371-390, give the reason; averaged item by item, as here, it is
exact for one person where the items' errors are independent of one another.
"""

from collections.abc import Sequence

import numpy as np

from assessor.scoring.pool import Floats, ItemParameters, Pool

_POINTS = 15
"""Of Gauss and Hermite's rule for a normal error of difficulty."""


class UncertainPool:
    """Items as the average of what they may be; stands wherever curves are asked for, as in `eap`.

    Raises ValueError where the pools do not hold the same items or the weights do not fit.
    """

    def __init__(self, pools: Sequence[Pool], weights: Sequence[float] | None = None) -> None:
        if not pools:
            raise ValueError("uncertain items need at least one draw of their parameters")
        first = pools[0]
        if any(one.names != first.names or (one.top != first.top).any() for one in pools):
            raise ValueError("the draws of uncertain items do not hold the same items with the same categories")
        shares = np.full(len(pools), 1.0) if weights is None else np.asarray(weights, dtype=np.float64)
        if shares.shape != (len(pools),) or not np.all(np.isfinite(shares) & (shares > 0)):
            raise ValueError(f"{len(pools)} draws of uncertain items need as many weights above 0")
        self.names = first.names
        self.top = first.top
        self._pools = tuple(pools)
        self._log_shares: Floats = np.log(shares / shares.sum())

    def __len__(self) -> int:
        return len(self.names)

    def log_probabilities(self, theta: Floats) -> Floats:
        """Return (abilities, items, categories); -inf for categories that an item does not have."""
        total = self._pools[0].log_probabilities(theta) + self._log_shares[0]
        for pool, log_share in zip(self._pools[1:], self._log_shares[1:], strict=True):
            total = np.logaddexp(total, pool.log_probabilities(theta) + log_share)
        return np.asarray(total)

    def expected(self, theta: Floats) -> Floats:
        """Return the expected category, (abilities, items)."""
        shares = np.exp(self._log_shares)
        return np.asarray(sum(share * pool.expected(theta) for pool, share in zip(self._pools, shares, strict=True)))

    def information(self, theta: Floats) -> Floats:
        """Return Fisher's information of the averaged chances, (abilities, items): sum of slope squared by chance."""
        chance, slope = np.zeros(()), np.zeros(())
        for pool, log_share in zip(self._pools, self._log_shares, strict=True):
            one = np.exp(pool.log_probabilities(theta) + log_share)
            ranks = np.arange(one.shape[2])
            chance = chance + one
            slope = slope + one * pool.a[:, None] * (ranks - pool.expected(theta)[:, :, None])
        parts = np.divide(slope, chance, out=np.zeros_like(slope), where=chance > 0)
        return np.asarray((parts * slope).sum(axis=2))


def with_difficulty_sd(pool: Pool, sd: Sequence[float] | float) -> UncertainPool:
    """Return the items with a normal error of this standard deviation in the place of each, all its steps together.

    `sd` is one number for all, or one an item, from 0. Raises ValueError for another.
    """
    spread = np.broadcast_to(np.asarray(sd, dtype=np.float64), (len(pool),))
    if not np.all(np.isfinite(spread) & (spread >= 0)):
        raise ValueError(f"the standard deviation of a difficulty is a number from 0, not {sd}")
    points, weights = np.polynomial.hermite_e.hermegauss(_POINTS)
    return UncertainPool([_moved(pool, point * spread) for point in points], weights.tolist())


def with_covariances(pool: Pool, covariances: Sequence[Floats], draws: int = 64, seed: int = 0) -> UncertainPool:
    """Return the items with the error of a calibration: the covariance of (a, step 1, …) of each item.

    Slopes are drawn as logarithms, so that they stay above 0 (the delta method gives their spread). Raises ValueError
    for a covariance that is not one.
    """
    if len(covariances) != len(pool) or draws < 1:
        raise ValueError(f"{len(covariances)} covariances and {draws} draws do not do for {len(pool)} items")
    dice = np.random.default_rng(seed)
    drawn = [_drawn(item, np.asarray(one), draws, dice) for item, one in zip(pool.items, covariances, strict=True)]
    return UncertainPool([Pool([item[draw] for item in drawn]) for draw in range(draws)])


def _moved(pool: Pool, by: Floats) -> Pool:
    return Pool(
        [
            ItemParameters(item.name, item.a, tuple(step + float(move) for step in item.steps))
            for item, move in zip(pool.items, by, strict=True)
        ]
    )


def _drawn(item: ItemParameters, covariance: Floats, draws: int, dice: np.random.Generator) -> list[ItemParameters]:
    size = 1 + len(item.steps)
    if covariance.shape != (size, size) or not np.isfinite(covariance).all():
        raise ValueError(f"item '{item.name}' needs a covariance of {size} by {size} finite numbers")
    scale = np.ones(size)
    scale[0] = 1 / item.a
    values, vectors = np.linalg.eigh(covariance * np.outer(scale, scale))
    if values[0] < -1e-9 * max(1.0, values[-1]):
        raise ValueError(f"the covariance of item '{item.name}' has a variance below 0")
    errors = dice.standard_normal((draws, size)) * np.sqrt(np.maximum(values, 0)) @ vectors.T
    return [
        ItemParameters(item.name, item.a * float(np.exp(error[0])), tuple((np.array(item.steps) + error[1:]).tolist()))
        for error in errors
    ]
