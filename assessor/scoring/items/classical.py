"""Classical statistics of items: how hard, and how far each goes with the rest.

The correlation is corrected for the item's own part in the score (Henrysson 1963, Psychometrika 28, 211-218).
"""

from dataclasses import dataclass

import numpy as np

from assessor.scoring.pool import NOT_ADMINISTERED, Floats, Responses

FEWEST = 3
"""People that a correlation needs."""


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """One item in one sample."""

    n: int
    """People who were given the item."""
    mean: float | None
    """Mean category; None when nobody was given the item."""
    share: float | None
    """The same as a share of the highest category: with two categories, the proportion right."""
    rest_correlation: float | None
    """With the rest score; None where one of the two does not vary, or below 3 people."""


def classical(responses: Responses, top: Responses | None = None) -> tuple[ItemStatistics, ...]:
    """Return the statistics of each item of responses (persons, items).

    The rest score is the share of points in the other items that the person was given: with complete data it goes
    with their sum exactly. ``top`` is each item's highest category, (items,); by default the highest that occurs.
    """
    given = responses != NOT_ADMINISTERED
    highest = responses.max(axis=0, initial=0) if top is None else np.asarray(top)
    points = np.where(given, responses, 0).astype(np.float64)
    possible = given * np.maximum(highest, 0).astype(np.float64)
    all_points, all_possible = points.sum(axis=1), possible.sum(axis=1)
    found = []
    for item in range(responses.shape[1]):
        others = all_possible - possible[:, item]
        there = given[:, item]
        own = points[there, item]
        mean = float(own.mean()) if there.any() else None
        share = mean / float(highest[item]) if mean is not None and highest[item] > 0 else None
        both = there & (others > 0)
        rest = (all_points - points[:, item])[both] / others[both]
        found.append(ItemStatistics(int(there.sum()), mean, share, correlation(points[both, item], rest)))
    return tuple(found)


def correlation(x: Floats, y: Floats) -> float | None:
    """Return Pearson's correlation; None below 3 pairs or where one of the two does not vary."""
    if len(x) < FEWEST or np.ptp(x) == 0 or np.ptp(y) == 0:
        return None
    return float(np.corrcoef(x, y)[0, 1])
