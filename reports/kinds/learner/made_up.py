"""A made-up learner, for the samples and for trying how fast pages are set."""

import datetime as dt
import math
import random
from itertools import pairwise
from typing import Any

from reports.data import Note
from reports.growth_rows import Band, SurePoint
from reports.kinds.learner.rows import Area, AreaFound, Changed, Coming, Lack, Learner, Level, Sat, Sureness, Work

LEVELS = ("First steps", "Asking", "Supplying", "Building", "Steering")
AREAS = ("Spotting value", "Instructing", "Supplying context", "Orchestrating", "Checking", "Responsible use")
CUTS = (None, -1.25, -0.4, 0.4, 1.25)
SE = 0.32
BEGAN = dt.date(2025, 12, 1)
FEW = 10
"""Answers below which no level is issued."""


def learner(sittings: int, *, questions: int = 30, apart: dt.timedelta = dt.timedelta(52), **other: Any) -> Learner:  # noqa: ANN401 - any field
    """Invent a learner who has sat so often, some weeks apart; other fields are taken as they are given."""
    chance = random.Random(other.pop("seed", sittings))
    sat: list[Sat] = []
    for number in range(sittings):
        theta = -0.9 + 0.3 * number + chance.gauss(0, SE / 2)
        sat.append(_sat(BEGAN + number * apart, _band(theta, SE), questions, sat[0] if sat else None))
    made: dict[str, Any] = {
        "id": "made-up",
        "name": "Robin Example",
        "organisation": "A make-believe firm",
        "made_on": dt.date(2026, 11, 23),
        "own_eyes": True,
        "why": "it is your own",
        "framework": "a made-up framework of five levels",
        "levels": tuple(
            Level(name, f"What somebody at {name} does.", "" if name == LEVELS[-1] else "What comes next.", cut)
            for name, cut in zip(LEVELS, CUTS, strict=True)
        ),
        "areas": tuple(Area(name, tuple(f"{name} at {level}." for level in LEVELS)) for name in AREAS),
        "sittings": tuple(sat),
        "hidden": 0,
        "growth_may_be_said": True,
        "coming": Coming(3, 9.4, 41.0, None, 0.86, sittings, sat[0].on, sat[-1].on, 44) if sittings > 1 else None,
        "why_not_coming": "" if sittings > 1 else "it takes two sittings.",
        "sureness": _sureness() if sittings else None,
        "work": _work() if sittings > 1 else (),
        "evidence": Note("What this is evidence of", "Nothing: every number here is made up."),
        "evidence_label": "Made-up numbers.",
    }
    return Learner(**(made | other))


def _band(middle: float, se: float) -> Band:
    return Band(middle, middle - 1.96 * se, middle + 1.96 * se)


def _sat(on: dt.date, band: Band, questions: int, first: Sat | None) -> Sat:
    chances = _chances(band.theta)
    likeliest = max(range(len(chances)), key=lambda place: chances[place])
    issued = None if questions < FEW else min(likeliest, 2)
    lacks = (
        Lack("answers", "a level needs more of them"),
        Lack("evidence", "Building needs a passed practical task; none is kept"),
    )
    return Sat(
        on=on,
        what="Spring check",
        said="no level: too few answers" if issued is None else LEVELS[issued],
        issued=issued,
        pointed=likeliest,
        band=band,
        questions=questions,
        chances=chances,
        areas=tuple(_area(place, name, band.theta) for place, name in enumerate(AREAS)),
        missing=lacks if issued is not None else lacks[:1],
        since_first=None if first is None else _changed(first.band, band),
        self_rating=2,
        conditions=("The questions have not been tried out with people yet.", "Nobody watched the sitting."),
    )


def _chances(theta: float) -> tuple[float, ...]:
    """Return the chance of each level for a normal posterior."""
    below = [0.0, *(0.5 * math.erfc((theta - cut) / SE / math.sqrt(2)) for cut in CUTS if cut is not None), 1.0]
    return tuple(high - low for low, high in pairwise(below))


def _changed(first: Band, band: Band) -> Changed:
    by, se = band.theta - first.theta, SE * math.sqrt(2)
    is_certain = abs(by) > 1.96 * se
    return Changed(_band(by, se), ("gain" if by > 0 else "loss") if is_certain else "not yet distinguishable")


def _area(place: int, name: str, theta: float) -> AreaFound:
    band = _band(theta + 0.2 * (place - 2), 0.45) if place % 2 == 0 else None
    return AreaFound(name, 3 + place, 2, 0.1 * (place - 2), band, "" if band else "too few questions in this area")


def _sureness() -> Sureness:
    said = ((0.25, 0.3, 6), (0.5, 0.45, 14), (0.75, 0.6, 22), (1.0, 0.85, 12))
    points = tuple(SurePoint(sure, right, right - 0.15, min(right + 0.14, 1.0), many) for sure, right, many in said)
    return Sureness(54, 0.09, points)


def _work() -> tuple[Work, ...]:
    about = "A team of three agents that sorts tickets, with a gate before anything leaves."
    return (
        Work(dt.date(2026, 5, 4), "A practical task of agents", about, passed=True, by="Jo Trainer", rubric="task 1"),
    )
