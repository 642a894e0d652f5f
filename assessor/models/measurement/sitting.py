"""The table of sittings."""

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON, Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, between


class Sitting(AssessorTable, table=True):
    """One person's test session, as it was set up. What happens in it are rows of other tables."""

    __tablename__: ClassVar[str] = "sitting"
    __table_args__: ClassVar[TableArgs] = (
        Index(None, "organisation_id", "person_ref"),
        Index(None, "organisation_id", "id", unique=True),
        between("self_rating", 1, 5),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str
    """Whose person it is."""
    person_ref: str | None
    """Who sits, in the organisation's own words; empty where nobody is named."""
    seed: str
    """Deals the forms of items and every choice by lot."""
    form: dict[str, Any] = Field(sa_type=JSON)
    """Every setting."""
    statuses: list[str] = Field(sa_type=JSON)
    """Items of which status count."""
    pilots: list[str] = Field(sa_type=JSON)
    """Items that may be asked without counting, with version."""
    calibration: str = Field(foreign_key="calibration.label")
    """What is known of the items."""
    scale: str
    """File of the scale of the items."""
    cut_set: str
    """File of the rules by which levels are issued."""
    held_back: list[str] = Field(sa_type=JSON)
    """Items that are held back in this sitting since they are seen too often, with version."""
    left_out: list[str] = Field(sa_type=JSON)
    """Items that may not be asked: of another status, or seen by the person not long ago; with version."""
    self_rating: int | None
    """The level at which the person saw herself before; never part of the ability."""
    started_at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
