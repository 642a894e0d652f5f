"""The table of ratings of knowledge, skills and behaviours."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, of_own, one_of


class KsbRating(AssessorTable, table=True):
    """What the learner or the employer thinks of one knowledge, skill or behaviour on a day. Never measured."""

    __tablename__: ClassVar[str] = "ksb_rating"
    __table_args__: ClassVar[TableArgs] = (
        of_own("ksb_rating", "enrolment_id", "enrolment"),
        of_own("ksb_rating", "person_id", "person"),
        UniqueConstraint("enrolment_id", "code", "rater", "on"),
        Index(None, "organisation_id", "person_id"),
        one_of("rater", "self", "employer"),
        CheckConstraint("most >= 1 AND rating >= 0 AND rating <= most", name="rating"),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    enrolment_id: str
    """Of which enrolment."""
    person_id: str
    """Of which learner."""
    code: str
    """Of the enrolment's standard: K1, S29, B6."""
    rater: str
    """self: the learner; employer: whoever speaks for the employer."""
    rating: int
    """From 0."""
    most: int
    """The highest rating that there was to choose."""
    on: dt.date
    """The day of the rating."""
    source: str
    """Where it comes from: the name of a map, or typed."""
    at: dt.datetime = Field(sa_type=Instant)
    """When it came in, UTC."""
