"""The scale on which items and levels lie, as a versioned file in ``assessor/scales``: what a result was made with."""

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assessor.bank.item import Confidence, Item
from assessor.errors import AssessorError
from assessor.scoring.levels.cuts import Cuts
from assessor.scoring.pool import ItemParameters

FOLDER = Path(__file__).parent.parent / "scales"
LATEST = "author-1"

Stage = Literal["simulated", "author-judged", "piloted", "calibrated", "validated"]


class BrokenScale(AssessorError):
    """A scale's file cannot be read or contradicts itself; one sentence says where."""


class Scale(BaseModel):
    """A version of the scale; nothing of it changes once a result names it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    version: int = Field(ge=1)
    stage: Stage
    """What its figures rest on (evidence stage)."""
    framework: str
    """The file of the framework whose levels the cuts divide."""
    issued: dt.date
    source: str
    slope: float = Field(gt=0)
    spread: float = Field(ge=0)
    """How far the outer steps of an item with part marks lie from its difficulty, in theta."""
    cuts: tuple[float, float, float, float]
    """Where levels 2 to 5 begin, in theta, rising."""
    difficulty_sd: dict[Confidence, float]
    """The standard deviation of a difficulty by its author's confidence, in theta."""

    @model_validator(mode="after")
    def _is_whole(self) -> "Scale":
        Cuts(self.cuts)
        if missing := {"low", "medium", "high"} - set(self.difficulty_sd):
            raise ValueError(f"difficulty_sd says nothing of {', '.join(sorted(missing))}")
        if min(self.difficulty_sd.values()) < 0:
            raise ValueError("a standard deviation in difficulty_sd is below 0")
        return self

    @property
    def label(self) -> str:
        """The name that a stored result keeps: ``author@1``."""
        return f"{self.name}@{self.version}"

    def parameters(self, item: Item) -> ItemParameters:
        """Return what is taken for an item's slope and steps; several steps lie evenly around the difficulty."""
        middle = item.author.difficulty
        steps = np.linspace(middle - self.spread, middle + self.spread, item.top) if item.top > 1 else [middle]
        return ItemParameters(f"{item.id}@{item.version}", self.slope, tuple(float(step) for step in steps))

    def doubt(self, item: Item) -> float:
        """Return the standard deviation of an item's difficulty."""
        return self.difficulty_sd[item.author.confidence]


@cache
def read_scale(name: str = LATEST) -> Scale:
    """Read a scale by the name of its file. Raises BrokenScale."""
    path = FOLDER / f"{name}.toml"
    try:
        return Scale.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        known = ", ".join(sorted(file.stem for file in FOLDER.glob("*.toml")))
        raise BrokenScale(f"there is no scale '{name}'; there are {known}") from None
    except tomllib.TOMLDecodeError as error:
        raise BrokenScale(f"{path.name} is not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise BrokenScale(f"{path.name}, {where}: {first['msg'].removeprefix('Value error, ')}") from error
