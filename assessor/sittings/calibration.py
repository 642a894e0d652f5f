"""Items as parameters with their doubt, under a name that says which: the bank as the engine takes it.

A calibration is stored whole with the first sitting that uses it, so that a sitting goes on, and a result can be made
again, with what was known then, whatever has become of the bank.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assessor.bank.item import Item
from assessor.deciding.stage import Stage
from assessor.scoring.ability.uncertain import UncertainPool, with_difficulty_sd
from assessor.scoring.adaptive.engine import Adaptive
from assessor.scoring.pool import ItemParameters, Pool
from assessor.sittings.scale import Scale


@dataclass(frozen=True)
class Calibration:
    """What was known of each item at a time."""

    scale: str
    """Label of the scale."""
    stage: Stage
    items: tuple[ItemParameters, ...]
    sds: tuple[float, ...]
    """The standard deviation of each difficulty, in theta."""

    @cached_property
    def label(self) -> str:
        """Name, version and digest: ``author@1#0123456789ab``."""
        said = json.dumps(self.as_rows(), separators=(",", ":"))
        return f"{self.scale}#{hashlib.sha256(said.encode()).hexdigest()[:12]}"

    def pool_of(self, places: Sequence[int]) -> UncertainPool:
        """Return items by their places, with their doubt."""
        return with_difficulty_sd(Pool([self.items[place] for place in places]), [self.sds[place] for place in places])

    @cached_property
    def engine(self) -> Adaptive:
        """All items ready for adaptive tests."""
        return Adaptive(self.pool_of(range(len(self.items))))

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each item by its id and version."""
        return {item.name: place for place, item in enumerate(self.items)}

    def as_rows(self) -> list[list[Any]]:
        """Return name, slope, steps and doubt of each item, as the store keeps them."""
        return [[item.name, item.a, list(item.steps), sd] for item, sd in zip(self.items, self.sds, strict=True)]


def calibration_of(items: Sequence[Item], scale: Scale) -> Calibration:
    """Take the authors' word for every item that is not retired. Raises ValueError where none is left."""
    used = [item for item in items if item.status != "retired"]
    if not used:
        raise ValueError("the bank has no items that are not retired")
    parameters = tuple(scale.parameters(item) for item in used)
    return Calibration(scale.label, scale.stage, parameters, tuple(scale.doubt(item) for item in used))


def calibration_from(scale: str, stage: Stage, rows: Sequence[Sequence[Any]]) -> Calibration:
    """Return the calibration that was stored."""
    items = tuple(ItemParameters(name, a, tuple(steps)) for name, a, steps, _ in rows)
    return Calibration(scale, stage, items, tuple(row[3] for row in rows))
