"""The table of counts by which items that are seen too often are held back."""

from typing import ClassVar

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from assessor.models.declared import AssessorTable, TableArgs


class ItemExposure(AssessorTable, table=True):
    """How often an item was asked, over all organisations: a count, the one row here that is changed."""

    __tablename__: ClassVar[str] = "item_exposure"
    __table_args__: ClassVar[TableArgs] = (
        CheckConstraint("asked >= 0 AND asked <= eligible AND eligible <= tests", name="counts"),
    )

    item: str = Field(primary_key=True)
    """The item, without its version."""
    tests: int
    """Sittings since the item has been there."""
    eligible: int
    """Sittings in which it might be asked, or was all the same."""
    asked: int
    """Sittings in which it was asked."""
