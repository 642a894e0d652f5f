"""1,000 simulated learners whose growth is known, through adaptive sittings: what intervals and flags are worth.

Slow, one seed a run; `-s` prints the figures that docs/growth.md tells.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pytest

from assessor.scoring.ability.estimates import Ability
from assessor.scoring.adaptive.choosing import Choice, next_item
from assessor.scoring.adaptive.engine import Adaptive, Standing
from assessor.scoring.adaptive.stopping import Stopping
from assessor.scoring.growth.arrival import arrival
from assessor.scoring.growth.change import change
from assessor.scoring.growth.trajectories import fit_growth
from assessor.scoring.growth.unshrunken import unshrunken
from tests.assessor.scoring.drawing import bank

pytestmark = pytest.mark.slow
PEOPLE = 1000
CUTS = (-1.25, -0.4, 0.4, 1.25)
"""Where levels 2 to 5 begin in the first cut set."""
ONE_LEVEL = 0.85
"""From the middle of a level to that of the next, the most."""
WEEKS = (0.0, 13.0, 26.0, 39.0)
POOL = bank(240)
ENGINE = Adaptive(POOL)


def sit(theta: float, dice: np.random.Generator, before: Collection[int] = ()) -> Standing:
    """Take an adaptive sitting: 10 to 30 items to an error of .30, none of those asked before."""
    standing, stopping, choice = ENGINE.start(), Stopping(), Choice()
    allowed = np.ones(len(POOL), dtype=np.bool_)
    allowed[list(before)] = False
    right = POOL.probabilities(np.array([theta]))[0][:, 1]
    while stopping.reason(standing) is None:
        item = next_item(ENGINE, standing, choice, allowed=allowed)
        assert item is not None
        standing = ENGINE.record(standing, item, int(dice.random() < right[item]))
    return standing


def told(standing: Standing) -> Ability:
    return Ability(standing.theta, standing.se)


@dataclass(frozen=True)
class Truth:
    intercepts: np.ndarray
    slopes: np.ndarray

    def weeks_to(self, cut: float, person: int, now: float) -> float:
        missing = cut - self.intercepts[person] - self.slopes[person] * now
        if missing <= 0:
            return 0.0
        return float(missing / self.slopes[person]) if self.slopes[person] > 0 else float("inf")


def learners(dice: np.random.Generator) -> Truth:
    """Start at N(-.8, .7); gain N(.02, .012) a week, so that some lose."""
    first, second = dice.normal(size=(2, PEOPLE))
    return Truth(-0.8 + 0.7 * first, 0.02 + 0.012 * (0.2 * first + np.sqrt(0.96) * second))


def test_nine_in_ten_intervals_of_weeks_to_the_next_level_hold_the_truth() -> None:
    dice = np.random.default_rng(9)
    truth = learners(dice)
    rows = []
    for person in range(PEOPLE):
        before: set[int] = set()
        for place, planned in enumerate(WEEKS):
            week = planned + (dice.uniform(-3, 3) if place else 0.0)
            standing = sit(float(truth.intercepts[person] + truth.slopes[person] * week), dice, before)
            before |= set(standing.asked)
            found = unshrunken(told(standing))
            rows.append((person, week, found.theta, found.se))
    growth = fit_growth(*map(np.array, zip(*rows, strict=True)))
    now, held, widths = WEEKS[-1] + 3, [], []
    for person, line in growth.lines.items():
        above = [cut for cut in CUTS if cut > line.at(now).theta]
        if not above:
            continue
        low, high = arrival(line, now, above[0]).interval(0.9)
        late = np.inf if high is None else high
        held.append(low <= truth.weeks_to(above[0], person, now) <= late)
        widths.append(late - low)
    share = float(np.mean(held))
    print(f"\nintervals: n {len(held)}, held {share:.3f}, median width {np.median(widths):.0f} weeks")  # noqa: T201 - the figures that the page tells
    assert share == pytest.approx(0.90, abs=0.03)


def flagged(gain: float, seed: int) -> dict[str, float]:
    """Return the shares that are flagged as a gain or as a loss, between two sittings of people of all levels."""
    dice = np.random.default_rng(seed)
    verdicts = []
    for theta in dice.normal(0, 1, PEOPLE):
        first = sit(float(theta), dice)
        verdicts.append(change(told(first), told(sit(float(theta) + gain, dice, first.asked))).verdict)
    return {each: verdicts.count(each) / PEOPLE for each in ("gain", "loss")}


def test_a_change_without_growth_is_seldom_flagged_and_one_level_is_seen_as_often_as_is_told() -> None:
    still, grown = flagged(0.0, 10), flagged(ONE_LEVEL, 11)
    print(f"\nno growth: {still}; one level ({ONE_LEVEL}): {grown}")  # noqa: T201 - the same
    assert still["gain"] + still["loss"] <= 0.065
    # Theory for errors of .30: P(Z > 1.96 - .85 / (.30 · √2)) = .52; EAP is drawn to the middle and sees less.
    assert 0.3 <= grown["gain"] <= 0.55
    assert grown["loss"] <= 0.005
