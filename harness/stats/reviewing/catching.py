"""How soon a reviewer finds what is wrong: an exponential time to find, censored where it was not found."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from harness.stats.checking import BadNumbers, finite

FEWEST_PLANTED = 5
FEWEST_FOUND = 3
"""Below either, a time to find is not resolved: its interval would span more than a factor of ten."""


@dataclass(frozen=True, slots=True)
class TimeToFind:
    """The mean time to find, with its 95 % interval."""

    planted: int
    found: int
    total: float
    """Time spent in all, found or not."""
    tau: float | None
    """None where too little was planted or found."""
    low: float | None
    high: float | None

    def needed(self, share: float) -> float | None:
        """Return the time in which so large a share is found, from 0 to below 1; None where tau is not resolved."""
        return None if self.tau is None else -math.log(1 - share) * self.tau


def time_to_find(times: Sequence[float], found: Sequence[bool]) -> TimeToFind:
    """Fit s(t) = 1 - exp(-t / tau): tau is the total time over the number of finds (Epstein and Sobel 1953).

    What was not found is censored at the time that was spent on it. The interval is 2 total / chi square, with 2k
    degrees of freedom below and 2k + 2 above, which is wide enough under censoring at random. Raises BadNumbers.
    """
    if len(times) != len(found):
        raise BadNumbers(f"{len(times)} times and {len(found)} outcomes")
    total = math.fsum(finite(times, "the time to find")) if times else 0.0
    finds = sum(found)
    if len(times) < FEWEST_PLANTED or finds < FEWEST_FOUND or total <= 0:
        return TimeToFind(len(times), finds, total, None, None, None)
    from scipy.special import chdtri  # noqa: PLC0415 heavy: start-up must not pay for it

    # chdtri(v, p) is where a chi square with v degrees of freedom leaves p above it.
    low, high = 2 * total / float(chdtri(2 * finds + 2, 0.025)), 2 * total / float(chdtri(2 * finds, 0.975))
    return TimeToFind(len(times), finds, total, total / finds, low, high)
