"""The table of marks."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Counter, Instant, TableArgs, at_least


class ScoredResponse(AssessorTable, table=True):
    """One marking of one answer. A later marking is added beside it; the last one counts."""

    __tablename__: ClassVar[str] = "scored_response"
    __table_args__: ClassVar[TableArgs] = (UniqueConstraint("asked_id", "marking", "by", "at"), at_least("category", 0))

    number: int | None = Field(default=None, primary_key=True, sa_type=Counter)
    """Counts up in the order of writing."""
    organisation_id: str
    """Whose person it is."""
    asked_id: str = Field(foreign_key="response.asked_id")
    """The answer."""
    marking: str
    """The rules of marking, with their version."""
    by: str
    """Who marked: the rules themselves, or a person by name."""
    category: int
    """From 0 to the item's highest."""
    at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
