"""Sums of paired differences under patterns of signs: all of them, or many drawn at random."""

from collections.abc import Iterator, Sequence

import numpy as np

_SEED = 20_261_122
_BITS = 8
_CELLS_AT_ONCE = 4_000_000


def all_as_extreme(sizes: Sequence[float], observed: float) -> float:
    """Return the share of all sign patterns whose sum is at least as far from nought."""
    sums = _all_sums(np.array(sizes))
    return float(np.count_nonzero(np.abs(sums) >= observed)) / sums.size


def drawn_as_extreme(sizes: Sequence[float], observed: float, draws: int) -> int:
    """Return how many of so many seeded random patterns are."""
    return sum(int(np.count_nonzero(np.abs(sums) >= observed)) for sums in _random_sums(np.array(sizes), draws))


def _all_sums(sizes: np.ndarray) -> np.ndarray:
    """Return the sums of all sign patterns, up to a common sign, by doubling."""
    sums = sizes[:1]
    for size in sizes[1:]:
        sums = np.concatenate([sums + size, sums - size])
    return sums


def _random_sums(sizes: np.ndarray, draws: int) -> Iterator[np.ndarray]:
    """Yield the sums of patterns drawn at random.

    Eight pairs share a random byte, and a table has the sums of all 256 patterns of signs of the eight.
    """
    chance = np.random.default_rng(_SEED)
    padded = np.zeros(-(-sizes.size // _BITS) * _BITS)
    padded[: sizes.size] = sizes
    signs = 2.0 * np.unpackbits(np.arange(256, dtype=np.uint8)[:, np.newaxis], axis=1) - 1.0
    tables = padded.reshape(-1, _BITS) @ signs.T
    rows = max(1, _CELLS_AT_ONCE // len(tables))
    for start in range(0, draws, rows):
        drawn = chance.integers(0, 256, size=(min(rows, draws - start), len(tables)), dtype=np.uint8)
        yield sum((table[drawn[:, place]] for place, table in enumerate(tables)), np.zeros(len(drawn)))
