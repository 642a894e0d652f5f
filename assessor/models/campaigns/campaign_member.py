"""The table of who is asked in a campaign."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, of_own


class CampaignMember(AssessorTable, table=True):
    """One person who is asked to sit in one campaign."""

    __tablename__: ClassVar[str] = "campaign_member"
    __table_args__: ClassVar[TableArgs] = (
        of_own("campaign_member", "campaign_id", "campaign"),
        of_own("campaign_member", "person_id", "person"),
        of_own("campaign_member", "sitting_id", "sitting"),
        Index(None, "organisation_id", "person_id"),
        Index(None, "sitting_id", unique=True),
    )

    campaign_id: str = Field(primary_key=True)
    """The campaign."""
    person_id: str = Field(primary_key=True)
    """Who is asked."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    invited_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When she was asked, UTC; none for those whom the lot did not draw, and before the launch."""
    sitting_id: str | None = None
    """Her sitting, once it has begun; in an anonymous campaign only until it ends."""
    started_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When she began, UTC."""
    finished_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When she finished, UTC; in an anonymous campaign the first moment of that month, so that no time leads to it."""
