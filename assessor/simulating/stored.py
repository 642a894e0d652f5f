"""Some simulees a second time, through the door that people use: is the path of items the same, and the result?

The store lies in a folder that is deleted at the end, so that no simulated sitting is ever mistaken for one of a
person.
"""

import math
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assessor.db import open_store
from assessor.models.measurement.result import Result
from assessor.scoring.pool import Floats
from assessor.simulating.behaving import Answers, Person, answers_of, response_for, seconds_of
from assessor.simulating.condition import Condition
from assessor.simulating.crowd import Exposures, Sat, sit
from assessor.simulating.world import World
from assessor.sittings.choosing import level_shares, make_course
from assessor.sittings.form import make_form
from assessor.sittings.limits import limits_of
from assessor.sittings.sitting import Ended, Sittings

_SAME = 1e-9
_AGAIN = 2_000_000
"""Tells the lots of these people from those of others."""


@dataclass(frozen=True, slots=True)
class Again:
    """How far sittings without and with a store agree."""

    sittings: int
    same_paths: int
    """The same items in the same order, ended for the same reason."""
    same_results: int
    """And the same ability, standard error and chances of the levels."""


def sit_again(world: World, condition: Condition, people: int) -> Again:
    """Let the same simulees sit without a store and with one; exposure is counted on both sides from 0."""
    sats = _without_store(world, condition, people)
    same_paths = same_results = 0
    with tempfile.TemporaryDirectory() as folder, closing(open_store(f"sqlite:///{Path(folder) / 's.db'}")) as store:
        sittings = Sittings(store, world.bank)
        for place, sat in enumerate(sats):
            shown, result = _with_store(sittings, world, condition, place)
            names = tuple(world.known.items[item].name for item in sat.past.asked)
            same = (shown, result.reason) == (names, sat.reason)
            same_paths += same
            same_results += same and _agrees(world, sat, result)
    return Again(people, same_paths, same_results)


def _seed(world: World, place: int) -> str:
    return f"{world.seed} again {place}"


def _answers(world: World, condition: Condition, place: int) -> tuple[Answers, Floats]:
    dice = world.dice(condition, _AGAIN, place)
    person = Person(float(dice.standard_normal()), world.truth(condition, 0, focal=False), dice)
    answers = answers_of(person, world.luck, make_form().most)
    return answers, seconds_of(world.seconds, answers, dice)


def _without_store(world: World, condition: Condition, people: int) -> list[Sat]:
    exposures, sats = Exposures.none(len(world.bank)), []
    for place in range(people):
        seed = _seed(world, place)
        limits = limits_of(world.bank, make_form(), seed, (), exposures.by_id(world.bank))
        course = make_course(world.known.engine, make_form(), limits, seed=seed, cuts=world.cuts)
        sats.append(sit(course, *_answers(world, condition, place)))
        exposures = exposures.after(course, sats[-1].past)
    return sats


def _with_store(sittings: Sittings, world: World, condition: Condition, place: int) -> tuple[tuple[str, ...], Result]:
    answers, seconds = _answers(world, condition, place)
    started = sittings.start(make_form(), seed=_seed(world, place))
    shown: list[str] = []
    while not isinstance(question := sittings.next_item(started.id), Ended):
        item = world.known.places[question.dealt.item]
        answer = response_for(world.bank[item], question.dealt, answers.category(item, len(shown)))
        sittings.record(question.asked_id, answer, seconds=float(seconds[item]))
        shown.append(question.dealt.item)
    return tuple(shown), sittings.finish(started.id)


def _agrees(world: World, sat: Sat, result: Result) -> bool:
    chances = sat.standing.weights @ level_shares(world.cuts)
    told = (sat.standing.theta, sat.standing.se, *chances.tolist())
    kept = (result.theta, result.se, *result.level_probabilities)
    return all(math.isclose(one, other, abs_tol=_SAME) for one, other in zip(told, kept, strict=True))
