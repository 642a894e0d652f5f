"""Figures of groups against closed forms, and against groups that are drawn."""

import math

import numpy as np
import pytest

from assessor.campaigns.groups.figures import (
    AreaFigure,
    Person,
    Share,
    at_or_above,
    at_target,
    in_area,
    levels,
    moved,
    share,
)


def test_the_shares_of_levels_are_the_sums_of_the_chances() -> None:
    people = [Person((0.5, 0.5, 0, 0, 0)), Person((0, 0.5, 0.5, 0, 0))]
    assert [one.part for one in levels(people, 2)] == [0.25, 0.5, 0.25, 0, 0]


def test_where_all_sat_only_the_doubt_of_the_chances_is_left() -> None:
    """With everybody at one half, n people are worth n: the interval is Wilson's for n/2 of n."""
    found = share([0.5] * 16, 16)
    n, z = 16, 1.96
    half = z / (1 + z**2 / n) * math.sqrt(0.25 / n + z**2 / (4 * n**2))
    assert (found.low, found.high) == pytest.approx((0.5 - half, 0.5 + half))


def test_what_is_known_of_everybody_is_exact() -> None:
    assert share([1.0] * 6, 6) == Share(1, 1, 1)


def test_those_who_did_not_sit_make_a_share_less_sure_where_those_who_did_are_known_well() -> None:
    sat = [0.99, 0.01, 0.98, 0.02, 0.97, 0.99]
    few, many = share(sat, 6), share(sat, 60)
    assert many.high - many.low > few.high - few.low


@pytest.mark.parametrize("sat", [12, 24, 40])
def test_the_interval_holds_the_share_of_all_who_were_asked_19_times_in_20(sat: int) -> None:
    """Forty people with chances drawn evenly, of whom some sit by lot, drawn 3,000 times."""
    drawn, inside = np.random.default_rng(7), 0
    for _ in range(3000):
        chances = drawn.random(40)
        truth = (drawn.random(40) < chances).mean()
        found = share(chances[:sat].tolist(), 40)
        inside += found.low <= truth <= found.high
    assert 0.93 < inside / 3000 < 0.98


def test_a_target_counts_the_levels_from_it_on() -> None:
    people = [
        Person((0.1, 0.2, 0.3, 0.4, 0), target=3),
        Person((0.1, 0.2, 0.3, 0.4, 0), target=2),
        Person((1, 0, 0, 0, 0)),
    ]
    assert at_target(people, 2).part == pytest.approx((0.7 + 0.9) / 2)


def test_the_share_at_or_above_is_surer_than_its_levels_added_up() -> None:
    """Somebody between two levels is in doubt at each, and in none above the lower one."""
    people = [Person((0, 0, 0.5, 0.5, 0)) for _ in range(8)]
    found = at_or_above(people, 8)
    assert [one.part for one in found] == [1, 1, 0.5, 0]
    assert found[1] == Share(1, 1, 1)
    assert found[2] == levels(people, 8)[3]


def test_an_area_is_the_ratio_of_the_sums_over_people() -> None:
    """Points 2 of 4 and -1 of 6: 10 in a hundred; deviations 1.6 and -1.6, so the error is 100 sqrt(2 * 5.12) / 10."""
    people = [Person((), areas={"value": (4, 2.0)}), Person((), areas={"value": (6, -1.0)}), Person((), areas={})]
    assert in_area(people, "value") == AreaFigure(10, 10 * math.sqrt(10.24), 2)
    assert in_area(people[:1], "value") is None


def test_a_movement_is_no_surer_than_both_ends() -> None:
    """Newcombe's example (1998, table II): 56 of 70 less 48 of 80 is 0.2, from 0.0524 to 0.3339."""

    def wilson(successes: int, n: int) -> Share:
        part, z = successes / n, 1.959964
        middle = (part + z**2 / (2 * n)) / (1 + z**2 / n)
        half = z / (1 + z**2 / n) * math.sqrt(part * (1 - part) / n + z**2 / (4 * n**2))
        return Share(part, middle - half, middle + half)

    found = moved(wilson(48, 80), wilson(56, 70))
    assert (found.part, found.low, found.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=1e-4)
