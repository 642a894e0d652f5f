"""The table of progress reviews."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_most_long, between, of_own, one_of


class ProgressReview(AssessorTable, table=True):
    """A three-way review, planned or held. What was agreed to be done stands in the table of actions."""

    __tablename__: ClassVar[str] = "progress_review"
    __table_args__: ClassVar[TableArgs] = (
        of_own("progress_review", "enrolment_id", "enrolment"),
        of_own("progress_review", "person_id", "person"),
        of_own("progress_review", "by", "person"),
        UniqueConstraint("enrolment_id", "source", "source_ref"),
        Index(None, "organisation_id", "person_id"),
        CheckConstraint("planned_on IS NOT NULL OR held_on IS NOT NULL", name="day"),
        between("progress_percent", 0, 100),
        one_of("rag_override", "red", "amber", "green"),
        CheckConstraint("(rag_override IS NULL) = (rag_reason = '')", name="overridden"),
        at_most_long("concerns", 4000),
        at_most_long("notes", 4000),
        at_most_long("rag_reason", 1000),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    enrolment_id: str
    """Of which enrolment."""
    person_id: str
    """Of which learner."""
    planned_on: dt.date | None = None
    """For which day it was planned."""
    held_on: dt.date | None = None
    """On which day it was held; none before."""
    learner_came: bool = False
    """Whether the learner was there."""
    employer_came: bool = False
    """Whether the employer was there."""
    progress_percent: int | None = None
    """How much of the standard is covered, as the learner's own system counts it; none where nobody said."""
    rag_override: str | None = None
    """red, amber or green, where the trainer judged otherwise than the formula."""
    rag_reason: str = ""
    """Why."""
    concerns: str = ""
    """Concerns and changes of circumstance that were raised."""
    notes: str = ""
    """What else was said."""
    source: str
    """Where it comes from: the name of a map, or typed."""
    source_ref: str
    """Its number there, or the day; the same never comes in twice."""
    by: str | None = None
    """Who typed it in; none for an import."""
    at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
