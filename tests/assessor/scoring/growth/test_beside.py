"""A line beside many others is that of the whole fit; only how much people differ is not searched for again."""

from collections.abc import Sequence

import numpy as np
import pytest

from assessor.scoring.growth.arrival import Arrival, arrival
from assessor.scoring.growth.beside import Many, many_of
from assessor.scoring.growth.trajectories import Growth, Line, fit_growth

Rows = list[tuple[int, float, float, float]]
CUT, NOW = 1.0, 40.0


def crowd(people: int, seed: int = 1) -> Rows:
    """Return people who begin at 0 ± .7 and gain .02 ± .01 a week, each with three sittings of error .3."""
    dice = np.random.default_rng(seed)
    start, gain = dice.normal(0, 0.7, people), dice.normal(0.02, 0.01, people)
    return [
        (who, week, float(start[who] + gain[who] * week + dice.normal(0, 0.3)), 0.3)
        for who in range(people)
        for week in (0.0, 15.0 + who % 5, 33.0)
    ]


def fitted(rows: Rows) -> tuple[Growth, Many]:
    columns = [list(each) for each in zip(*rows, strict=True)]
    growth = fit_growth(*columns)
    return growth, many_of(growth, *columns)


def line(many: Many, own: Rows, instead_of: int | None = None) -> Line:
    _, weeks, theta, se = zip(*own, strict=True)
    return many.line(weeks, theta, se, instead_of)


def numbers(one: Line) -> Sequence[float]:
    return (one.intercept, one.slope, *one.covariance)


def ends(found: Arrival) -> list[float]:
    """Return the middle and the ends of the weeks, those that never come as 520."""
    return [520 if each is None else min(each, 520.0) for each in (found.quantile(0.5), *found.interval())]


@pytest.mark.parametrize("who", [0, 7, 30])
def test_who_stands_in_for_herself_has_the_line_of_the_whole_fit(who: int) -> None:
    rows = crowd(31)
    growth, many = fitted(rows)
    own = [row for row in rows if row[0] == who]
    assert numbers(line(many, own, who)) == pytest.approx(numbers(growth.lines[who]), rel=1e-6, abs=1e-9)


def test_who_comes_beside_all_is_drawn_towards_their_mean() -> None:
    growth, many = fitted(crowd(200))
    vague = line(many, [(0, 0.0, 3.0, 30.0), (0, 20.0, 3.0, 30.0)])
    assert vague.intercept == pytest.approx(growth.intercept.value, abs=0.01)
    assert vague.slope == pytest.approx(growth.slope.value, abs=0.001)


def test_what_she_had_before_does_not_draw_her() -> None:
    rows = crowd(31)
    _, many = fitted(rows)
    others = line(many, [(0, 0.0, 0.0, 1e4)], instead_of=4)
    # The mean of the others by the same weights, from the parts of each.
    whole = [part for who, part in enumerate(zip(many.precision, many.right, strict=True)) if who != 4]
    mean = np.linalg.solve(sum(one for one, _ in whole), sum(one for _, one in whole))
    assert (others.intercept, others.slope) == pytest.approx(tuple(mean), rel=1e-4)


@pytest.mark.parametrize("more", [0, 1])
def test_weeks_are_those_of_a_new_search_within_a_tenth_of_their_range_even_with_thirty_others(more: int) -> None:
    # Somebody has shown one sitting more, or one less, than counts among everybody: the spread rests on the other.
    differs = []
    for seed in range(12):
        rows = crowd(31, seed)
        own = [row for row in rows if row[0] == 0]
        shown = [*own, (0, NOW, own[-1][2] + 0.2, 0.3)] if more else own[:-1]
        searched = fitted([*shown, *(row for row in rows if row[0] != 0)])[0].lines[0]
        found = line(fitted(rows)[1], shown, 0)
        middle, low, high = ends(arrival(searched, NOW, CUT))
        off = np.abs(np.array(ends(arrival(found, NOW, CUT))) - (middle, low, high))
        differs.append(float(off.max()) / max(high - low, 1.0))
    assert max(differs) < 0.1
