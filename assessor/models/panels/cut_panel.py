"""The table of panels on cut scores."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_least, at_most_long, between, of_own


class CutPanel(AssessorTable, table=True):
    """People who judge, item by item, how many at a level's border would be right (the field: Angoff panel)."""

    __tablename__: ClassVar[str] = "cut_panel"
    __table_args__: ClassVar[TableArgs] = (
        UniqueConstraint("organisation_id", "id"),
        of_own("cut_panel", "made_by", "person"),
        between("level", 2, 5),
        at_least("round", 1),
        at_most_long("name", 200),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    name: str
    """As its people know it."""
    level: int
    """The level whose border is judged, from 2."""
    items: list[str] = Field(sa_type=JSON)
    """What is judged, with versions."""
    round: int = 1
    """The round that goes on, from 1."""
    made_by: str
    """Who called it."""
    made_at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
    closed_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """After which nothing is judged, UTC."""
