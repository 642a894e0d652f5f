"""The table of what trainers and learners agreed to do."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_most_long, of_own


class TrainerAction(AssessorTable, table=True):
    """One thing that somebody is to do for a learner's progress, by a day."""

    __tablename__: ClassVar[str] = "trainer_action"
    __table_args__: ClassVar[TableArgs] = (
        of_own("trainer_action", "person_id", "person"),
        of_own("trainer_action", "who", "person"),
        of_own("trainer_action", "by", "person"),
        Index(None, "organisation_id", "person_id"),
        at_most_long("what", 1000),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    person_id: str
    """For which learner."""
    what: str
    """What is to be done."""
    who: str
    """Who is to do it."""
    due_on: dt.date | None = None
    """By when, as a day in the organisation's zone."""
    by: str
    """Who wrote it down."""
    at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
    done_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When it was done, UTC."""
