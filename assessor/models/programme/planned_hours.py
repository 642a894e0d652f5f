"""The table of planned time off the job."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, TableArgs, at_least, of_own


class PlannedHours(AssessorTable, table=True):
    """What one month of a training plan holds. Without any, the plan's whole is spread evenly over its days."""

    __tablename__: ClassVar[str] = "planned_hours"
    __table_args__: ClassVar[TableArgs] = (
        of_own("planned_hours", "enrolment_id", "enrolment"),
        of_own("planned_hours", "person_id", "person"),
        Index(None, "organisation_id", "person_id"),
        at_least("minutes", 0),
    )

    enrolment_id: str = Field(primary_key=True)
    """Of which enrolment."""
    month: dt.date = Field(primary_key=True)
    """The month, by its first day."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    person_id: str
    """Of which learner."""
    minutes: int
    """Planned off the job."""
