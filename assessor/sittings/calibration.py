"""Items as parameters with their doubt, under a name that says which: the bank as the engine takes it.

A calibration is stored whole with the first sitting that uses it, so that a sitting goes on, and a result can be made
again, with what was known then, whatever has become of the bank.
"""

import datetime as dt
import hashlib
import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import Connection, select

from assessor.bank.item import Item
from assessor.deciding.stage import Stage, weakest
from assessor.models.measurement import CALIBRATION, CALIBRATION_USE
from assessor.scoring.ability.uncertain import UncertainPool, with_difficulty_sd
from assessor.scoring.adaptive.engine import Adaptive
from assessor.scoring.pool import ItemParameters, Pool
from assessor.sittings.form import make_form
from assessor.sittings.limits import statuses_of
from assessor.sittings.scale import Scale

_AUTHORS: Mapping[str, Any] = {"method": "authors"}
_AT_HAND = 8


@dataclass(frozen=True)
class Calibration:
    """What was known of each item at a time."""

    scale: str
    """Label of the scale."""
    stage: Stage
    items: tuple[ItemParameters, ...]
    sds: tuple[float, ...]
    """The standard deviation of each difficulty, in theta."""
    made_from: Mapping[str, Any] = field(default_factory=lambda: dict(_AUTHORS), compare=False)
    """How it was made; under ``answers`` how many each item rests on, where it rests on any."""

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

    def as_row(self, at: dt.datetime) -> dict[str, Any]:
        """Return the row of the table of calibrations."""
        return {
            "label": self.label,
            "scale": self.scale,
            "stage": self.stage,
            "items": self.as_rows(),
            "made_from": dict(self.made_from),
            "made_at": at,
        }


def calibration_of(items: Sequence[Item], scale: Scale) -> Calibration:
    """Take the authors' word for every item that is not retired. Raises ValueError where none is left."""
    used = [item for item in items if item.status != "retired"]
    if not used:
        raise ValueError("the bank has no items that are not retired")
    parameters = tuple(scale.parameters(item) for item in used)
    return Calibration(scale.label, scale.stage, parameters, tuple(scale.doubt(item) for item in used))


def calibration_from(
    scale: str, stage: Stage, rows: Sequence[Sequence[Any]], made_from: Mapping[str, Any] = _AUTHORS
) -> Calibration:
    """Return the calibration that was stored."""
    items = tuple(ItemParameters(name, a, tuple(steps)) for name, a, steps, _ in rows)
    return Calibration(scale, stage, items, tuple(row[3] for row in rows), made_from)


def calibration_in_use(connection: Connection, scale: Scale, items: Sequence[Item]) -> Calibration:
    """Return what new sittings begin with: the calibration taken into use last, the authors' word without any.

    Items of the bank that it does not know keep their author's word. Raises ValueError for a bank without items.
    """
    authors = calibration_of(items, scale)
    newest = (
        select(CALIBRATION)
        .join(CALIBRATION_USE, CALIBRATION_USE.c.calibration == CALIBRATION.c.label)
        .where(CALIBRATION.c.scale == scale.label)
        .order_by(CALIBRATION_USE.c.number.desc())
        .limit(1)
    )
    row = connection.execute(newest).mappings().one_or_none()
    if row is None:
        return authors
    used = calibration_from(row["scale"], row["stage"], row["items"], row["made_from"])
    return _completed(used, authors, counting_names(items))


def read_once(read: Callable[[str], Calibration]) -> Callable[[str], Calibration]:
    """Return how to read a calibration by its label so that all threads share one: its engine takes time to make."""
    kept, reading = lru_cache(maxsize=_AT_HAND)(read), threading.Lock()

    def known(label: str) -> Calibration:
        with reading:
            return kept(label)

    return known


def counting_names(items: Sequence[Item]) -> frozenset[str]:
    """Return the items, with version, that count in a sitting of the default form."""
    statuses = statuses_of(items, make_form())
    return frozenset(f"{item.id}@{item.version}" for item in items if item.status in statuses)


def _completed(used: Calibration, authors: Calibration, counting: frozenset[str]) -> Calibration:
    """Return a calibration with the authors' word for the items that it does not know."""
    new = [
        place
        for place, item in enumerate(authors.items)
        if item.name not in used.places or len(used.items[used.places[item.name]].steps) != len(item.steps)
    ]
    if not new:
        return used
    judged = {authors.items[place].name for place in new}
    kept = [place for place, item in enumerate(used.items) if item.name not in judged]
    return Calibration(
        used.scale,
        weakest([used.stage, *([authors.stage] if judged & counting else [])]),
        (*(used.items[place] for place in kept), *(authors.items[place] for place in new)),
        (*(used.sds[place] for place in kept), *(authors.sds[place] for place in new)),
        {**used.made_from, "completes": used.label, "judged": sorted(judged)},
    )
