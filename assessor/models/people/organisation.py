"""The table of organisations."""

import datetime as dt
from typing import ClassVar

from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_most_long, between


class Organisation(AssessorTable, table=True):
    """A tenant: an employer or training provider. Nothing of one is ever seen from another."""

    __tablename__: ClassVar[str] = "organisation"
    __table_args__: ClassVar[TableArgs] = (
        at_most_long("name", 200),
        between("retention_months", 1, 120),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    name: str
    """As its people know it."""
    time_zone: str = "Europe/London"
    """The zone, by its IANA name, in which instants are shown and days end."""
    is_make_believe: bool = False
    """Whether it is a demonstration; every page and row that leaves says so."""
    retention_months: int = 24
    """How long results are kept after they were made."""
    created_at: dt.datetime = Field(sa_type=Instant)
    """When it signed up, UTC."""
    closed_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When it was closed, UTC; nobody gets in any more."""
