"""The sign-flip test of paired differences: is their mean further from zero than random signs would make it?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from harness.stats.checking import finite

MOST_EXACT = 20
"""Up to so many pairs that differ, all sign patterns are counted (2^20 is a million)."""
FLIPS = 100_000
_SEED = 20_261_122
_ROWS_AT_ONCE = 4_000
_TIE = 1e-12
"""Two sums that are closer than this share of the largest possible one are the same sum, rounded differently."""


@dataclass(frozen=True, slots=True)
class SignFlip:
    """What the test says."""

    p: float
    """Two-sided."""
    exact: bool
    """False when the sign patterns were drawn at random."""


def sign_flip(differences: Sequence[float]) -> SignFlip:
    """Test whether paired differences lie around zero (Fisher 1935; the statistic is their mean).

    Pairs without a difference change no sum, so they change no p. Above 20 pairs that differ, p is (b + 1) / (m + 1)
    from m = 100,000 seeded random patterns, b of them at least as extreme (Phipson and Smyth 2010). The order of the
    pairs does not matter. Raises BadNumbers.
    """
    sizes = np.array(sorted(abs(d) for d in finite(differences, "the sign-flip test") if d))
    if not sizes.size:
        return SignFlip(1.0, exact=True)
    observed = abs(math.fsum(differences)) - _TIE * math.fsum(sizes)
    if sizes.size <= MOST_EXACT:
        sums = _all_sums(sizes)
        return SignFlip(float(np.count_nonzero(np.abs(sums) >= observed)) / sums.size, exact=True)
    extreme = sum(int(np.count_nonzero(np.abs(sums) >= observed)) for sums in _random_sums(sizes))
    return SignFlip((extreme + 1) / (FLIPS + 1), exact=False)


def _all_sums(sizes: np.ndarray) -> np.ndarray:
    """Return the sums of all sign patterns, up to a common sign, by doubling."""
    sums = sizes[:1]
    for size in sizes[1:]:
        sums = np.concatenate([sums + size, sums - size])
    return sums


def _random_sums(sizes: np.ndarray) -> list[np.ndarray]:
    chance = np.random.default_rng(_SEED)
    batches = []
    for start in range(0, FLIPS, _ROWS_AT_ONCE):
        signs = chance.integers(0, 2, size=(min(_ROWS_AT_ONCE, FLIPS - start), sizes.size), dtype=np.int8)
        batches.append((2.0 * signs - 1.0) @ sizes)
    return batches
