"""What a task.toml may say, checked field by field. Nothing here deals a case or marks an answer."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from tasks_bank.deliverable import Column, Deliverable, Kind

FixOf = Literal["missing", "wrong", "stray", "wrong_total", "missed_escalation", "needless_escalation", "poor_text"]
"""Kinds of defect: a row that is not there, is wrong, or should not be there; and so on."""


class Strict(BaseModel):
    """A table of task.toml: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Dial(Strict):
    """One setting of the generator."""

    low: float
    high: float
    default: float
    whole: bool = True
    about: str


class HumanMinutes(Strict):
    """What the work takes a person without AI."""

    unaided: float
    """Minutes for one case at the default dials."""
    per_item_review: float
    """Minutes to check one row that is handed over."""
    fix: dict[FixOf, float] = Field(default_factory=dict)
    """Minutes to put one defect right, by its kind."""
    source: str
    """How the figures were arrived at."""


class DeliverableSpec(Strict):
    """A ``[[deliverable]]`` of task.toml."""

    name: str
    kind: Kind
    columns: tuple[Column, ...] = ()
    key: tuple[str, ...] = ()
    required: bool = True
    about: str = ""
    write: str = ""

    def made(self) -> Deliverable:
        """Return the deliverable that it describes."""
        return Deliverable(self.name, self.kind, self.columns, self.key, self.required, self.about, self.write)


class TaskSpec(Strict):
    """What task.toml says."""

    title: str
    family: str
    version: int = Field(ge=1)
    about: str
    dial: dict[str, Dial]
    presets: dict[str, dict[str, float]]
    human_minutes: HumanMinutes
    deliverable: tuple[DeliverableSpec, ...] = Field(min_length=1)
