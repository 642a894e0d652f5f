"""The table of statements to the learning record store."""

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON, Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, of_own, one_of


class Statement(AssessorTable, table=True):
    """One thing that the learning record store is told (xAPI). A job sends it; sent again it changes nothing there."""

    __tablename__: ClassVar[str] = "statement"
    __table_args__: ClassVar[TableArgs] = (
        of_own("statement", "person_id", "person"),
        Index(None, "organisation_id", "person_id"),
        Index(None, "organisation_id", "made_at"),
        one_of("verb", "initialized", "completed", "scored", "voided"),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 5, made of what it says: the same thing has the same id, here and there."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose person it is about."""
    person_id: str
    """Whom it is about."""
    verb: str
    """What happened: initialized, completed, scored, or voided for one that is taken back."""
    body: dict[str, Any] = Field(sa_type=JSON)
    """What is said, as it is sent."""
    made_at: dt.datetime = Field(sa_type=Instant)
    """When it was put here, UTC."""
    taken_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When the store took it, UTC."""
    given_up_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When it was given up, or was not to be told any more, UTC."""
