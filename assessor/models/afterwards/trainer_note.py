"""The table of trainers' notes."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_most_long, of_own


class TrainerNote(AssessorTable, table=True):
    """What a trainer wrote down about a learner. The learner may read it with her data."""

    __tablename__: ClassVar[str] = "trainer_note"
    __table_args__: ClassVar[TableArgs] = (
        of_own("trainer_note", "person_id", "person"),
        of_own("trainer_note", "by", "person"),
        Index(None, "organisation_id", "person_id"),
        at_most_long("words", 4000),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    person_id: str
    """About whom."""
    by: str
    """The trainer."""
    words: str
    """The note."""
    at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
