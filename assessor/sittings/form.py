"""The settings of a sitting, with the defaults of the default form."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assessor.bank.item import Status
from assessor.errors import AssessorError
from assessor.framework import AreaKey


class BadForm(AssessorError):
    """Settings that cannot be; one sentence says which."""


class Form(BaseModel):
    """How a sitting goes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fewest: int = Field(default=10, ge=0)
    """Items that count, before which it never ends by itself, except where none is left."""
    most: int = Field(default=30, ge=1)
    """After which it ends."""
    se: float = Field(default=0.30, gt=0)
    """It ends at a standard error of this or less."""
    certainty: float = Field(default=0.80, gt=0.5, le=1)
    """It ends when one level has this chance or more."""
    shares: dict[AreaKey, float] = Field(default_factory=dict)
    """How much of the sitting each area is to have, in any unit; areas that are not named have 1."""
    minimum: int = Field(default=1, ge=0)
    """The fewest items of each area, as far as there are so many."""
    random_first: int = Field(default=5, ge=0)
    """For so many items at the beginning, one of the best is taken by lot."""
    random_best: int = Field(default=5, ge=1)
    """Of so many."""
    ceiling: float = Field(default=0.25, gt=0, le=1)
    """No item is asked in more than this share of the sittings."""
    cooldown_days: int = Field(default=90, ge=0)
    """For so many days nobody is asked the same item twice."""
    statuses: tuple[Status, ...] = ()
    """Items of which status count; none named: live ones once they are enough, until then drafts and pilots too."""
    pilot_after: int = Field(default=6, ge=5, le=9)
    """Where pilots are asked, one comes to so many items that count: about one in seven."""
    gentle: bool = False
    """Items on which about six tenths of the score are expected, rather than half."""
    confidence_every: int = Field(default=3, ge=1)
    """How sure one is, is asked on one item in so many."""
    minutes: float | None = Field(default=None, gt=0)
    """Time for all answers together; none: as long as it takes."""
    extra_time: float = Field(default=1.0, ge=1)
    """Times this much time: 1.25 for a quarter more."""
    breaks: bool = False
    """Whether the clock stops while the person is away."""
    narrative: bool = False
    """Items of choice and judgement that can be are asked in words; a person marks these answers."""
    supervised: bool = False
    """Somebody sees to it that the person sits alone and by the rules."""
    ai_allowed: bool = False
    """Whether the person may use AI while she answers."""

    @model_validator(mode="after")
    def _is_possible(self) -> "Form":
        if self.most < self.fewest:
            raise ValueError(f"a sitting of at least {self.fewest} and at most {self.most} items cannot be")
        if any(share <= 0 for share in self.shares.values()):
            raise ValueError("the share of an area has to be above 0")
        if "retired" in self.statuses:
            raise ValueError("retired items are not asked")
        return self


def make_form(**settings: Any) -> Form:  # noqa: ANN401 - pydantic checks each
    """Return the default form with other settings. Raises BadForm."""
    try:
        return Form(**settings)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the form"
        raise BadForm(f"{where}: {first['msg'].removeprefix('Value error, ')}") from error
