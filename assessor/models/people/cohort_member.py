"""The table of who is in which cohort."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, of_own


class CohortMember(AssessorTable, table=True):
    """One person in one cohort."""

    __tablename__: ClassVar[str] = "cohort_member"
    __table_args__: ClassVar[TableArgs] = (
        of_own("cohort_member", "cohort_id", "cohort"),
        of_own("cohort_member", "person_id", "person"),
        Index(None, "organisation_id", "person_id"),
    )

    cohort_id: str = Field(primary_key=True)
    """The cohort."""
    person_id: str = Field(primary_key=True)
    """Who is in it."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    since: dt.datetime = Field(sa_type=Instant)
    """When she came in, UTC."""
