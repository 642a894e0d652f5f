"""The table of answers."""

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_least, between


class Response(AssessorTable, table=True):
    """What was answered to what was asked: one answer to each question."""

    __tablename__: ClassVar[str] = "response"
    __table_args__: ClassVar[TableArgs] = (between("confidence", 0, 100), at_least("seconds", 0))

    asked_id: str = Field(primary_key=True, foreign_key="asked.id")
    """What was asked."""
    organisation_id: str
    """Whose person it is."""
    answer: dict[str, Any] = Field(sa_type=JSON)
    """Under ``given``: places of options as shown, a number, words, or null for "I don't know"."""
    seconds: float
    """How long it took."""
    confidence: int | None
    """How sure the person is, in percent; empty where she was not asked or did not say. Never part of the ability."""
    at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
