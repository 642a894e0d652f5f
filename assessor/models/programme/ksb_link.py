"""The table of links between a standard and our areas."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, of_own


class KsbLink(AssessorTable, table=True):
    """That one knowledge, skill or behaviour meets one of our areas. It counts once another person confirms it."""

    __tablename__: ClassVar[str] = "ksb_link"
    __table_args__: ClassVar[TableArgs] = (
        of_own("ksb_link", "proposed_by", "person"),
        of_own("ksb_link", "confirmed_by", "person"),
        UniqueConstraint("organisation_id", "standard", "code", "area"),
        CheckConstraint("confirmed_by <> proposed_by", name="two_people"),
        CheckConstraint("(confirmed_by IS NULL) = (confirmed_at IS NULL)", name="confirmed"),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    standard: str
    """The standard and its version: ST1512@2.1."""
    code: str
    """Of the standard: K1."""
    area: str
    """The key of one of our areas."""
    proposed_by: str
    """Who read the wording and proposed it."""
    proposed_at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
    confirmed_by: str | None = None
    """Who else read the wording and agreed."""
    confirmed_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When, UTC."""
