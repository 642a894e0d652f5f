"""The table of what organisations let the learning record store be told."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Counter, Instant, TableArgs, of_own, one_of


class StatementRule(AssessorTable, table=True):
    """What an organisation lets the learning record store be told of its people. The newest row counts."""

    __tablename__: ClassVar[str] = "statement_rule"
    __table_args__: ClassVar[TableArgs] = (
        of_own("statement_rule", "by", "person"),
        one_of("tells", "nothing", "sittings", "results"),
        Index(None, "organisation_id"),
    )

    number: int | None = Field(default=None, primary_key=True, sa_type=Counter)
    """Counts up."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    tells: str
    """nothing; sittings: that they began and ended; results: also results that are shared with the owners."""
    by: str
    """Who decided it."""
    at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
