"""What is told of a group, and how sure it is: plain maths from what is known of each of its people.

Levels: each person's chances are added up. What is asked for is the share among all who were asked, of whom some sat.
So its variance has two parts: that the levels of those who sat are known only as chances, and that the others did not
sit; they are taken to be like those who did, which nothing proves. The interval is Wilson's (1927, Journal of the
American Statistical Association 22, 209-212) with as many people as that variance is worth, so it never leaves 0 to 1.

Areas: an adaptive test has everybody half right, so plain counts would say nothing. Each person's points in an area are
held against what her own ability lets one expect there, less what she is above that in all areas together. The group's
figure is the ratio of the sums; its standard error is that of a ratio over people.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

_SURE = 1.96
"""Of the normal distribution, for 95 %."""
_FEWEST_OF_AREA = 2


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of one person who counts, without who she is."""

    chances: tuple[float, ...]
    """Of levels 1 to 5, by her answers alone."""
    target: int | None = None
    """The level that her role is to reach."""
    areas: Mapping[str, tuple[int, float]] | None = None
    """For each area her answers, and her points above what was to be expected."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a group, with its 95 % interval; all from 0 to 1."""

    part: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class AreaFigure:
    """How a group does in one area, against what it does in all."""

    points: float
    """Points in a hundred questions, above (or below) what was to be expected."""
    se: float
    people: int


def levels(people: Sequence[Person], asked: int) -> tuple[Share, ...]:
    """Return for each level the share of a group of whom so many were asked."""
    return tuple(share([person.chances[place] for person in people], asked) for place in range(len(people[0].chances)))


def at_or_above(people: Sequence[Person], asked: int) -> tuple[Share, ...]:
    """Return the share at each level or above, from the second level on."""
    places = range(1, len(people[0].chances))
    return tuple(share([sum(person.chances[place:]) for person in people], asked) for place in places)


def at_target(people: Sequence[Person], asked: int) -> Share:
    """Return the share of people who are at the level of their role's target or above."""
    return share([sum(person.chances[person.target - 1 :]) for person in people if person.target], asked)


def share(chances: Sequence[float], asked: int) -> Share:
    """Return the share of a group that something holds for, from the chance that it does for each who sat."""
    each = np.asarray(chances, dtype=np.float64)
    n, part = len(each), float(each.mean())
    sat = min(1.0, n / asked)
    known = float((each * (1 - each)).sum()) / n**2
    others = max(asked - n, 0)
    spread = float(each.var(ddof=1)) / n if n > 1 else 0.25
    unknown = spread + part * (1 - part) / others if others else 0.0
    return _wilson(part, sat**2 * known + (1 - sat) ** 2 * unknown)


def _wilson(part: float, variance: float) -> Share:
    """Return the interval of as many people as a variance is worth."""
    if variance <= 0 or not 0 < part < 1:
        return Share(part, part, part)
    n = part * (1 - part) / variance
    middle = (part + _SURE**2 / (2 * n)) / (1 + _SURE**2 / n)
    half = _SURE / (1 + _SURE**2 / n) * math.sqrt(part * (1 - part) / n + _SURE**2 / (4 * n**2))
    return Share(part, max(0.0, middle - half), min(1.0, middle + half))


def has_answers(person: Person, area: str) -> bool:
    """Say whether somebody counts for an area."""
    return bool((person.areas or {}).get(area, (0, 0.0))[0])


def in_area(people: Sequence[Person], area: str) -> AreaFigure | None:
    """Return how a group does in an area; None for fewer than two people with answers there."""
    own = [(person.areas or {})[area] for person in people if has_answers(person, area)]
    if len(own) < _FEWEST_OF_AREA:
        return None
    answers, above = np.array(own, dtype=np.float64).T
    ratio = float(above.sum() / answers.sum())
    spread = float(((above - ratio * answers) ** 2).sum()) * len(own) / (len(own) - 1)
    return AreaFigure(100 * ratio, 100 * math.sqrt(spread) / float(answers.sum()), len(own))


def moved(before: Share, after: Share) -> Share:
    """Return by how much a share has moved, with its 95 % interval; from -1 to 1.

    From the two intervals alone (Newcombe 1998, Statistics in Medicine 17, 873-890, method 10), as if other people had
    sat: where most are the same, the truth is surer than this says. Nobody is followed from one to the other.
    """
    by = after.part - before.part
    down = math.hypot(after.part - after.low, before.high - before.part)
    up = math.hypot(after.high - after.part, before.part - before.low)
    return Share(by, max(-1.0, by - down), min(1.0, by + up))
