"""Holm's adjustment against hand-computed examples and its own rule."""

import random

import pytest

from harness.stats.checking import BadNumbers
from harness.stats.holm import holm


def test_three_p_values_are_adjusted_as_by_hand() -> None:
    # By hand: 3 x .01 = .03; 2 x .04 = .08; 1 x .03 is the second smallest: 2 x .03 = .06, then max(.06, .04) = .06.
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])


def test_five_p_values_never_fall_as_they_rise() -> None:
    # By hand: 5 x .01, 4 x .02, 3 x .03, then 2 x .04 = .08 and 1 x .05 stay at the .09 before them.
    assert holm([0.01, 0.02, 0.03, 0.04, 0.05]) == pytest.approx([0.05, 0.08, 0.09, 0.09, 0.09])


def test_adjusted_values_stop_at_one() -> None:
    assert holm([0.6, 0.9]) == [1.0, 1.0]


def test_a_missing_p_stays_missing_and_counts_as_planned() -> None:
    assert holm([None, 0.02, None]) == pytest.approx([None, 0.06, None])


def test_planned_comparisons_count_before_they_are_made() -> None:
    assert holm([0.01], m=15) == pytest.approx([0.15])


def test_no_comparison_gives_none() -> None:
    assert holm([]) == []


def test_rejections_are_those_of_the_step_down_rule() -> None:
    # Second method: Holm's procedure as printed in 1979, step by step, for 200 random families.
    chance = random.Random(11)
    for _ in range(200):
        ps = [chance.random() ** 4 for _ in range(6)]
        rejected = set()
        for rank, place in enumerate(sorted(range(6), key=ps.__getitem__)):
            if ps[place] > 0.05 / (6 - rank):
                break
            rejected.add(place)
        adjusted = holm(ps)
        assert {place for place, p in enumerate(adjusted) if p is not None and p <= 0.05} == rejected


def test_fewer_planned_than_made_is_refused() -> None:
    with pytest.raises(BadNumbers, match="2 comparisons are more than the 1"):
        holm([0.1, 0.2], m=1)


def test_a_p_above_one_is_refused() -> None:
    with pytest.raises(BadNumbers, match=r"p is 1\.2"):
        holm([0.1, 1.2])
