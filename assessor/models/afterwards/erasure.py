"""The table of erasures."""

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON, Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, of_own, one_of


class Erasure(AssessorTable, table=True):
    """That a person's data were erased, or are to be: what went, and what is held, why and until when."""

    __tablename__: ClassVar[str] = "erasure"
    __table_args__: ClassVar[TableArgs] = (
        of_own("erasure", "person_id", "person"),
        Index(None, "organisation_id", "person_id"),
        one_of("because", "asked", "retention", "owner"),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    person_id: str
    """Whose data; her row is kept without anything that names her."""
    because: str
    """asked: she asked; retention: they were old enough; owner: the organisation took her off."""
    asked_at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
    done_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When it was done, UTC."""
    erased: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
    """Rows that went, or lost what names her, by table."""
    held: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    """For each thing that is held: what, why, until when."""
