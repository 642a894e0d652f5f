"""The table of problems with questions."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_most_long, of_own


class ProblemReport(AssessorTable, table=True):
    """A person's word that something is wrong with a question that she was asked."""

    __tablename__: ClassVar[str] = "problem_report"
    __table_args__: ClassVar[TableArgs] = (
        of_own("problem_report", "asked_id", "asked"),
        of_own("problem_report", "settled_by", "person"),
        Index(None, "item"),
        at_most_long("words", 2000),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose person it is."""
    asked_id: str
    """What was asked."""
    item: str
    """Id and version of the item."""
    words: str
    """What is wrong."""
    at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
    settled_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When somebody dealt with it, UTC."""
    settled_by: str | None = None
    """Who did."""
    outcome: str = ""
    """What came of it, in words."""
