"""The literacy framework as versioned data: levels, areas, rungs of use, and crosswalks to others' words.

The only map between the scales stands here: a rung of use (prompting, context, orchestration) is not a level of
literacy, and neither is an apprenticeship's level.
"""

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field, model_validator

from assessor.versioned import Strict, read_versioned

FOLDER = Path(__file__).parent / "frameworks"
LATEST = "toprung-1"

AreaKey = Literal["value", "instructing", "context", "orchestrating", "checking", "responsible"]
Rung = Literal["prompting", "context", "orchestration"]
LiteracyLevel = Literal[1, 2, 3, 4, 5]


class Level(Strict):
    """One level of literacy."""

    number: LiteracyLevel
    name: str
    provisional: bool = False
    """True where the name is our guess, to be shown as such."""
    about: str
    next: str
    """What separates it from the level above; empty for the highest."""

    @property
    def shown_name(self) -> str:
        """The name as people see it: a provisional one says so."""
        return f"{self.name} (provisional name)" if self.provisional else self.name


class Area(Strict):
    """One of the areas in which a level shows."""

    key: AreaKey
    name: str
    about: str
    levels: tuple[str, str, str, str, str]
    """What somebody at each level does, from level 1."""


class RungOfUse(Strict):
    """A way of using AI, and the levels of literacy that it belongs to."""

    name: Rung
    levels: tuple[LiteracyLevel, ...] = Field(min_length=1)


class Counterpart(Strict):
    """An entry of another framework, and the areas of ours that it meets."""

    code: str
    name: str
    areas: tuple[AreaKey, ...] = Field(min_length=1)


class Crosswalk(Strict):
    """Another framework beside ours."""

    key: str
    title: str
    source: str
    """Where its words come from, with a date."""
    entries: tuple[Counterpart, ...]


class Framework(Strict):
    """A version of the framework; nothing of it changes once a result names it."""

    name: str
    version: int = Field(ge=1)
    title: str
    language: str
    issued: dt.date
    source: str
    level: tuple[Level, ...]
    rung: tuple[RungOfUse, ...]
    area: tuple[Area, ...]
    crosswalk: tuple[Crosswalk, ...]

    @model_validator(mode="after")
    def _is_whole(self) -> "Framework":
        if [level.number for level in self.level] != [1, 2, 3, 4, 5]:
            raise ValueError("the levels have to be 1 to 5, each once and in order")
        for what, keys in (("area", [a.key for a in self.area]), ("crosswalk", [c.key for c in self.crosswalk])):
            if len(set(keys)) != len(keys):
                raise ValueError(f"an {what} stands twice: {', '.join(keys)}")
        if missing := set(get_args(AreaKey)) - {area.key for area in self.area}:
            raise ValueError(f"areas are missing: {', '.join(sorted(missing))}")
        return self

    @property
    def label(self) -> str:
        """The name that a stored result keeps: ``toprung@1``."""
        return f"{self.name}@{self.version}"

    def level_named(self, number: LiteracyLevel) -> Level:
        """Return the level of a number."""
        return self.level[number - 1]

    def levels_of(self, rung: Rung) -> tuple[LiteracyLevel, ...]:
        """Return the levels of literacy that a rung of use belongs to."""
        return next(each.levels for each in self.rung if each.name == rung)


@cache
def read_framework(name: str = LATEST) -> Framework:
    """Read a framework by the name of its file. Raises BrokenFile."""
    return read_versioned(Framework, FOLDER, name, "framework")
