"""The table of arrangements."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Counter, Instant, TableArgs, between, of_own


class Arrangement(AssessorTable, table=True):
    """What is arranged for a person's sittings, and never why. The newest row counts; managers never see it."""

    __tablename__: ClassVar[str] = "arrangement"
    __table_args__: ClassVar[TableArgs] = (
        of_own("arrangement", "person_id", "person"),
        of_own("arrangement", "set_by", "person"),
        between("extra_time_percent", 0, 300),
        Index(None, "organisation_id", "person_id"),
    )

    number: int | None = Field(default=None, primary_key=True, sa_type=Counter)
    """Counts up."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    person_id: str
    """For whom."""
    breaks: bool = False
    """Whether the clock may be stopped."""
    extra_time_percent: int = 0
    """Added to a time limit, where there is one."""
    reader: bool = False
    """Whether somebody reads aloud."""
    scribe: bool = False
    """Whether somebody writes for her."""
    narrative: bool = False
    """Whether questions are asked in words, without options."""
    set_by: str
    """Who set it; she herself may."""
    at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
