"""The table of ratings of panels."""

import datetime as dt
from typing import ClassVar

from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_least, between, of_own


class PanelRating(AssessorTable, table=True):
    """One judge's rating of one item in one round."""

    __tablename__: ClassVar[str] = "panel_rating"
    __table_args__: ClassVar[TableArgs] = (
        of_own("panel_rating", "panel_id", "cut_panel"),
        of_own("panel_rating", "person_id", "person"),
        at_least("round", 1),
        between("percent", 0, 100),
    )

    panel_id: str = Field(primary_key=True)
    """The panel."""
    round: int = Field(primary_key=True)
    """The round, from 1."""
    person_id: str = Field(primary_key=True)
    """The judge."""
    item: str = Field(primary_key=True)
    """What is judged, with version."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    percent: int
    """Of a hundred people at the border, how many would be right."""
    at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
