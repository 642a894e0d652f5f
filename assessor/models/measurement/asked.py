"""The table of what was asked."""

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_least


class Asked(AssessorTable, table=True):
    """One item of one sitting, written before it is shown (the field: item presentation)."""

    __tablename__: ClassVar[str] = "asked"
    __table_args__: ClassVar[TableArgs] = (
        UniqueConstraint("sitting_id", "position"),
        UniqueConstraint("sitting_id", "item"),
        Index(None, "item"),
        Index(None, "organisation_id", "id", unique=True),
        at_least("position", 1),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str
    """Whose person it is."""
    sitting_id: str = Field(foreign_key="sitting.id")
    """The sitting."""
    position: int
    """From 1."""
    item: str
    """Id and version of the item."""
    item_digest: str
    """Of its content; empty where it was asked before digests were kept."""
    pilot: bool
    """True where the answer does not count."""
    asks_confidence: bool
    """Whether the person is asked how sure she is."""
    why: dict[str, Any] = Field(sa_type=JSON)
    """Why this item was chosen, with what was known then."""
    at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
