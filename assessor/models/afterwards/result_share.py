"""The table of results that learners share."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, of_own


class ResultShare(AssessorTable, table=True):
    """A learner's choice to show the result of a sitting to a person, or to those of a role who are over her."""

    __tablename__: ClassVar[str] = "result_share"
    __table_args__: ClassVar[TableArgs] = (
        of_own("result_share", "sitting_id", "sitting"),
        of_own("result_share", "with_person_id", "person"),
        Index(None, "organisation_id", "sitting_id"),
        CheckConstraint("(with_person_id IS NULL) <> (with_role IS NULL)", name="with"),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    sitting_id: str
    """The sitting."""
    with_person_id: str | None = None
    """With whom."""
    with_role: str | None = None
    """Or with all who have this role over her: manager."""
    given_at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
    withdrawn_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When she took it back, UTC."""
