"""What comes next in a sitting, and when it is enough: a decision from what is known, without clock and store.

The same seed and the same answers lead to the same decisions, so that a sitting that was broken off goes on exactly
where it stopped. Each decision says why.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from random import Random
from typing import Any, get_args

import numpy as np

from assessor.framework import AreaKey
from assessor.scoring.ability.answers import Flags
from assessor.scoring.ability.posterior import NODES
from assessor.scoring.adaptive.choosing import Choice, next_item
from assessor.scoring.adaptive.content import Blueprint
from assessor.scoring.adaptive.engine import Adaptive, Standing
from assessor.scoring.adaptive.stopping import Reason, Stopping
from assessor.scoring.levels.cuts import Cuts, Places, membership
from assessor.scoring.pool import Floats
from assessor.sittings.form import Form

AREAS: tuple[AreaKey, ...] = get_args(AreaKey)
TIME = "time"
LEFT = "left early"
_FIRST_PILOT = 3
"""The position of a block before which no pilot comes: a sitting does not begin with one."""
_PILOT_PLACES = 3


@dataclass(frozen=True, slots=True)
class Past:
    """What happened so far."""

    asked: tuple[int, ...] = ()
    """Places of the items in the bank, in the order asked."""
    given: tuple[int, ...] = ()
    """The category of each answer; `NOT_ADMINISTERED` for one that waits for its marks."""
    pilots: tuple[bool, ...] = ()
    """Which of them do not count."""
    seconds: float = 0.0
    """Spent on answers."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The next item."""

    place: int
    """In the bank."""
    pilot: bool
    asks_confidence: bool
    why: dict[str, Any]
    """The reason, with what was known then."""


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """All that decides on a sitting but its answers."""

    engine: Adaptive
    form: Form
    seed: str
    stopping: Stopping
    choice: Choice
    blueprint: Blueprint
    allowed: Flags
    """Items that may be asked and count, (items,)."""
    eligible: Flags
    """Items that are not held back, (items,)."""
    pilots: Flags
    """Items that may be asked without counting, (items,)."""

    def standing(self, past: Past) -> Standing:
        """Return what is known of the person: answers to pilots leave no trace."""
        counted = [place for place, pilot in enumerate(past.pilots) if not pilot]
        return self.engine.after(
            tuple(past.asked[place] for place in counted), tuple(past.given[place] for place in counted)
        )

    def next(self, past: Past) -> Chosen | str:
        """Return the next item, or the reason to end."""
        standing = self.standing(past)
        if reason := self.stopping.reason(standing, self.blueprint):
            return str(reason)
        if self.form.minutes is not None and past.seconds >= 60 * self.form.minutes * self.form.extra_time:
            return TIME
        position = len(past.asked) + 1
        pilot = self._pilot(past, position)
        place = self._by_rule(standing, position) if pilot is None else pilot
        if place is None:
            return str(Reason.NO_ITEMS)
        why = {"rule": "pilot, does not count"} if pilot is not None else self._why(standing, place)
        return Chosen(place, pilot is not None, self._asks_confidence(position), why)

    def _by_rule(self, standing: Standing, position: int) -> int | None:
        dice = np.random.default_rng(Random(f"choice {self.seed} {position}").getrandbits(64))
        return next_item(self.engine, standing, self.choice, allowed=self.allowed, eligible=self.eligible, dice=dice)

    def _pilot(self, past: Past, position: int) -> int | None:
        """Return the pilot of this position, where one is due and left: one a block, at a place by lot."""
        block, within = divmod(position - 1, self.form.pilot_after + 1)
        if within != Random(f"pilot {self.seed} {block}").randrange(_FIRST_PILOT, _FIRST_PILOT + _PILOT_PLACES):
            return None
        left = [int(place) for place in np.flatnonzero(self.pilots) if place not in past.asked]
        return Random(f"which pilot {self.seed} {position}").choice(left) if left else None

    def _asks_confidence(self, position: int) -> bool:
        block, within = divmod(position - 1, self.form.confidence_every)
        return within == Random(f"confidence {self.seed} {block}").randrange(self.form.confidence_every)

    def _why(self, standing: Standing, place: int) -> dict[str, Any]:
        area = int(self.blueprint.areas[place])
        by_lot = len(standing.asked) < self.choice.random_first and self.choice.random_best > 1
        short = bool(self.blueprint.short(standing.asked)[area])
        return {
            "rule": f"one by lot of the best {self.choice.random_best}" if by_lot else "the most informative",
            "among": "success near .6" if self.choice.gentle else "all",
            "area": AREAS[area],
            "area_because": "below its minimum" if short else "furthest below its share",
            "held_back": not bool(self.eligible[place]),
            "theta": round(standing.theta, 4),
            "se": round(standing.se, 4),
            "information": round(float(self.engine.information(standing.theta)[place]), 4),
        }


@dataclass(frozen=True, slots=True)
class Limits:
    """What a sitting may not ask, by id and version."""

    left_out: frozenset[str] = frozenset()
    """May not be asked at all."""
    held_back: frozenset[str] = frozenset()
    """Are asked only where nothing else is left, or where an area would stay below its minimum."""
    pilots: frozenset[str] = frozenset()
    """May be asked without counting."""


def make_course(engine: Adaptive, form: Form, limits: Limits, *, seed: str, cuts: Cuts) -> Course:
    """Make the course of a sitting with the items of an engine, whose names begin with their area.

    Where an area has fewer items than its minimum, all that it has are the minimum.
    """
    names = engine.items.names
    areas = _areas_of(names)
    pilots = np.array([name in limits.pilots and name not in limits.left_out for name in names])
    allowed = np.array([name not in limits.left_out for name in names]) & ~pilots
    there = np.bincount(areas[allowed], minlength=len(AREAS))
    blueprint = Blueprint(
        areas,
        np.array([form.shares.get(area, 1.0) for area in AREAS]),
        np.minimum(there, form.minimum),
    )
    return Course(
        engine=engine,
        form=form,
        seed=seed,
        stopping=Stopping(
            se=form.se, certainty=form.certainty, levels=level_shares(cuts), fewest=form.fewest, most=form.most
        ),
        choice=Choice(form.random_first, form.random_best, form.gentle, blueprint),
        blueprint=blueprint,
        allowed=allowed,
        eligible=np.array([name not in limits.held_back for name in names]),
        pilots=pilots,
    )


@lru_cache(maxsize=8)
def _areas_of(names: tuple[str, ...]) -> Places:
    """Return the area of each item, (items,); they are the same for all sittings by one calibration."""
    return np.array([AREAS.index(area_of(name)) for name in names], dtype=np.int64)


def area_of(name: str) -> AreaKey:
    """Return the area that an item's id begins with. Raises ValueError for an id of no area."""
    return AREAS[AREAS.index(name.split("-", 1)[0])]


@cache
def level_shares(cuts: Cuts) -> Floats:
    """Return how much of each node belongs to each level, (nodes, levels)."""
    return membership(NODES, cuts)
