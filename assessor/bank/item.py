"""One item as its file says it: what is asked, the key with its reasons, tags, and what its author expects of it.

How it is marked follows from its kind:

single      one option is the key
multiple    every correct option, and no other; part marks for each right decision beyond those of ticking nothing
order       the options in the right order; part marks by pairs in the right order
numeric     a number within its tolerance
judgement   each option has a credit from 0 to 1; one is chosen
"""

import datetime as dt
import hashlib
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assessor.framework import AreaKey, LiteracyLevel

Kind = Literal["single", "multiple", "order", "numeric", "judgement"]
Form = Literal["knowledge", "scenario", "spot_the_error", "judge_the_design", "calculation"]
Status = Literal["draft", "pilot", "live", "retired"]
Confidence = Literal["low", "medium", "high"]
Sector = Literal["any", "finance", "people", "marketing", "sales", "operations", "support", "care", "public", "it"]

FEWEST_OPTIONS = 5
_FEWEST_TO_ORDER = 4
MOST_DIFFICULT = 4.0


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Option(_Strict):
    """One option to choose or to put in order."""

    text: str = Field(min_length=1)
    why: str = Field(min_length=10)
    """Why it is right, or why somebody chooses it and what is wrong with it."""
    correct: bool = False
    """For single and multiple."""
    credit: float = Field(default=0, ge=0, le=1)
    """For judgement: what the panel of authors gives it."""


class Number(_Strict):
    """The answer to a numeric item."""

    answer: str = Field(min_length=1)
    """A number, or arithmetic on the names in ``vary``: ``"cases * minutes / 60"``."""
    tolerance: float = Field(ge=0)
    """How far off is still right, in the same unit."""
    unit: str = Field(min_length=1)
    """What the number counts, as shown beside the field: ``minutes``."""
    why: str = Field(min_length=10)
    """How one gets there."""


class Author(_Strict):
    """What its author expects, until answers come."""

    difficulty: float = Field(ge=-MOST_DIFFICULT, le=MOST_DIFFICULT)
    """Where people of this ability get it right half of the time, on the scale of theta."""
    confidence: Confidence
    by: str = Field(min_length=2)
    """Who wrote it; a program is named as such."""


class Narrative(_Strict):
    """The question for people who answer in their own words, marked by a person (an adjustment, not a harder form)."""

    ask: str = Field(min_length=15)
    """The question as it stands without options."""
    marks: tuple[str, ...] = Field(min_length=1)
    """What an answer has to say to earn category 1, 2 and so on, up to the item's highest."""


class Item(_Strict):
    """One question of the bank."""

    id: str = Field(pattern=r"^[a-z]+-[1-5]-\d{3}$")
    """Area, level, number: ``checking-2-003``."""
    version: int = Field(ge=1)
    area: AreaKey
    level: LiteracyLevel
    kind: Kind
    form: Form
    stem: str = Field(min_length=15)
    exhibit: str = ""
    """What the question is about, such as an AI's output or a design; a diagram is text here."""
    option: tuple[Option, ...] = ()
    number: Number | None = None
    narrative: Narrative | None = None
    """For kinds single, multiple and judgement."""
    key: str = Field(min_length=15)
    """The rationale of the key, to be shown with the result."""
    author: Author
    sector: Sector = "any"
    reading_age: int = Field(ge=9, le=18)
    crosswalk: tuple[str, ...] = ()
    """Codes of counterparts: ``ai_fluency_4d.discernment``."""
    source: str = ""
    """Where a fact that is claimed comes from."""
    status: Status
    review: dt.date
    """When it has to be looked at again."""
    vary: dict[str, tuple[float | str, ...]] = Field(default_factory=dict)
    """Of a family: for each name the values that a form may hold; ``{name}`` in the texts stands for the value."""

    @property
    def name(self) -> str:
        """Id and version, as stored rows and calibrations name it: ``checking-2-003@1``."""
        return f"{self.id}@{self.version}"

    @property
    def is_family(self) -> bool:
        """True where parallel forms are dealt from a seed."""
        return bool(self.vary)

    @property
    def digest(self) -> str:
        """Twelve digits that change with its content; its status and its review are no content."""
        said = self.model_dump_json(exclude={"status", "review"})
        return hashlib.sha256(said.encode()).hexdigest()[:12]

    @property
    def top(self) -> int:
        """The highest category that marking gives: 1 for right or wrong, more for part marks."""
        if self.kind == "judgement":
            return len({option.credit for option in self.option}) - 1
        return 1 if self.kind in {"single", "numeric"} else 2

    @model_validator(mode="after")
    def _agrees_with_its_kind(self) -> "Item":
        if self.id.rsplit("-", 1)[0] != f"{self.area}-{self.level}":
            raise ValueError(f"the id {self.id} does not begin with its area and level, {self.area}-{self.level}")
        (self._check_number if self.kind == "numeric" else self._check_options)()
        if self.narrative is not None and len(self.narrative.marks) != self.top:
            raise ValueError(f"[narrative] has marks for {len(self.narrative.marks)} categories; there are {self.top}")
        if any(len(values) < 2 for values in self.vary.values()):  # noqa: PLR2004 - one value varies nothing
            raise ValueError("each name in vary needs at least two values")
        return self

    def _check_number(self) -> None:
        if self.number is None or self.option:
            raise ValueError("a numeric item has [number] and no options")

    def _check_options(self) -> None:
        fewest = _FEWEST_TO_ORDER if self.kind == "order" else FEWEST_OPTIONS
        if self.number is not None or len(self.option) < fewest:
            raise ValueError(f"an item of kind {self.kind} has at least {fewest} options and no [number]")
        if len({option.text for option in self.option}) < len(self.option):
            raise ValueError("an option stands twice")
        right = sum(option.correct for option in self.option)
        if self.kind == "single" and right != 1:
            raise ValueError(f"{right} options are correct; one has to be")
        if self.kind == "multiple" and not 2 <= right < len(self.option):  # noqa: PLR2004 - one would be `single`
            raise ValueError(f"{right} options are correct; two or more have to be, and not all")
        if self.kind in {"order", "judgement"} and right:
            raise ValueError(f"an item of kind {self.kind} has no correct option, but an order or credits")
        given = {option.credit for option in self.option}
        if (self.kind == "judgement") != (max(given) > 0):
            raise ValueError("credits belong to kind judgement, which needs them")
        if self.kind == "judgement" and not (max(given) == 1 and min(given) == 0):
            raise ValueError("the best option has the credit 1 and the worst 0")
