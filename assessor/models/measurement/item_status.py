"""The table of what became of items after their files were written."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Counter, Instant, TableArgs


class ItemStatus(AssessorTable, table=True):
    """One person's word on an item's status (the field: item review). Two people make a pilot live."""

    __tablename__: ClassVar[str] = "item_status"
    __table_args__: ClassVar[TableArgs] = (Index(None, "item"),)

    number: int | None = Field(default=None, primary_key=True, sa_type=Counter)
    """Counts up in the order of writing."""
    item: str
    """Id and version of the item."""
    item_digest: str
    """Of the content that was looked at."""
    status: str
    """What it is to be: draft, pilot, live or retired."""
    by: str
    """Who says so."""
    why: str
    """The reason, in words."""
    at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
