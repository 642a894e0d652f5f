"""The table of enrolments."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_least, at_most_long, between, of_own, one_of


class Enrolment(AssessorTable, table=True):
    """One learner on one programme, pinned to the version that held on the first day. Changes are rows of their own."""

    __tablename__: ClassVar[str] = "enrolment"
    __table_args__: ClassVar[TableArgs] = (
        UniqueConstraint("organisation_id", "id"),
        UniqueConstraint("organisation_id", "person_id", "programme", "starts_on"),
        of_own("enrolment", "person_id", "person"),
        of_own("enrolment", "made_by", "person"),
        CheckConstraint("planned_end_on > starts_on", name="days"),
        CheckConstraint("ended_on IS NULL OR ended_on >= starts_on", name="end"),
        CheckConstraint("(ended_on IS NULL) = (ended_as IS NULL)", name="ended"),
        one_of("ended_as", "completed", "withdrawn"),
        at_least("minimum_off_job_min", 0),
        at_least("planned_off_job_min", 0),
        between("review_months", 1, 12),
        CheckConstraint("review_months IS NULL OR review_reason <> ''", name="review_reason"),
        at_most_long("employer", 200),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    person_id: str
    """The learner."""
    programme: str
    """The standard or unit by its code: ST1512."""
    version: str
    """Of it, as it held on the first day: 2.1."""
    starts_on: dt.date
    """The first day."""
    planned_end_on: dt.date
    """The last day, as first planned."""
    employer: str = ""
    """Who employs the learner on the first day."""
    minimum_off_job_min: int | None = None
    """Minutes off the job that the rules ask for, typed in, before prior learning; none where nobody has."""
    planned_off_job_min: int | None = None
    """Minutes off the job in the training plan, prior learning taken off."""
    review_months: int | None = None
    """Calendar months between reviews, where something else than the organisation's rule was agreed."""
    review_reason: str = ""
    """Why that was agreed with the employer."""
    ended_on: dt.date | None = None
    """The day on which it was completed or left."""
    ended_as: str | None = None
    """completed or withdrawn."""
    made_by: str | None = None
    """Who typed it in; none for an import."""
    made_at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
