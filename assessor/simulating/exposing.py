"""How often items are seen, and how much of one person's sitting another one knows."""

from dataclasses import dataclass

import numpy as np

from assessor.scoring.pool import NOT_ADMINISTERED
from assessor.simulating.crowd import Crowd

_RARE = 0.01


@dataclass(frozen=True, slots=True)
class Exposed:
    """The exposure of a bank."""

    rates: tuple[float, ...]
    """The share of sittings in which each item was asked, falling."""
    highest: float
    """The highest share at any time after the warm-up, counted from the first sitting of the warm-up on."""
    never: float
    """The share of items that were never asked after the warm-up."""
    rare: float
    """The share of items that were asked in less than one of a hundred sittings."""
    overlap: float
    """The share of a sitting's items that another sitting has too, on average over all pairs.

    Chen, Ankenmann and Spray 2003, Journal of Educational Measurement 40, 129-145: the sum of m (m - 1) over the items,
    each asked in m of n sittings, over n (n - 1) times the mean length.
    """

    @property
    def highest_here(self) -> float:
        """The highest share among the sittings after the warm-up alone."""
        return self.rates[0]


def exposed(crowd: Crowd) -> Exposed:
    """Return the exposure in the sittings of a crowd, those who were added left out."""
    rows = crowd.rows[~crowd.added] != NOT_ADMINISTERED
    times, people = rows.sum(axis=0), len(rows)
    return Exposed(
        rates=tuple(sorted((times / people).tolist(), reverse=True)),
        highest=crowd.highest,
        never=float(np.mean(times == 0)),
        rare=float(np.mean(times / people < _RARE)),
        overlap=float((times * (times - 1)).sum() / (people * (people - 1) * rows.sum(axis=1).mean())),
    )
