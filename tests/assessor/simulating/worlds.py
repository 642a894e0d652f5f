"""Small worlds for tests of simulation."""

from dataclasses import replace

from assessor.scoring.levels.cuts import Cuts
from assessor.simulating.condition import Condition, conditions_of
from assessor.simulating.world import World, make_world
from tests.assessor.sittings.making import bank

CUTS = Cuts((-1.25, -0.4, 0.4, 1.25))


def world(items: int = 60, seed: int = 3) -> World:
    return make_world(bank(items), CUTS, seed)


def condition(key: str, **changes: object) -> Condition:
    small = world()
    found = next(one for one in conditions_of(small.known, small.cuts) if one.key == key)
    return replace(found, **changes)  # type: ignore[arg-type]
