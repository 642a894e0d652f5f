"""The table of time that was spent off the job."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_most_long, between, of_own


class HoursEntry(AssessorTable, table=True):
    """One piece of training off the job, as the learner's own system has it."""

    __tablename__: ClassVar[str] = "hours_entry"
    __table_args__: ClassVar[TableArgs] = (
        of_own("hours_entry", "enrolment_id", "enrolment"),
        of_own("hours_entry", "person_id", "person"),
        UniqueConstraint("enrolment_id", "source", "source_ref"),
        Index(None, "organisation_id", "enrolment_id", "on"),
        Index(None, "organisation_id", "person_id"),
        between("minutes", 1, 6000),
        at_most_long("what", 500),
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
    """The day."""
    minutes: int
    """How long."""
    what: str = ""
    """What was learnt or done."""
    source: str
    """Where it comes from: the name of a map, or typed."""
    source_ref: str
    """Its number there, or a digest of what it says; the same never comes in twice."""
    at: dt.datetime = Field(sa_type=Instant)
    """When it came in, UTC."""
