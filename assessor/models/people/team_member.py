"""The table of who is in which team."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, of_own


class TeamMember(AssessorTable, table=True):
    """One person in one team."""

    __tablename__: ClassVar[str] = "team_member"
    __table_args__: ClassVar[TableArgs] = (
        of_own("team_member", "team_id", "team"),
        of_own("team_member", "person_id", "person"),
        Index(None, "organisation_id", "person_id"),
    )

    team_id: str = Field(primary_key=True)
    """The team."""
    person_id: str = Field(primary_key=True)
    """Who is in it."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    since: dt.datetime = Field(sa_type=Instant)
    """When she came in, UTC."""
