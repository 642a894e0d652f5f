"""The whole study: every condition simulated, its figures, and the verdict; what the page and the JSON are made of."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from assessor.simulating.condition import STATED, Condition, Section
from assessor.simulating.crowd import Crowd
from assessor.simulating.exposing import Exposed, exposed
from assessor.simulating.figures import Figures, covered, figures
from assessor.simulating.running import Size, simulate
from assessor.simulating.stored import Again, sit_again
from assessor.simulating.subgroups import Subgroups, subgroups
from assessor.simulating.verdict import Bound, verdict
from assessor.simulating.world import World


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one condition."""

    condition: Condition
    everybody: Figures
    usual: Figures | None
    """Those who behave as usual, where others do not."""
    different: Figures | None
    """The others."""
    exposed: Exposed
    subgroups: Subgroups | None


@dataclass(frozen=True, slots=True)
class Study:
    """What was simulated and what came out."""

    people: int
    seed: int
    warm_up: int
    items: int
    calibration: str
    stage: str
    cut_set: str
    """Name and version."""
    cuts: tuple[float, ...]
    """Where levels 2 to 5 begin; what else a cut set says changes nothing here."""
    told: tuple[Told, ...]
    again: Again | None
    verdict: tuple[Bound, ...]

    def of(self, key: str) -> Told:
        """Return what is told of the condition of this key."""
        return next(one for one in self.told if one.condition.key == key)

    def section(self, section: Section) -> list[Told]:
        """Return what is told of the conditions of a section."""
        return [one for one in self.told if one.condition.section == section]

    def as_rows(self) -> dict[str, Any]:
        """Return the study as JSON keeps it; it says first that nobody in it is a person."""
        return {"evidence": "simulated", **asdict(self)}


def study(
    world: World,
    cut_set: str,
    conditions: Sequence[Condition],
    size: Size,
    *,
    again: int,
    jobs: int,
    seen: Callable[[int], object],
) -> Study:
    """Simulate and reckon. `again` people of the main condition sit a second time, with a store.

    `cut_set` is the name and version of the cuts; `seen` is told how many more sittings have ended.
    """
    crowds = simulate(world, conditions, size, jobs=jobs, seen=seen)
    told = tuple(_told(world, condition, crowds[condition.key]) for condition in conditions)
    main = next((condition for condition in conditions if condition.key == STATED), None)
    repeated = sit_again(world, main, again) if main is not None and again else None
    seen(again)
    return Study(
        people=size.people,
        seed=world.seed,
        warm_up=size.warm_up,
        items=len(world.bank),
        calibration=world.known.label,
        stage=world.known.stage,
        cut_set=cut_set,
        cuts=world.cuts.points,
        told=told,
        again=repeated,
        verdict=tuple(
            verdict(
                conditions,
                {one.condition.key: one.everybody for one in told},
                {one.condition.key: one.exposed for one in told},
                repeated,
            )
        ),
    )


def _told(world: World, condition: Condition, crowd: Crowd) -> Told:
    holds, everybody = covered(world, condition, crowd), np.ones(len(crowd.theta), dtype=np.bool_)
    usual = different = None
    if condition.mixed:
        usual = figures(world, condition, crowd, holds, ~crowd.different)
        different = figures(world, condition, crowd, holds, crowd.different)
    return Told(
        condition=condition,
        everybody=figures(world, condition, crowd, holds, everybody),
        usual=usual,
        different=different,
        exposed=exposed(crowd),
        subgroups=subgroups(world, crowd) if condition.harder else None,
    )
