"""Frontiers against the definition, written out, and their probabilities against a bootstrap by other means."""

import math
import random
from collections.abc import Sequence

import pytest

from harness.stats.checking import BadNumbers
from harness.stats.pareto import Better, frontier, frontier_probability, incomplete

QUALITY_AND_MONEY: tuple[Better, ...] = ("higher", "lower")


def test_the_frontier_is_what_nothing_beats() -> None:
    points = {"cheap": (0.5, 1.0), "good": (0.9, 5.0), "beaten": (0.5, 2.0), "worst": (0.1, 9.0)}
    assert frontier(points, QUALITY_AND_MONEY) == {"cheap", "good"}


def test_without_directions_lower_is_better() -> None:
    assert frontier({"a": (1.0, 1.0), "b": (2.0, 2.0)}) == {"a"}


def test_equal_points_do_not_beat_each_other() -> None:
    assert frontier({"a": (1.0, 2.0), "b": (1.0, 2.0), "c": (1.0, 3.0)}) == {"a", "b"}


def test_values_that_differ_by_rounding_alone_are_equal() -> None:
    assert frontier({"a": (0.1 + 0.2,), "b": (0.3,)}) == {"a", "b"}


def test_a_point_with_something_unknown_is_neither_on_the_frontier_nor_beaten() -> None:
    points = {"known": (0.5, 1.0), "unknown": (0.9, None)}
    assert (frontier(points, QUALITY_AND_MONEY), incomplete(points)) == ({"known"}, {"unknown"})


def test_no_point_has_no_frontier() -> None:
    assert frontier({}) == frontier({"a": (None, 1.0)}) == set()


def test_the_frontier_follows_the_definition_on_random_points() -> None:
    # Second method: Pareto's definition in plain loops, on a grid so that ties are common.
    chance = random.Random(7)
    for _ in range(100):
        points = {str(n): [float(chance.randint(0, 3)) for _ in range(3)] for n in range(8)}
        assert frontier(points) == {
            name
            for name, mine in points.items()
            if not any(
                all(t <= m for t, m in zip(theirs, mine, strict=True)) and list(theirs) != list(mine)
                for theirs in points.values()
            )
        }


@pytest.mark.parametrize("points", [{"a": (1.0,), "b": (1.0, 2.0)}, {"a": (1.0, 2.0, 3.0)}, {"a": (math.nan, 1.0)}])
def test_points_that_do_not_fit_the_axes_are_refused(points: dict[str, Sequence[float]]) -> None:
    with pytest.raises(BadNumbers):
        frontier(points, QUALITY_AND_MONEY)


def test_a_design_that_is_best_in_every_case_is_always_on_the_frontier() -> None:
    samples = {"best": dict.fromkeys(range(6), (0.9, 1.0)), "worse": {n: (0.1 * n, 2.0) for n in range(6)}}
    assert frontier_probability(samples, QUALITY_AND_MONEY) == {"best": 1.0, "worse": 0.0}


def test_equal_designs_are_both_always_on_the_frontier() -> None:
    cases = {n: (0.1 * n, 1.0 / (n + 1)) for n in range(7)}
    assert frontier_probability({"a": cases, "b": dict(cases)}, QUALITY_AND_MONEY) == {"a": 1.0, "b": 1.0}


def test_probabilities_agree_with_a_bootstrap_in_plain_loops() -> None:
    # Second method: cases drawn one by one with another generator; 4 standard errors of 3,000 draws on each side.
    chance = random.Random(3)
    samples = {d: {n: (chance.gauss(0.5, 0.2), chance.uniform(1, 3)) for n in range(8)} for d in ("a", "b", "c")}
    times = dict.fromkeys(samples, 0)
    for _ in range(3_000):
        drawn = chance.choices(range(8), k=8)
        points = {d: [sum(cases[n][axis] for n in drawn) / 8 for axis in (0, 1)] for d, cases in samples.items()}
        for name in frontier(points, QUALITY_AND_MONEY):
            times[name] += 1
    found = frontier_probability(samples, QUALITY_AND_MONEY, draws=3_000)
    assert found == pytest.approx({d: count / 3_000 for d, count in times.items()}, abs=4 * math.sqrt(0.5 / 3_000))


def test_only_cases_that_all_have_are_drawn() -> None:
    # In the cases of both, b is better; a's other cases would make it look better.
    a = {n: (0.2 if n < 4 else 1.0,) for n in range(20)}
    assert frontier_probability({"a": a, "b": dict.fromkeys(range(4), (0.3,))}, ("higher",)) == {"a": 0.0, "b": 1.0}


def test_a_design_with_an_unknown_value_or_no_case_is_left_out() -> None:
    known: dict[int, tuple[float | None, ...]] = dict.fromkeys(range(4), (0.5, 1.0))
    unknown = {**known, 3: (0.5, None)}
    samples: dict[str, dict[int, tuple[float | None, ...]]] = {"known": known, "unknown": unknown, "absent": {}}
    assert frontier_probability(samples, QUALITY_AND_MONEY) == {"known": 1.0}


def test_below_four_shared_cases_nothing_is_said() -> None:
    assert frontier_probability({"a": dict.fromkeys(range(3), (1.0,))}, ("lower",)) == {}


def test_without_designs_nothing_is_said() -> None:
    assert frontier_probability({}, ("lower",)) == {}


def test_the_same_seed_gives_the_same_probabilities() -> None:
    chance = random.Random(5)
    samples = {d: {n: (chance.random(), chance.random()) for n in range(6)} for d in ("a", "b")}
    assert frontier_probability(samples, QUALITY_AND_MONEY) == frontier_probability(samples, QUALITY_AND_MONEY)


def test_no_draws_are_refused() -> None:
    with pytest.raises(BadNumbers, match="0 draws"):
        frontier_probability({"a": {1: (1.0,)}}, ("lower",), draws=0)
