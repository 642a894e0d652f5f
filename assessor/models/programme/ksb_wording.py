"""The table of the official wording of standards."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Counter, Instant, TableArgs, at_most_long


class KsbWording(AssessorTable, table=True):
    """The words of one knowledge, skill or behaviour, from a file. The newest row counts; none is overwritten."""

    __tablename__: ClassVar[str] = "ksb_wording"
    __table_args__: ClassVar[TableArgs] = (
        Index(None, "standard", "code"),
        CheckConstraint("words <> ''", name="said"),
        at_most_long("words", 2000),
    )

    number: int | None = Field(default=None, primary_key=True, sa_type=Counter)
    """Counts up."""
    standard: str
    """The standard and its version: ST1512@2.1."""
    code: str
    """Of the standard: K1."""
    words: str
    """As published."""
    source: str
    """Where they were taken from."""
    retrieved_on: dt.date
    """On which day."""
    at: dt.datetime = Field(sa_type=Instant)
    """When they were imported, UTC."""
