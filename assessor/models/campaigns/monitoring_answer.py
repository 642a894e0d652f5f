"""The table of answers to optional questions on equality, apart from everything that names a person."""

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from assessor.models.declared import AssessorTable, TableArgs, at_most_long


class MonitoringAnswer(AssessorTable, table=True):
    """One person's answers, for figures of groups alone (the field: equality monitoring, DIF groups).

    No row refers to a person or a sitting: `key` is HMAC-SHA-256 of the sitting's id under the organisation's secret,
    so that without the secret nobody finds whose it is. The id is by chance and says no time.
    """

    __tablename__: ClassVar[str] = "monitoring_answer"
    __table_args__: ClassVar[TableArgs] = (
        UniqueConstraint("organisation_id", "key"),
        at_most_long("key", 64),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 4, which says no time."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    key: str
    """By what it is joined to a sitting when figures of groups are made, and erased with it."""
    answers: dict[str, Any] = Field(sa_type=JSON)
    """By question; what was left out is not there."""
    month: dt.date
    """Its first day; the day itself could be looked up."""
