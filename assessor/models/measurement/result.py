"""The table of results."""

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, UniqueConstraint
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Counter, Instant, TableArgs, between


class Result(AssessorTable, table=True):
    """What a sitting says of a person, and with what it was made. Scoring again adds a row beside it."""

    __tablename__: ClassVar[str] = "result"
    __table_args__: ClassVar[TableArgs] = (
        UniqueConstraint("sitting_id", "made_with"),
        CheckConstraint("se > 0", name="se"),
        CheckConstraint("low < high", name="interval"),
        between("level", 1, 5),
        between("level_issued", 1, 5),
    )

    number: int | None = Field(default=None, primary_key=True, sa_type=Counter)
    """Counts up in the order of writing."""
    organisation_id: str
    """Whose person it is."""
    sitting_id: str = Field(foreign_key="sitting.id")
    """The sitting."""
    scored: list[int] = Field(sa_type=JSON)
    """Numbers of the scored responses that it rests on."""
    calibration: str = Field(foreign_key="calibration.label")
    """What was known of the items."""
    cut_set: str
    """By which cuts, floors and gates: the cut set's name, version and digest."""
    framework: str
    """What levels mean: the framework's name and version."""
    evidence: list[str] = Field(sa_type=JSON)
    """Ids of the practical evidence that was counted."""
    made_with: str
    """Digest of all that it was made with: marks, calibration, cut set, framework, evidence, area profile."""
    stage: str
    """What the figures rest on (evidence stage)."""
    theta: float
    """Ability: the mean of what it may be (EAP, prior N(0, 1))."""
    se: float
    """Its standard error, with the doubt of the items."""
    low: float
    """The lower end of the 95 % interval (prior N(0, 2))."""
    high: float
    """Its upper end."""
    level_probabilities: list[float] = Field(sa_type=JSON)
    """The chance of levels 1 to 5, before gates."""
    level: int | None
    """The level that has at least half of it, before gates; empty where none has."""
    level_issued: int | None
    """The level issued, after gates: of two, the lower one; empty after too few answers."""
    said: str
    """The level in words."""
    missing: list[str] = Field(sa_type=JSON)
    """What a higher level lacks."""
    areas: list[Any] = Field(sa_type=JSON)
    """The area profile: for each area its figures, or why none is shown."""
    flags: list[Any] = Field(sa_type=JSON)
    """What a person should look at: answers that fit no ability, rapid answers; never an automatic fail."""
    reason: str
    """Why the sitting ended."""
    conditions: list[str] = Field(sa_type=JSON)
    """What it is evidence of: stage, items, supervision."""
    at: dt.datetime = Field(sa_type=Instant)
    """When it was made, UTC."""
