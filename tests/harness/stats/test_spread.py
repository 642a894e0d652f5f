"""The spread of paired differences, against numpy and by hand."""

import numpy as np
import pytest

from harness.stats.spread import pooled_spread, spread_of

FIRST = {"a": [0.9, 0.7], "b": [0.4], "c": [0.6], "d": [0.8], "x": [0.1]}
SECOND = {"a": [0.5], "b": [0.5], "c": [0.3, 0.5], "d": [0.4], "y": [0.1]}


def test_the_spread_is_the_standard_deviation_of_the_differences_by_case() -> None:
    assert spread_of(FIRST, SECOND) == pytest.approx(np.std([0.3, -0.1, 0.2, 0.4], ddof=1))


def test_below_four_pairs_there_is_no_spread() -> None:
    assert spread_of({n: [0.1 * n] for n in range(3)}, {n: [0.5] for n in range(3)}) is None


def test_pairs_of_designs_count_by_their_cases() -> None:
    # By hand: variances .01 over 3 degrees and .04 over 6 pool to (3 x .01 + 6 x .04) / 9 = .03.
    small, large = np.array([-1.0, -1.0, 1.0, 1.0]), np.array([-1.0, -1.0, -1.0, 0.0, 1.0, 1.0, 1.0])
    both = [small * 0.1 * 0.75**0.5, large * 0.2]
    nought = {n: [0.0] for n in range(9)}
    compared = [({n: [d] for n, d in enumerate(some.tolist())}, nought) for some in both]
    assert pooled_spread(compared) == pytest.approx(0.03**0.5)


def test_pairs_of_designs_with_few_cases_do_not_count() -> None:
    few = ({"a": [9.0]}, {"a": [0.0]})
    assert pooled_spread([few, (FIRST, SECOND)]) == spread_of(FIRST, SECOND)


def test_without_designs_there_is_no_spread() -> None:
    assert pooled_spread([]) is None
