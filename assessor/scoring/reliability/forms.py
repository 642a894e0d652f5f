"""Cronbach's alpha of a fixed form, with its interval.

Cronbach 1951, Psychometrika 16, 297-334; the interval: Feldt 1965, Psychometrika 30, 357-370, exact for normal scores
of parallel parts and close for others.
"""

from dataclasses import dataclass

import numpy as np

from assessor.scoring.pool import NOT_ADMINISTERED, Floats, Responses


@dataclass(frozen=True, slots=True)
class Alpha:
    """Reliability of the sum score, if anything too low when the items are not equally good."""

    n: int
    """People who were given every item; the others are left out."""
    value: float | None
    """None where all have the same sum."""
    low: float | None
    """The ends of the 95 % interval."""
    high: float | None


def complete_scores(responses: Responses) -> Floats:
    """Return the answers of people who were given every item, (persons, items).

    Raises ValueError for fewer than two items or two such people.
    """
    complete: Floats = np.asarray(responses[(responses != NOT_ADMINISTERED).all(axis=1)], dtype=np.float64)
    if complete.shape[1] < 2 or len(complete) < 2:  # noqa: PLR2004 a covariance needs two of each
        raise ValueError(f"{len(complete)} people were given all {complete.shape[1]} items; two of each are needed")
    return complete


def cronbach_alpha(responses: Responses) -> Alpha:
    """Return alpha of responses (persons, items). Raises ValueError for fewer than two items or complete people."""
    scores = complete_scores(responses)
    n, k = scores.shape
    whole = float(scores.sum(axis=1).var(ddof=1))
    if whole == 0:
        return Alpha(n, None, None, None)
    from scipy.special import fdtri  # noqa: PLC0415 heavy: start-up must not pay for it

    value = k / (k - 1) * (1 - float(scores.var(axis=0, ddof=1).sum()) / whole)
    low, high = (1 - (1 - value) * float(fdtri(n - 1, (n - 1) * (k - 1), end)) for end in (0.975, 0.025))
    return Alpha(n, value, low, high)
