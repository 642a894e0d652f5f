"""The blueprint: how many items of which kind each area needs at each level (the field: table of specifications)."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import get_args

from pydantic import Field

from assessor.bank.item import Item, Kind
from assessor.curating.checking.finding import Fault, error
from assessor.framework import AreaKey, LiteracyLevel
from assessor.versioned import Strict, read_versioned

FOLDER = Path(__file__).parents[2] / "blueprints"
LATEST = "toprung-1"


class Least(Strict):
    """The fewest items of some part of the bank."""

    items: int = Field(ge=0)
    """Of any kind."""
    families: int = Field(default=0, ge=0)
    """That deal parallel forms."""
    kinds: Mapping[Kind, int] = Field(default_factory=dict)
    """Of each kind."""


class Blueprint(Strict):
    """A version of what a bank has to hold."""

    name: str
    version: int = Field(ge=1)
    issued: dt.date
    source: str
    items: int = Field(ge=0)
    """In all."""
    families: int = Field(ge=0)
    """In all."""
    cell: Least
    """Of each area at each level."""
    area: Least
    """Of each area."""


@cache
def read_blueprint(name: str = LATEST) -> Blueprint:
    """Read a blueprint by the name of its file. Raises BrokenFile."""
    return read_versioned(Blueprint, FOLDER, name, "blueprint")


def gaps(items: Sequence[Item], blueprint: Blueprint) -> Iterator[Fault]:
    """Yield what a bank lacks; retired items do not count."""
    there = [item for item in items if item.status != "retired"]
    yield from _lacks("the bank", there, Least(items=blueprint.items, families=blueprint.families))
    for area in get_args(AreaKey):
        of_area = [item for item in there if item.area == area]
        yield from _lacks(f"the area {area}", of_area, blueprint.area)
        for level in get_args(LiteracyLevel):
            of_cell = [item for item in of_area if item.level == level]
            yield from _lacks(f"the area {area} at level {level}", of_cell, blueprint.cell)


def _lacks(where: str, items: Sequence[Item], least: Least) -> Iterator[Fault]:
    wanted = {"items": least.items, "families": least.families}
    wanted |= {f"items of kind {kind}": many for kind, many in least.kinds.items()}
    found = {"items": len(items), "families": sum(item.is_family for item in items)}
    found |= {f"items of kind {kind}": sum(item.kind == kind for item in items) for kind in least.kinds}
    for what, many in wanted.items():
        if found[what] < many:
            yield error(f"{where} has {found[what]} {what}; the blueprint asks for {many}")
