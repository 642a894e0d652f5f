import numpy as np
import pytest

from harness.context.finding.fusing import Fused, order
from harness.context.finding.words import Scores


class Fixed:
    """A ranker that always says the same."""

    def __init__(self, *scores: float) -> None:
        self._scores = np.array(scores, np.float32)

    def scores(self, query: str) -> Scores:  # noqa: ARG002 - the port's
        return self._scores


def test_the_best_comes_first_and_of_equals_the_earlier() -> None:
    assert order(np.array([0.1, 0.5, 0.0, 0.5, -1.0, 0.1], np.float32)) == [1, 3, 0, 5]


def test_fusion_is_the_sum_of_reciprocal_ranks() -> None:
    # First ranker: 0, 2, 1. Second: 1, 0; it does not find 2.
    scores = Fused([Fixed(9, 1, 5), Fixed(2, 7, 0)]).scores("x")
    assert scores == pytest.approx([1 / 61 + 1 / 62, 1 / 63 + 1 / 61, 1 / 62], abs=1e-7)
    assert order(scores) == [0, 1, 2]


def test_what_nobody_finds_is_not_found() -> None:
    assert not order(Fused([Fixed(0, 0), Fixed(-1, 0)]).scores("x"))
