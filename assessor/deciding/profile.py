"""The area profile: how able a person is in each area, shown only where that says more than the whole does.

Whether it does, and by which quantities, is told in `assessor.scoring.reliability.areas`. How closely areas go together
is data: a file in ``assessor/profiles``.
"""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import Field, model_validator

from assessor.deciding.stage import Stage
from assessor.framework import AreaKey
from assessor.scoring.ability.posterior import NODES, POPULATION
from assessor.scoring.levels.cuts import Cuts, membership
from assessor.scoring.pool import Floats
from assessor.scoring.reliability.areas import MOST_SHORT_OF_ONE, augmented, worth
from assessor.versioned import Strict, read_versioned

FOLDER = Path(__file__).parent.parent / "profiles"
LATEST = "author-1"
TOO_FEW = "too few questions in this area"
NOT_APART = "not told apart from the whole"


class AreaModel(Strict):
    """A version of how areas go together; nothing of it changes once a result names it."""

    name: str
    version: int = Field(ge=1)
    stage: Stage
    """What the correlation rests on."""
    issued: dt.date
    source: str
    correlation: float
    """Between the abilities in any two areas."""
    fewest: int = Field(ge=1)
    """Answers in an area before it may be shown by itself."""

    @model_validator(mode="after")
    def _is_possible(self) -> "AreaModel":
        if not (0 <= self.correlation <= MOST_SHORT_OF_ONE or self.correlation == 1):
            raise ValueError(f"the correlation is a number from 0 to {MOST_SHORT_OF_ONE}, or 1")
        return self

    @property
    def label(self) -> str:
        """The name that a stored result keeps: ``author@1#0123456789ab``."""
        return f"{self.name}@{self.version}#{hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True, eq=False)
class AreaAnswers:
    """What a person's answers say of one area."""

    area: AreaKey
    answered: int
    right: int
    """Answers in the item's highest category."""
    points: float
    """Each answer's category as a share of the highest, added up."""
    log_likelihood: Floats
    """Of the answers in this area at `NODES`, (nodes,)."""
    information: float
    """Of the items asked in this area, at the person's ability."""


@dataclass(frozen=True, slots=True)
class AreaFigure:
    """One area of the profile (the field: augmented subscore)."""

    area: AreaKey
    answered: int
    right: int
    points: float
    theta: float
    """Ability in this area, from its own answers and all others."""
    se: float
    """Its standard error."""
    own_chances: tuple[float, ...]
    """That the ability in this area lies at levels 1 to 5, by its own answers alone: what a floor is judged by."""
    why_not: str
    """Why it is not shown by itself; empty where it is."""

    def as_row(self, model: AreaModel) -> dict[str, Any]:
        """Return the entry that a stored result keeps: counts always, the ability only where it is shown."""
        shown = not self.why_not
        return {
            "area": self.area,
            "answered": self.answered,
            "right": self.right,
            "points": round(self.points, 2),
            "theta": self.theta if shown else None,
            "se": self.se if shown else None,
            "why_not": self.why_not,
            "model": model.label,
        }


def profile(areas: Sequence[AreaAnswers], model: AreaModel, cuts: Cuts) -> tuple[AreaFigure, ...]:
    """Return the figures of each area."""
    found = augmented(np.array([one.log_likelihood for one in areas]), model.correlation)
    logs = np.array([one.log_likelihood for one in areas]) + POPULATION.log_density(NODES)
    own = np.exp(logs - logs.max(axis=1, keepdims=True))
    chances = own / own.sum(axis=1, keepdims=True) @ membership(NODES, cuts)
    told = np.array([one.information for one in areas])
    adds = worth(told, model.correlation).adds if told.any() else told > 0
    return tuple(
        AreaFigure(
            area=one.area,
            answered=one.answered,
            right=one.right,
            points=one.points,
            theta=float(found.theta[place]),
            se=float(found.se[place]),
            own_chances=tuple(chances[place].tolist()),
            why_not=TOO_FEW if one.answered < model.fewest else "" if adds[place] else NOT_APART,
        )
        for place, one in enumerate(areas)
    )


@cache
def read_area_model(name: str = LATEST) -> AreaModel:
    """Read how areas go together by the name of its file. Raises BrokenFile."""
    return read_versioned(AreaModel, FOLDER, name, "profile")
