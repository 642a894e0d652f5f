"""The table of what is typed for reports."""

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON, Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Counter, Instant, TableArgs, at_most_long, of_own


class ReportInput(AssessorTable, table=True):
    """What somebody typed for a kind of report: money, assumptions, answers. The newest row counts; none is changed."""

    __tablename__: ClassVar[str] = "report_input"
    __table_args__: ClassVar[TableArgs] = (
        of_own("report_input", "by", "person"),
        at_most_long("kind", 40),
        at_most_long("about", 100),
        Index(None, "organisation_id", "kind", "about"),
    )

    number: int | None = Field(default=None, primary_key=True, sa_type=Counter)
    """Counts up."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    kind: str
    """For what: plan, business_case, article_4, attitude."""
    about: str
    """On whom: organisation, ``team:ID``, ``cohort:ID``."""
    said: dict[str, Any] = Field(sa_type=JSON)
    """What was typed, as that kind checks it."""
    by: str
    """Who typed it."""
    at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
