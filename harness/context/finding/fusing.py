"""Orders passages by their scores, and makes one order of several by the ranks in each."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from harness.context.finding.words import Scores

RRF_K = 60
"""Of Cormack, Clarke and Buettcher (2009), who found it good over many collections."""


class Ranker(Protocol):
    """A way of telling which passages fit a question."""

    def scores(self, query: str) -> Scores:
        """Score every passage; more is better, and 0 or less is not found."""
        ...


def order(scores: Scores) -> list[int]:
    """Return the places of the passages that were found, best first; of equals the earlier one first."""
    by_score = np.argsort(-scores, kind="stable")
    return [int(place) for place in by_score[: int(np.count_nonzero(scores > 0))]]


class Fused:
    """Ranks by the sum of 1 / (60 + rank) over several rankers; one that does not find a passage adds nothing."""

    def __init__(self, rankers: Sequence[Ranker]) -> None:
        self._rankers = rankers

    def scores(self, query: str) -> Scores:
        """Score every passage."""
        ranked = [ranker.scores(query) for ranker in self._rankers]
        total = np.zeros(len(ranked[0]), np.float64)
        for scores in ranked:
            found = order(scores)
            total[found] += 1.0 / (RRF_K + np.arange(1, len(found) + 1))
        return total.astype(np.float32)
