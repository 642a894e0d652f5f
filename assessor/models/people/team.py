"""The table of teams."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_most_long


class Team(AssessorTable, table=True):
    """People who work together, with managers."""

    __tablename__: ClassVar[str] = "team"
    __table_args__: ClassVar[TableArgs] = (
        UniqueConstraint("organisation_id", "id"),
        UniqueConstraint("organisation_id", "name"),
        at_most_long("name", 200),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    name: str
    """As its people know it; each once in an organisation."""
    created_at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
    closed_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When it was dissolved, UTC."""
