"""The table of cohorts."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_most_long


class Cohort(AssessorTable, table=True):
    """People who learn together for a time, with trainers."""

    __tablename__: ClassVar[str] = "cohort"
    __table_args__: ClassVar[TableArgs] = (
        UniqueConstraint("organisation_id", "id"),
        UniqueConstraint("organisation_id", "name"),
        at_most_long("name", 200),
        CheckConstraint("ends_on >= starts_on", name="days"),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    name: str
    """As its people know it; each once in an organisation."""
    starts_on: dt.date
    """The first day."""
    ends_on: dt.date | None = None
    """The last day, where it is known."""
    created_at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
    closed_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When it was dissolved, UTC."""
