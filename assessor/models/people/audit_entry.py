"""The table of the audit log."""

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON, Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Counter, Instant, TableArgs, of_own


class AuditEntry(AssessorTable, table=True):
    """Somebody saw or changed what is another's. Rows are only ever added."""

    __tablename__: ClassVar[str] = "audit_entry"
    __table_args__: ClassVar[TableArgs] = (
        of_own("audit_entry", "person_id", "person"),
        Index(None, "organisation_id", "about"),
    )

    number: int | None = Field(default=None, primary_key=True, sa_type=Counter)
    """Counts up."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose log it is in."""
    at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
    person_id: str | None = None
    """Who did it; none where the program did."""
    action: str
    """What was done, as verb and noun: result.seen."""
    about: str
    """The kind and id of what it was done to: person:ID."""
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """Further words; never a secret."""
