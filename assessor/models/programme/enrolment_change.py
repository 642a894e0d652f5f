"""The table of changes of enrolments."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_most_long, between, of_own


class EnrolmentChange(AssessorTable, table=True):
    """A new planned end or another employer, from a day on; what is expected of the learner is re-based on that day."""

    __tablename__: ClassVar[str] = "enrolment_change"
    __table_args__: ClassVar[TableArgs] = (
        of_own("enrolment_change", "enrolment_id", "enrolment"),
        of_own("enrolment_change", "person_id", "person"),
        of_own("enrolment_change", "by", "person"),
        Index(None, "organisation_id", "enrolment_id"),
        Index(None, "organisation_id", "person_id"),
        CheckConstraint("planned_end_on IS NOT NULL OR employer IS NOT NULL", name="something"),
        between("progress_percent", 0, 100),
        at_most_long("employer", 200),
        at_most_long("why", 1000),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    enrolment_id: str
    """Of which enrolment."""
    person_id: str
    """Of which learner."""
    on: dt.date
    """From which day on."""
    planned_end_on: dt.date | None = None
    """The new planned end; none where it stays."""
    employer: str | None = None
    """The new employer; none where it stays."""
    progress_percent: int | None = None
    """Where the learner stood on that day, from which it goes on; none: from what was expected."""
    why: str = ""
    """The reason."""
    by: str | None = None
    """Who typed it in; none for an import."""
    at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
