"""The table of breaks in learning."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, of_own


class LearningBreak(AssessorTable, table=True):
    """A time in which a learner does not learn and nothing is expected. Why is not kept."""

    __tablename__: ClassVar[str] = "learning_break"
    __table_args__: ClassVar[TableArgs] = (
        of_own("learning_break", "enrolment_id", "enrolment"),
        of_own("learning_break", "person_id", "person"),
        of_own("learning_break", "by", "person"),
        Index(None, "organisation_id", "enrolment_id"),
        Index(None, "organisation_id", "person_id"),
        CheckConstraint("back_on > starts_on", name="days"),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    enrolment_id: str
    """Of which enrolment."""
    person_id: str
    """Of which learner."""
    starts_on: dt.date
    """Its first day."""
    back_on: dt.date | None = None
    """The first day of learning again; none while it goes on."""
    by: str | None = None
    """Who typed it in; none for an import."""
    at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
