"""The table of organisations."""

import datetime as dt
from typing import ClassVar

from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_most_long, between, one_of


class Organisation(AssessorTable, table=True):
    """A tenant: an employer or training provider. Nothing of one is ever seen from another."""

    __tablename__: ClassVar[str] = "organisation"
    __table_args__: ClassVar[TableArgs] = (
        at_most_long("name", 200),
        between("retention_months", 1, 120),
        between("minimum_group", 3, 50),
        one_of("reviewers", "both", "trainers", "owners"),
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
    minimum_group: int = 5
    """Figures of groups of fewer people are not shown, nor what would let them be worked out."""
    reviewers: str = "both"
    """Who can be asked to look at a result again: trainers, owners, or both."""
    marks_blind: bool = False
    """Whether whoever marks answers in words does not see whose they are."""
    created_at: dt.datetime = Field(sa_type=Instant)
    """When it signed up, UTC."""
    closed_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When it was closed, UTC; nobody gets in any more."""
