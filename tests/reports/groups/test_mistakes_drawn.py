"""How often the rules on mistakes are right, on groups that are drawn with a known rise: docs/group-reports.md's table.

Everybody's ability is drawn, rises by the same, and is measured twice with an error of 0.35; 85 in 100 sit each time.
"""

import datetime as dt
import math
from collections import Counter

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import norm

from assessor.campaigns.groups import figures
from reports.groups.made_up import LEVELS, group
from reports.groups.rows import Figures, Group, Moved, Movement, Share, When
from reports.groups.sections.mistakes import Verdict, still, stuck

CUTS = np.array([-1.25, -0.4, 0.4, 1.25])
ERROR, SPREAD, SIT = 0.35, 0.8, 0.85
DRAWN = 200


def chances(theta: NDArray[np.float64], middle: float, dice: np.random.Generator) -> NDArray[np.float64]:
    """Return each person's chances of the levels after one measurement, by Bayes' rule with the group as prior."""
    weight = SPREAD**2 / (SPREAD**2 + ERROR**2)
    mean = middle + weight * (theta + dice.normal(0, ERROR, len(theta)) - middle)
    below = norm.cdf((CUTS[None, :] - mean[:, None]) / (math.sqrt(weight) * ERROR))
    ends = np.hstack([np.zeros((len(theta), 1)), below, np.ones((len(theta), 1))])
    return np.diff(ends, axis=1)


def published(theta: NDArray[np.float64], middle: float, on: dt.date, dice: np.random.Generator) -> Figures:
    sat = dice.random(len(theta)) < SIT
    people = [figures.Person(tuple(row)) for row in chances(theta[sat], middle, dice)]
    above = tuple(Share(one.part, one.low, one.high) for one in figures.at_or_above(people, len(theta)))
    return Figures(When("A look", on, len(theta), len(people)), (), above, None, None, ())


def drawn(size: int, middle: float, rise: float, dice: np.random.Generator) -> Group:
    theta = dice.normal(middle, SPREAD, size)
    then = published(theta, middle, dt.date(2026, 1, 1), dice)
    now = published(theta + rise, middle + rise, dt.date(2026, 7, 1), dice)
    moved = []
    for level, old, new in zip(LEVELS[1:], then.above, now.above, strict=True):
        by = figures.moved(figures.Share(old.part, old.low, old.high), figures.Share(new.part, new.low, new.high))
        moved.append(Moved(level, old, new, Share(by.part, by.low, by.high)))
    return group(40, lately=now, apart=Movement(then.when, now.when, (), tuple(moved)))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "rise", "least_seen", "least_not_seen"),
    [(60, 0.0, 0.05, 0.0), (200, 0.0, 0.75, 0.0), (60, 0.35, 0.0, 0.8), (200, 0.35, 0.0, 0.95)],
)
def test_nobody_moves_is_hardly_ever_told_wrongly(
    size: int, rise: float, least_seen: float, least_not_seen: float
) -> None:
    dice = np.random.default_rng(size)
    found = Counter(still(drawn(size, -0.4, rise, dice)).verdict for _ in range(DRAWN))
    wrong = found["seen"] if rise else found["not seen"]
    assert wrong <= 0.03 * DRAWN
    assert found["seen"] >= least_seen * DRAWN
    assert found["not seen"] >= least_not_seen * DRAWN


@pytest.mark.slow
@pytest.mark.parametrize(("middle", "verdict"), [(-1.0, "seen"), (0.2, "not seen"), (-0.4, "cannot be told")])
def test_stuck_is_told_by_where_most_are(middle: float, verdict: Verdict) -> None:
    """Applier begins at -0.4, so 77 in 100, 23 and 50 are below it."""
    dice = np.random.default_rng(11)
    found = Counter(stuck(drawn(60, middle, 0.0, dice)).verdict for _ in range(DRAWN))
    assert found[verdict] >= 0.85 * DRAWN
