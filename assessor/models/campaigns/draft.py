"""The table of what is chosen and not yet answered."""

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_least, between, of_own


class Draft(AssessorTable, table=True):
    """What a person has chosen so far at one question (autosave); gone once it is answered."""

    __tablename__: ClassVar[str] = "draft"
    __table_args__: ClassVar[TableArgs] = (
        of_own("draft", "asked_id", "asked"),
        between("confidence", 0, 100),
        at_least("turn", 0),
    )

    asked_id: str = Field(primary_key=True)
    """What was asked."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose person it is."""
    answer: dict[str, Any] = Field(sa_type=JSON)
    """Under ``fields`` what is filled in, by field and not checked; under ``spent_s`` for how many seconds the question
    was looked at before ``since``, which is when it was shown last and empty while the person is away."""
    confidence: int | None = None
    """How sure she said she is, in percent."""
    turn: int = 0
    """Counts the page's savings, so that one that comes late does not undo a later one."""
    at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
