"""The table of who has opened a result."""

import datetime as dt
from typing import ClassVar

from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_least, of_own


class ResultSeen(AssessorTable, table=True):
    """That one person has opened the result of one sitting. Nobody does before the learner has."""

    __tablename__: ClassVar[str] = "result_seen"
    __table_args__: ClassVar[TableArgs] = (
        of_own("result_seen", "sitting_id", "sitting"),
        of_own("result_seen", "person_id", "person"),
        at_least("times", 1),
    )

    sitting_id: str = Field(primary_key=True)
    """The sitting."""
    person_id: str = Field(primary_key=True)
    """Who opened its result."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    as_role: str
    """In which role: learner, trainer, manager, owner."""
    first_at: dt.datetime = Field(sa_type=Instant)
    """When first, UTC."""
    last_at: dt.datetime = Field(sa_type=Instant)
    """When last, UTC."""
    times: int = 1
    """How often."""
