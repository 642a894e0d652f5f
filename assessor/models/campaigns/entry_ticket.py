"""The table that says of a sitting without a name of which campaign it is."""

from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, TableArgs, of_own


class EntryTicket(AssessorTable, table=True):
    """One sitting of an anonymous campaign. It names no person and no time, so that nothing leads back to anybody."""

    __tablename__: ClassVar[str] = "entry_ticket"
    __table_args__: ClassVar[TableArgs] = (
        of_own("entry_ticket", "sitting_id", "sitting"),
        of_own("entry_ticket", "campaign_id", "campaign"),
        Index(None, "organisation_id", "campaign_id"),
    )

    sitting_id: str = Field(primary_key=True)
    """The sitting; it names no person."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    campaign_id: str
    """The campaign."""
