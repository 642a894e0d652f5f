"""The table of figures of groups."""

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, between, of_own


class GroupFigures(AssessorTable, table=True):
    """What is told of the groups of one campaign. Made once, after its end: two looks on two days tell the same."""

    __tablename__: ClassVar[str] = "group_figures"
    __table_args__: ClassVar[TableArgs] = (
        of_own("group_figures", "campaign_id", "campaign"),
        between("minimum", 3, 50),
    )

    campaign_id: str = Field(primary_key=True)
    """The campaign."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    minimum: int
    """The smallest group that was told of."""
    stage: str
    """What the results rest on: the weakest evidence stage among them."""
    people: int
    """How many results are in it."""
    groups: list[Any] = Field(sa_type=JSON)
    """For each group its kind, id, name and figures, or why none are told; nothing of any person."""
    made_at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
