"""How well people know what they know: how sure they said they were, beside whether they were right.

The Brier score is the mean squared difference (Brier 1950, Monthly Weather Review 78, 1-3); over-confidence is how sure
they were on average less the share that was right (Lichtenstein, Fischhoff and Phillips 1982, in Judgment under
Uncertainty, chapter 22). It is a scale of its own and never part of an ability.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Confidence:
    """What a person's words on how sure she was come to."""

    n: int
    """Answers with such a word."""
    brier: float
    """From 0, sure and right throughout, to 1; saying one half throughout gives .25."""
    over: float
    """Mean of how sure less the share right, -1 to 1; above 0 is over-confident."""


def confidence(sure: Sequence[float], right: Sequence[bool]) -> Confidence | None:
    """Return the figures of answers with how sure somebody was, from 0 to 1; None without any. Raises ValueError."""
    said, was = np.asarray(sure, dtype=np.float64), np.asarray(right, dtype=np.float64)
    if said.shape != was.shape or not np.all((said >= 0) & (said <= 1)):
        raise ValueError("how sure somebody was is a number from 0 to 1 for each answer")
    if not said.size:
        return None
    return Confidence(said.size, float(np.mean((said - was) ** 2)), float(said.mean() - was.mean()))
