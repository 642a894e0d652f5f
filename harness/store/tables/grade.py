"""The table of marks."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint, Index
from sqlmodel import Field

from harness.store.tables.declared import Counter, FreeText, LedgerTable, TableArgs, words

STATUSES = ("marked", "unreadable")


class Grade(LedgerTable, table=True):
    """One marking of one trial. A later marking is added beside it; the last one counts."""

    __tablename__: ClassVar[str] = "grade"
    __table_args__: ClassVar[TableArgs] = (
        ForeignKeyConstraint(["trial_id", "attempt"], ["trial.id", "trial.attempt"]),
        Index(None, "trial_id", "attempt"),
        words("status", STATUSES),
        CheckConstraint("score >= 0 AND score <= 1", name="score"),
    )

    number: int | None = Field(default=None, primary_key=True, sa_type=Counter)
    """Counts up in the order of writing."""
    trial_id: str
    """The trial."""
    attempt: int
    """Which attempt at it."""
    grader: str = Field(sa_type=FreeText)
    """Who marked, with the version: `expense_reconciliation@1`."""
    status: str
    """Whether the answer could be read."""
    score: float
    """Share of the marks, 0 to 1; 0 for an unreadable answer."""
    grade: dict[str, Any] = Field(sa_type=JSON)
    """Every check with its marks and the reason."""
    made_at: datetime
    """When it was marked, UTC."""
