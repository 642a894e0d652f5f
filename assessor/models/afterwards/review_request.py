"""The table of reviews that learners ask for."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_most_long, of_own, one_of


class ReviewRequest(AssessorTable, table=True):
    """A learner asks a named person to look at a result; the answer and its reasons stay beside the result."""

    __tablename__: ClassVar[str] = "review_request"
    __table_args__: ClassVar[TableArgs] = (
        of_own("review_request", "sitting_id", "sitting"),
        of_own("review_request", "to_person_id", "person"),
        Index(None, "organisation_id", "sitting_id"),
        Index(None, "organisation_id", "to_person_id"),
        one_of("outcome", "kept", "changed"),
        at_most_long("reason", 2000),
        at_most_long("answer", 4000),
        CheckConstraint("(answered_at IS NULL) = (outcome IS NULL)", name="answered"),
        CheckConstraint("answered_at IS NULL OR answer <> ''", name="reasons"),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    sitting_id: str
    """The sitting."""
    asked_at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
    reason: str
    """Why, in the learner's words."""
    to_person_id: str
    """Who is asked to look."""
    answered_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When that person answered, UTC."""
    answer: str = ""
    """The reasons."""
    outcome: str | None = None
    """kept or changed."""
