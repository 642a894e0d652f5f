"""The sign-flip test of paired differences: is their mean further from zero than random signs would make it?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from harness.stats.checking import finite

MOST_EXACT = 20
"""Up to so many pairs that differ, all sign patterns are counted (2^20 is a million)."""
FLIPS = 100_000
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
    sizes = sorted(abs(d) for d in finite(differences, "the sign-flip test") if d)
    if not sizes:
        return SignFlip(1.0, exact=True)
    from harness.stats.sign_flip.patterns import all_as_extreme, drawn_as_extreme  # noqa: PLC0415 - numpy is heavy

    observed = abs(math.fsum(differences)) - _TIE * math.fsum(sizes)
    if len(sizes) <= MOST_EXACT:
        return SignFlip(all_as_extreme(sizes, observed), exact=True)
    return SignFlip((drawn_as_extreme(sizes, observed, FLIPS) + 1) / (FLIPS + 1), exact=False)
