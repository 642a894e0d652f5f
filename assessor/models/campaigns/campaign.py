"""The table of campaigns."""

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, UniqueConstraint
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_least, at_most_long, of_own, one_of


class Campaign(AssessorTable, table=True):
    """People of one organisation are asked to sit, for a stated purpose."""

    __tablename__: ClassVar[str] = "campaign"
    __table_args__: ClassVar[TableArgs] = (
        UniqueConstraint("organisation_id", "id"),
        of_own("campaign", "made_by", "person"),
        of_own("campaign", "not_for_selection_by", "person"),
        one_of("mode", "named", "anonymous", "sample"),
        at_most_long("name", 200),
        at_most_long("purpose", 2000),
        at_least("timed_minutes", 1),
        at_least("sample_size", 1),
        CheckConstraint("(mode = 'sample') = (sample_size IS NOT NULL)", name="sample"),
        CheckConstraint(
            "launched_at IS NULL OR (purpose <> '' AND lawful_basis <> '' AND not_for_selection_at IS NOT NULL)",
            name="launched",
        ),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    name: str
    """As its people know it."""
    purpose: str = ""
    """What for, in words that everybody who is asked reads."""
    lawful_basis: str = ""
    """Under which basis of the UK GDPR, in words."""
    not_for_selection_by: str | None = None
    """Who accepted that it is not validated for selection, pay or dismissal."""
    not_for_selection_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When that was accepted, UTC."""
    mode: str = "named"
    """named: results by person; anonymous: by group alone; sample: some of them by lot, by group alone."""
    trainers_see: bool = False
    """Whether the stated purpose lets trainers see results of their cohorts; everybody who is asked reads it."""
    sample_size: int | None = None
    """How many are drawn; for samples alone."""
    form: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """The settings of its sittings that differ from the default form."""
    timed_minutes: int | None = None
    """Time for all answers together; none: as long as it takes."""
    opens_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """Before which nobody sits, UTC."""
    due_on: dt.date | None = None
    """By when, as a day in the organisation's zone."""
    made_by: str
    """Who set it up."""
    made_at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
    launched_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When people were asked, UTC; from then on its purpose and mode stand."""
    closed_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """After which nobody starts, UTC."""
