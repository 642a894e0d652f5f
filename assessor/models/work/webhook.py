"""The table of calls that other systems asked for."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_most_long, of_own


class Webhook(AssessorTable, table=True):
    """An address of the organisation that is called when something happens."""

    __tablename__: ClassVar[str] = "webhook"
    __table_args__: ClassVar[TableArgs] = (
        UniqueConstraint("organisation_id", "id"),
        of_own("webhook", "made_by", "person"),
        at_most_long("url", 2000),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    url: str
    """Where to."""
    secret: str
    """By which calls are signed; shown once, and never again."""
    events: list[str] = Field(sa_type=JSON)
    """What it is told of: sitting.finished."""
    made_by: str
    """Who set it up."""
    made_at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
    paused_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """Since when it is not called, UTC."""
