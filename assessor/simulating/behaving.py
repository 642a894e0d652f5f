"""How simulees answer: by the model, or in one of the ways in which people depart from it.

Chances follow the model at the true difficulties. What luck gives is counted from the real marking rules: every answer
that an item allows, marked. Times are lognormal (van der Linden 2006, Journal of Educational and Behavioral Statistics
31, 181-204) around the time to read an item and to think; they are assumptions, and serve the flags alone.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessor.bank.arithmetic import reckon
from assessor.bank.dealing import Dealt, deal, numbers_in, values_of
from assessor.bank.item import Item
from assessor.bank.marking import Response, mark
from assessor.scoring.ability.answers import Flags
from assessor.scoring.pool import Floats, Pool, Responses
from assessor.simulating.condition import BY_HEART, GUESSED, SLIPS, TIRING, Behaviour

_PER_SECOND = 17
"""Characters read (about 200 words a minute)."""
_THINKING_S = 15.0
_SPREAD = 0.4
"""Standard deviation of the logarithm of a time."""
_RAPID_S = (1.0, 3.0)
"""Between which a rapid guess lies."""


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """A simulee before the sitting."""

    theta: float
    truth: Pool
    """The items as they really are for this person."""
    dice: np.random.Generator


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What a simulee would answer to every item."""

    categories: Responses
    """(positions, items); a single row where the position in the sitting changes nothing."""
    rapid: Flags
    """Which are guessed within seconds, (items,)."""
    unknown: Flags
    """Which are "I don't know", (items,)."""

    def category(self, item: int, position: int) -> int:
        """Return the category of an item asked at a position, from 0."""
        return int(self.categories[min(position, len(self.categories) - 1), item])


def answers_of(person: Person, luck: Floats, most: int, behaviour: Behaviour = "usual") -> Answers:
    """Return what a person answers. `luck` are the chances of random answers, (items, categories).

    `most` is the longest that a sitting may be.
    """
    items = len(person.truth)
    tiring = np.linspace(0.0, TIRING, most) if behaviour == "tired" else np.zeros(1)
    chances = person.truth.probabilities(person.theta - tiring)
    given = _drawn(chances, person.dice)
    none = np.zeros(items, dtype=np.bool_)
    if behaviour == "guessers":
        guessed = person.dice.random(items) < GUESSED
        return Answers(np.where(guessed, _drawn(luck, person.dice), given), guessed, none)
    if behaviour == "careless":
        return Answers(np.where(person.dice.random(items) < SLIPS, 0, given), none, none)
    if behaviour == "cheats":
        by_heart = np.zeros(items, dtype=np.bool_)
        by_heart[person.dice.permutation(items)[:BY_HEART]] = True
        return Answers(np.where(by_heart, person.truth.top, given), none, none)
    if behaviour == "do not know":
        kept = np.where(_lucky(chances[0], luck, given[0]) > person.dice.random(items), 0, given[0])
        return Answers(kept[None, :], none, kept == 0)
    return Answers(given, none, none)


def _drawn(chances: Floats, dice: np.random.Generator) -> Responses:
    """Draw a category from the last axis; the same lot for an item in every row."""
    below = np.cumsum(chances, axis=-1)[..., :-1]
    return np.asarray((dice.random((chances.shape[-2], 1)) > below).sum(axis=-1), dtype=np.int64)


def _lucky(chances: Floats, luck: Floats, given: Responses) -> Floats:
    """Return how likely each category was got by guessing, if all who end in the lowest had guessed, (items,)."""
    guessing = chances[:, 0] / luck[:, 0]
    place = np.arange(len(given))
    return np.asarray(np.minimum(guessing * luck[place, given] / chances[place, given], 1.0))


def usual_seconds(items: Sequence[Item]) -> Floats:
    """Return the seconds that an answer takes half of the people, (items,)."""
    return np.array([_THINKING_S + characters(item) / _PER_SECOND for item in items])


def seconds_of(usual: Floats, answers: Answers, dice: np.random.Generator) -> Floats:
    """Return the seconds that each answer takes a person, (items,)."""
    slow = usual * np.exp(_SPREAD * dice.standard_normal(len(usual)))
    return np.where(answers.rapid, dice.uniform(*_RAPID_S, len(usual)), slow)


def characters(item: Item) -> int:
    """Return how long an item is as shown."""
    return len(item.stem) + len(item.exhibit) + sum(len(option.text) for option in item.option)


def luck_of(items: Sequence[Item]) -> Floats:
    """Return the chance of each category when every answer that an item allows is as likely, (items, categories)."""
    found: NDArray[np.float64] = np.zeros((len(items), max(item.top for item in items) + 1))
    for place, item in enumerate(items):
        dealt = deal(item, "luck")
        for response in _possible(item):
            found[place, mark(item, dealt, response)] += 1
    return np.asarray(found / found.sum(axis=1, keepdims=True))


def response_for(item: Item, dealt: Dealt, category: int) -> Response:
    """Return an answer that marking turns into this category."""
    if item.number is not None:
        return reckon(item.number.answer, numbers_in(values_of(item, dealt.seed))) if category else None
    return next(response for response in _possible(item) if mark(item, dealt, response) == category)


def _possible(item: Item) -> Iterator[Response]:
    """Return every answer that an item allows; of numbers nobody guesses the right one."""
    places = range(len(item.option))
    if item.kind == "numeric":
        yield None
    elif item.kind == "order":
        yield from itertools.permutations(places)
    elif item.kind == "multiple":
        for size in range(1, len(item.option) + 1):
            yield from itertools.combinations(places, size)
    else:
        yield from ([place] for place in places)
