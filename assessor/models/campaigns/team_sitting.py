"""The table of sittings that a team takes together."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_least, of_own


class TeamSitting(AssessorTable, table=True):
    """One sitting that several people take as one. It says so many right of so many, and never a level."""

    __tablename__: ClassVar[str] = "team_sitting"
    __table_args__: ClassVar[TableArgs] = (
        of_own("team_sitting", "sitting_id", "sitting"),
        of_own("team_sitting", "team_id", "team"),
        of_own("team_sitting", "campaign_id", "campaign"),
        of_own("team_sitting", "led_by", "person"),
        Index(None, "organisation_id", "team_id"),
        at_least("present", 2),
    )

    sitting_id: str = Field(primary_key=True)
    """The sitting; it names no person."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    team_id: str
    """The team."""
    campaign_id: str | None = None
    """The campaign, where it is in one."""
    led_by: str
    """Who held the keyboard."""
    present: int
    """How many sat."""
    at: dt.datetime = Field(sa_type=Instant)
    """When it began, UTC."""
