"""What items are taken for before answers come, as a versioned file in ``assessor/scales``: the authors' judgement."""

import datetime as dt
from functools import cache
from pathlib import Path

import numpy as np
from pydantic import Field, model_validator

from assessor.bank.item import Confidence, Item
from assessor.deciding.stage import Stage
from assessor.scoring.pool import ItemParameters
from assessor.versioned import Strict, read_versioned

FOLDER = Path(__file__).parent.parent / "scales"
LATEST = "author-1"


class Scale(Strict):
    """A version of the scale; nothing of it changes once a result names it."""

    name: str
    version: int = Field(ge=1)
    stage: Stage
    """What its figures rest on (evidence stage)."""
    issued: dt.date
    source: str
    slope: float = Field(gt=0)
    spread: float = Field(ge=0)
    """How far the outer steps of an item with part marks lie from its difficulty, in theta."""
    difficulty_sd: dict[Confidence, float]
    """The standard deviation of a difficulty by its author's confidence, in theta."""

    @model_validator(mode="after")
    def _is_whole(self) -> "Scale":
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
    """Read a scale by the name of its file. Raises BrokenFile."""
    return read_versioned(Scale, FOLDER, name, "scale")
