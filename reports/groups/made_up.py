"""A made-up group, for the samples of reports on groups: every person and every number is invented."""

import datetime as dt
import math
from typing import Any

from reports.data import Note
from reports.groups.rows import (
    Answer,
    Answers,
    AreaFigure,
    Coverage,
    Figures,
    Group,
    Moved,
    Movement,
    RoleTarget,
    Share,
    When,
)

LEVELS = ("First steps", "Asking", "Supplying", "Building", "Steering")
AREAS = ("Spotting value", "Instructing", "Supplying context", "Orchestrating", "Checking", "Responsible use")
EARLIER = (0.2, 0.45, 0.25, 0.07, 0.03)
LATER = (0.08, 0.33, 0.37, 0.14, 0.08)
MADE_ON = dt.date(2026, 11, 23)
HIDDEN = "not shown: too few people, or fewer could be worked out from it by subtraction"
ANSWERS = Answers(
    dt.date(2026, 11, 3),
    (
        Answer("Who answers for it that people learn to work with AI?", "Who leads", "Nobody yet"),
        Answer("What do people practise on?", "What is practised", "Tasks of their own work"),
    ),
)
_SURE = 1.96


def group(people: int, **other: Any) -> Group:  # noqa: ANN401 - any field
    """Invent a group of whom so many count in the newest campaign; other fields are taken as they are given."""
    before = _figures(When("Where we stand", dt.date(2026, 2, 6), people, max(people - 1, 1)), EARLIER)
    told = _figures(When("Half-year look", dt.date(2026, 7, 6), people + people // 8, people), LATER)
    moved = _movement(before, told)
    made: dict[str, Any] = {
        "kind": "team",
        "id": "made-up",
        "name": "Lettings",
        "organisation": "A make-believe firm",
        "made_on": MADE_ON,
        "reader": "an owner",
        "levels": LEVELS,
        "prompting": 1,
        "minimum": 5,
        "told": told,
        "why_not": "",
        "everybody": _figures(When("Half-year look", dt.date(2026, 7, 6), 3 * people + 9, 3 * people), EARLIER),
        "movement": moved,
        "lately": told,
        "apart": moved,
        "coverage": (
            _coverage("Autumn check", dt.date(2026, 12, 5), (people, people // 2, people // 3, None), is_open=True),
            _coverage("Half-year look", dt.date(2026, 7, 6), (people + people // 8, people, people, people)),
        ),
        "roles": (
            RoleTarget("Lettings officer", LEVELS[1], Share(0.74, 0.55, 0.87), people),
            RoleTarget("Finance assistant", LEVELS[2], None, None),
        ),
        "answers": ANSWERS,
        "stage": "Nothing: every number here is made up.",
        "may_compare": False,
        "evidence": Note("What this is evidence of", "Nothing: every number here is made up."),
        "evidence_label": "Made-up numbers.",
    }
    return Group(**(made | other))


def nobody(**other: Any) -> Group:  # noqa: ANN401 - any field
    """Invent a group that no campaign has asked."""
    nothing: dict[str, Any] = {
        "told": None,
        "why_not": "No campaign that asked this group has figures yet.",
        "everybody": None,
        "movement": None,
        "lately": None,
        "apart": None,
        "coverage": (),
        "roles": None,
        "answers": None,
        "stage": "",
    }
    return group(1, **(nothing | other))


def hidden(**other: Any) -> Group:  # noqa: ANN401 - any field
    """Invent a group that is too small to be shown."""
    nothing: dict[str, Any] = {
        "told": None,
        "why_not": HIDDEN,
        "movement": None,
        "lately": None,
        "apart": None,
        "coverage": (_coverage("Half-year look", dt.date(2026, 7, 6), (None, None, None, None)),),
        "roles": None,
    }
    return group(4, **(nothing | other))


def _coverage(
    campaign: str, on: dt.date, counts: tuple[int | None, int | None, int | None, int | None], *, is_open: bool = False
) -> Coverage:
    return Coverage(campaign, is_open, on, *counts)


def _figures(when: When, shares: tuple[float, ...]) -> Figures:
    above = tuple(_share(sum(shares[place:]), when.people) for place in range(1, len(shares)))
    areas = tuple(
        AreaFigure(area, 4.0 * (place - 2) if place != 1 else None, 2.5, when.people)
        for place, area in enumerate(AREAS)
    )
    return Figures(
        when, tuple(_share(each, when.people) for each in shares), above, _share(0.7, when.people), when.people, areas
    )


def _share(part: float, n: int) -> Share:
    """Return a share with Wilson's interval."""
    middle = (part + _SURE**2 / (2 * n)) / (1 + _SURE**2 / n)
    half = _SURE / (1 + _SURE**2 / n) * math.sqrt(part * (1 - part) / n + _SURE**2 / (4 * n**2))
    return Share(part, max(0.0, middle - half), min(1.0, middle + half))


def _movement(before: Figures, after: Figures) -> Movement:
    levels = map(_moved, LEVELS, before.levels, after.levels)
    above = map(_moved, LEVELS[1:], before.above, after.above)
    return Movement(before.when, after.when, tuple(levels), tuple(above))


def _moved(level: str, then: Share, now: Share) -> Moved:
    """Return a difference with Newcombe's interval."""
    by = now.part - then.part
    down = math.hypot(now.part - now.low, then.high - then.part)
    up = math.hypot(now.high - now.part, then.part - then.low)
    return Moved(level, then, now, Share(by, by - down, by + up))
