"""A crowd sits: each simulee through the real choice of items, exposure counted from sitting to sitting.

Only the answers are made up. What may be asked comes from `limits_of`, as the store does it; what is asked and when it
ends from `Course.next`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from assessor.bank.item import Item
from assessor.deciding.flags import Given, flags
from assessor.scoring.ability.answers import Flags
from assessor.scoring.adaptive.engine import Standing
from assessor.scoring.pool import NOT_ADMINISTERED, Floats, Responses
from assessor.simulating.behaving import Answers, Person, answers_of, characters, seconds_of
from assessor.simulating.condition import Behaviour, Condition
from assessor.simulating.world import World
from assessor.sittings.choosing import Chosen, Course, Past, level_shares, make_course
from assessor.sittings.form import make_form
from assessor.sittings.limits import limits_of

BANKS = 50
"""Draws of the true items in one part of a run: errors are shared by all who answer an item, so one would not do."""
_DRAWN_AT_ONCE = 1000
RAISED = ("person_fit", "effort", "do_not_know")
"""Flags that are counted: those on the sitting as a whole."""


@dataclass(frozen=True, slots=True, eq=False)
class Exposures:
    """How often each item was eligible and asked so far, as the store counts it."""

    tests: int
    eligible: Responses
    asked: Responses

    @classmethod
    def none(cls, items: int) -> "Exposures":
        """Return the counts before the first sitting."""
        zeros = np.zeros(items, dtype=np.int64)
        return cls(0, zeros, zeros)

    def after(self, course: Course, past: Past) -> "Exposures":
        """Return the counts after one more sitting; an item that was held back and asked counts as eligible."""
        asked = np.zeros(len(self.asked), dtype=np.int64)
        asked[list(past.asked)] = 1
        return Exposures(self.tests + 1, self.eligible + (course.eligible | (asked > 0)), self.asked + asked)

    def by_id(self, bank: Sequence[Item]) -> dict[str, tuple[int, int, int]]:
        """Return the counts as `limits_of` takes them."""
        rows = zip(bank, self.eligible.tolist(), self.asked.tolist(), strict=True)
        return {item.id: (self.tests, eligible, asked) for item, eligible, asked in rows}


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A part of a crowd, that sits one after the other."""

    condition: Condition
    number: int
    """0 is the warm-up, whose sittings only count for exposure."""
    people: int
    fewest: int = 0
    """People are added until every level has so many; they count for the coverage of levels alone."""
    before: Exposures | None = None
    """Where the counts of exposure stand; none: nobody has sat."""


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """What became of simulees, (people,) or (people, …)."""

    theta: Floats
    """Their true abilities."""
    drawn: Responses
    """Which draw of the true items each met."""
    added: Flags
    """Those who were added to fill a level."""
    different: Flags
    """Those who differ from the others, where half of them do."""
    rows: Responses
    """Categories, -1 for what was not asked, (people, items)."""
    eap: Floats
    se: Floats
    chances: Floats
    """Of the levels, (people, levels)."""
    reasons: tuple[str, ...]
    """Why each sitting ended."""
    raised: Flags
    """Which of `RAISED` each sitting has, (people, flags)."""
    exposures: Exposures
    """At the end; those who were added are not in it."""
    highest: float
    """The highest share of sittings in which an item was asked, at any time of this part, counted from the first."""


@dataclass(frozen=True, slots=True, eq=False)
class Sat:
    """One simulee after the sitting."""

    past: Past
    reason: str
    standing: Standing


def sit(course: Course, answers: Answers, seconds: Floats) -> Sat:
    """Let one simulee sit to the end."""
    past = Past()
    while isinstance(chosen := course.next(past), Chosen):
        past = Past(
            (*past.asked, chosen.place),
            (*past.given, answers.category(chosen.place, len(past.asked))),
            (*past.pilots, chosen.pilot),
            past.seconds + float(seconds[chosen.place]),
        )
    return Sat(past, chosen, course.standing(past))


def sit_part(part: Part, world: World) -> Crowd:
    """Let a part of a crowd sit."""
    condition, items = part.condition, len(world.bank)
    theta = _abilities(part, world)
    engine, form = world.taken(condition).engine, make_form(gentle=condition.gentle)
    truth = cache(lambda draw, focal: world.truth(condition, draw, focal=focal))
    places = np.arange(len(theta))
    drawn = (part.number * BANKS + places % BANKS).tolist()
    exposures = shown = part.before or Exposures.none(items)
    highest, ends, raised = 0.0, [], []
    for place, ability in enumerate(theta.tolist()):
        dice = world.dice(condition, part.number, place)
        person = Person(ability, truth(drawn[place], place % 2 == 1), dice)
        answers = answers_of(person, world.luck, form.most, _behaviour(condition, place))
        seconds = seconds_of(world.seconds, answers, dice)
        seed = f"{world.seed} {condition.key} {part.number} {place}"
        limits = limits_of(world.bank, form, seed, (), exposures.by_id(world.bank))
        course = make_course(engine, form, limits, seed=seed, cuts=world.cuts)
        ends.append(sit(course, answers, seconds))
        raised.append(_raised(world, ends[-1], answers, seconds) if condition.flagged else (False,) * len(RAISED))
        exposures = exposures.after(course, ends[-1].past)
        if place < part.people:
            shown, highest = exposures, max(highest, float(exposures.asked.max()) / exposures.tests)
    return Crowd(
        theta=theta,
        drawn=np.array(drawn),
        added=places >= part.people,
        different=(places % 2 == 1) & condition.mixed,
        rows=np.array([_row(end.standing, items) for end in ends]),
        eap=np.array([end.standing.theta for end in ends]),
        se=np.array([end.standing.se for end in ends]),
        chances=np.array([end.standing.weights @ level_shares(world.cuts) for end in ends]),
        reasons=tuple(end.reason for end in ends),
        raised=np.array(raised),
        exposures=shown,
        highest=highest,
    )


def joined(parts: Sequence[Crowd]) -> Crowd:
    """Return the parts of a crowd as one; exposure is that of all their sittings together, the highest of any."""
    together = {
        name: np.concatenate([getattr(part, name) for part in parts])
        for name in ("theta", "drawn", "added", "different", "rows", "eap", "se", "chances", "raised")
    }
    exposures = Exposures(
        sum(part.exposures.tests for part in parts),
        np.sum([part.exposures.eligible for part in parts], axis=0),
        np.sum([part.exposures.asked for part in parts], axis=0),
    )
    reasons = tuple(reason for part in parts for reason in part.reasons)
    return Crowd(**together, reasons=reasons, exposures=exposures, highest=max(part.highest for part in parts))


def _abilities(part: Part, world: World) -> Floats:
    """Draw the people of a part, and after them those who fill levels that have too few."""
    dice = world.dice(part.condition, part.number)
    theta = part.condition.mean + dice.standard_normal(part.people)
    of_level = world.cuts.levels(theta)
    for level in range(len(world.cuts.points) + 1):
        lacking = part.fewest - int((of_level == level).sum())
        while lacking > 0:
            more = part.condition.mean + dice.standard_normal(_DRAWN_AT_ONCE)
            more = more[world.cuts.levels(more) == level][:lacking]
            theta, lacking = np.concatenate([theta, more]), lacking - len(more)
    return theta


def _behaviour(condition: Condition, place: int) -> Behaviour:
    return condition.behaviour if place % 2 == 1 else "usual"


def _row(standing: Standing, items: int) -> Responses:
    row = np.full(items, NOT_ADMINISTERED, dtype=np.int64)
    row[list(standing.asked)] = standing.given
    return row


def _raised(world: World, end: Sat, answers: Answers, seconds: Floats) -> tuple[bool, ...]:
    """Say which flags the result would have, were its difficulties estimated from answers."""
    given = [
        Given(
            item=world.known.items[place],
            area=world.bank[place].area,
            category=category,
            seconds=float(seconds[place]),
            characters=characters(world.bank[place]),
            unknown=bool(answers.unknown[place]),
        )
        for place, category in zip(end.standing.asked, end.standing.given, strict=True)
    ]
    found = {one.flag for one in flags(given, end.standing.theta, {}, judged=False)}
    return tuple(flag in found for flag in RAISED)
