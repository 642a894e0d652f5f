"""The table of prior learning."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import JSON, CheckConstraint, Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_least, at_most_long, of_own


class PriorLearning(AssessorTable, table=True):
    """Training that a learner does not need, in time, as a person decided on evidence. Never derived from a score."""

    __tablename__: ClassVar[str] = "prior_learning"
    __table_args__: ClassVar[TableArgs] = (
        of_own("prior_learning", "enrolment_id", "enrolment"),
        of_own("prior_learning", "person_id", "person"),
        of_own("prior_learning", "by", "person"),
        Index(None, "organisation_id", "person_id"),
        at_least("minutes", 1),
        CheckConstraint("evidence <> ''", name="given"),
        at_most_long("evidence", 2000),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    enrolment_id: str
    """Of which enrolment."""
    person_id: str
    """Of which learner."""
    minutes: int
    """Off the job that are left out."""
    codes: list[str] = Field(sa_type=JSON)
    """Of the enrolment's standard, what was known before."""
    evidence: str
    """On what the decision rests."""
    by: str
    """Who decided."""
    at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
