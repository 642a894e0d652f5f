"""What figures rest on (the field: stages of validity evidence), and what may be said with them.

The word travels with every calibration, cut set and result. What it allows is data: a file in ``assessor/stages``.
"""

import datetime as dt
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field, model_validator

from assessor.versioned import Strict, read_versioned

FOLDER = Path(__file__).parent.parent / "stages"
LATEST = "toprung-1"

Stage = Literal["simulated", "author-judged", "piloted", "calibrated", "validated"]
"""From the weakest on."""
Use = Literal["level", "profile", "growth", "group_figures", "group_comparison", "badge", "decision"]
"""What could be said; the file explains each."""
STAGES: tuple[Stage, ...] = get_args(Stage)


class StageMeaning(Strict):
    """One stage: what its figures mean and allow."""

    name: Stage
    means: str = Field(min_length=20)
    may: tuple[Use, ...]
    """What may be said with them."""


class Stages(Strict):
    """A version of what the stages allow."""

    name: str
    version: int = Field(ge=1)
    issued: dt.date
    source: str
    stage: tuple[StageMeaning, ...]

    @model_validator(mode="after")
    def _is_whole(self) -> "Stages":
        if tuple(one.name for one in self.stage) != STAGES:
            raise ValueError(f"the stages are {', '.join(STAGES)}, each once and in this order")
        return self


@cache
def read_stages(name: str = LATEST) -> Stages:
    """Read what the stages allow by the name of its file. Raises BrokenFile."""
    return read_versioned(Stages, FOLDER, name, "file of stages")


def meaning(stage: str) -> StageMeaning:
    """Return what figures of a stage mean and allow; ValueError for a word that is no stage."""
    return read_stages().stage[[str(one) for one in STAGES].index(stage)]


def may(stage: Stage, use: Use) -> bool:
    """Say whether figures of a stage may be used so."""
    return use in meaning(stage).may


def weakest(stages: Iterable[Stage]) -> Stage:
    """Return the stage of what rests on several: that of the weakest."""
    return min(stages, key=STAGES.index)
