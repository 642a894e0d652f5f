"""The table of an organisation's rules on programmes."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Counter, Instant, TableArgs, between, of_own


class ProgrammeRules(AssessorTable, table=True):
    """By what rules an organisation tells who is behind and when reviews are due. The newest row counts."""

    __tablename__: ClassVar[str] = "programme_rules"
    __table_args__: ClassVar[TableArgs] = (
        of_own("programme_rules", "by", "person"),
        between("tolerance_points", 1, 50),
        between("new_starter_percent", 0, 50),
        between("review_months", 1, 12),
        Index(None, "organisation_id"),
    )

    number: int | None = Field(default=None, primary_key=True, sa_type=Counter)
    """Counts up."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose they are."""
    tolerance_points: int = 10
    """So many points of elapsed time behind is red, so many before is ahead."""
    new_starter_percent: int = 25
    """Below this share of elapsed time nobody is judged."""
    review_months: int = 3
    """Calendar months between reviews."""
    by: str
    """Who set them."""
    at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
