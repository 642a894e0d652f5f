"""What all simulees of a run share, and what is true of the items under a condition."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from zlib import crc32

import numpy as np

from assessor.bank.item import Item
from assessor.scoring.levels.cuts import Cuts
from assessor.scoring.pool import Floats, ItemParameters, Pool
from assessor.simulating.behaving import luck_of, usual_seconds
from assessor.simulating.condition import PLANTED_EVERY, Condition
from assessor.sittings.calibration import Calibration, calibration_of
from assessor.sittings.scale import read_scale

_OF_TRUTH = 1_000_000
"""Tells the lots of true items from those of people, whose numbers are smaller."""


@dataclass(frozen=True)
class World:
    """A bank, what is taken for known of it, where levels begin, and the seed of everything."""

    bank: tuple[Item, ...]
    known: Calibration
    cuts: Cuts
    seed: int

    @cached_property
    def sure(self) -> Calibration:
        """The same items, taken for exactly known."""
        return replace(self.known, sds=(0.0,) * len(self.known.sds))

    @cached_property
    def luck(self) -> Floats:
        """The chance of each category by answering at random, (items, categories)."""
        return luck_of(self.bank)

    @cached_property
    def seconds(self) -> Floats:
        """The usual seconds for each item, (items,)."""
        return usual_seconds(self.bank)

    @cached_property
    def planted(self) -> tuple[int, ...]:
        """The places of the items that are harder for one group."""
        dice = np.random.default_rng([self.seed, crc32(b"planted")])
        return tuple(sorted(dice.permutation(len(self.bank))[: max(1, len(self.bank) // PLANTED_EVERY)].tolist()))

    def taken(self, condition: Condition) -> Calibration:
        """Return what the engine takes the items for under a condition."""
        return self.known if condition.doubted else self.sure

    def dice(self, condition: Condition, *places: int) -> np.random.Generator:
        """Return the lot of one place in a run; the same wherever and whenever it is drawn."""
        return np.random.default_rng([self.seed, crc32(condition.key.encode()), *places])

    def truth(self, condition: Condition, drawn: int, *, focal: bool) -> Pool:
        """Return the items as they really are in one draw, for the reference or for the focal group."""
        size, dice = len(self.bank), self.dice(condition, _OF_TRUTH, drawn)
        wrong = np.array(self.known.sds) if condition.wrong is None else np.full(size, condition.wrong)
        moves = wrong * dice.standard_normal(size)
        slopes = np.exp(condition.slopes * dice.standard_normal(size))
        if focal:
            moves[list(self.planted)] += condition.harder
        return Pool(
            [
                ItemParameters(item.name, item.a * float(slope), tuple(step + float(move) for step in item.steps))
                for item, move, slope in zip(self.known.items, moves, slopes, strict=True)
            ]
        )


def make_world(bank: Sequence[Item], cuts: Cuts, seed: int) -> World:
    """Take the authors' word for the items of a bank that are not retired. Raises ValueError for a bank without any."""
    used = tuple(item for item in bank if item.status != "retired")
    return World(used, calibration_of(used, read_scale()), cuts, seed)
