"""Make-believe people sit, at times in the past year, through the same door as everybody."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from assessor.bank.item import Item
from assessor.db import Store
from assessor.deciding import cut_set as cut_sets
from assessor.deciding.cut_set import read_cut_set
from assessor.scoring.pool import Pool
from assessor.simulating.behaving import Person, answers_of, response_for, seconds_of
from assessor.simulating.world import World, make_world
from assessor.sittings.form import make_form
from assessor.sittings.sitting import Ended, Sittings

_LEVELS = 5
_WORDS = (
    "I would send it as it is, since the assistant sounds sure of it.",
    "I would look up the figures in our own ledger first, and then say in the letter where each of them comes from.",
)
"""What is answered in one's own words: by who cannot do it, and by who can."""


@dataclass
class Clock:
    """The make-believe present."""

    at: dt.datetime

    def __call__(self) -> dt.datetime:
        """Return the moment."""
        return self.at


@dataclass(frozen=True)
class Room:
    """Where make-believe people sit."""

    sittings: Sittings
    world: World
    clock: Clock
    seed: int
    truth: Pool = field(repr=False)

    @classmethod
    def of(cls, store: Store, bank: Sequence[Item], organisation_id: str, seed: int, clock: Clock) -> "Room":
        """Open the room."""
        world = make_world(bank, read_cut_set(cut_sets.LATEST).points, seed)
        sittings = Sittings(store, bank, organisation_id=organisation_id, now=clock)
        return cls(sittings, world, clock, seed, Pool(list(world.known.items)))


@dataclass(frozen=True, slots=True)
class Seat:
    """One sitting to be taken."""

    person_id: str
    number: int
    """Tells its lots from those of others."""
    theta: float
    at: dt.datetime
    form: dict[str, object]
    answers: int | None = None
    """Given before she goes away and does not come back; none: to the end."""


def sit(room: Room, seat: Seat) -> str:
    """Take a sitting and return its id; the clock stands at its end."""
    dice = np.random.default_rng([room.seed, seat.number])
    form = make_form(**seat.form)
    room.clock.at = seat.at
    answers = answers_of(Person(seat.theta, room.truth, dice), room.world.luck, form.most)
    seconds = seconds_of(room.world.seconds, answers, dice)
    rating = int(np.clip(round(3 + seat.theta + dice.normal(0, 0.8)), 1, _LEVELS))
    started = room.sittings.start(
        form, seed=f"{room.seed} {seat.number}", person_ref=seat.person_id, self_rating=rating
    )
    given = 0
    while given != seat.answers and not isinstance(asked := room.sittings.next_item(started.id), Ended):
        place = room.world.known.places[asked.dealt.item]
        category = answers.category(place, given)
        took_s = float(seconds[place])
        room.clock.at += dt.timedelta(seconds=took_s)
        sure = int(np.clip(50 + 40 * (category > 0) + dice.normal(0, 15), 0, 100)) if asked.asks_confidence else None
        item = room.world.bank[place]
        answer = _WORDS[category > 0] if asked.in_words else response_for(item, asked.dealt, category)
        room.sittings.record(asked.asked_id, answer, seconds=took_s, confidence=sure)
        given += 1
    if seat.answers is None:
        room.sittings.finish(started.id)
    return started.id
