"""The table of what people decided."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint
from sqlmodel import Field

from harness.store.tables.declared import Counter, FreeText, LedgerTable, TableArgs, at_least, words

KINDS = ("escalation", "gate", "seeded")
DECISIONS = ("agreed", "needless", "acted", "fault", "clean", "skipped")
REVIEWERS = ("person", "program")


class Review(LedgerTable, table=True):
    """One thing that was put before a reviewer, what was decided, and how long it took (the field: annotation)."""

    __tablename__: ClassVar[str] = "review"
    __table_args__: ClassVar[TableArgs] = (
        ForeignKeyConstraint(["trial_id", "attempt"], ["trial.id", "trial.attempt"]),
        words("kind", KINDS),
        words("decision", DECISIONS),
        words("reviewer_kind", REVIEWERS),
        at_least("seconds", 0),
        CheckConstraint("(trial_id IS NULL) = (attempt IS NULL)", name="attempt"),
    )

    number: int | None = Field(default=None, primary_key=True, sa_type=Counter)
    """Counts up in the order of writing."""
    id: str = Field(unique=True)
    """Names the decision."""
    run_id: str = Field(foreign_key="run.id", index=True)
    """The run whose work was reviewed."""
    trial_id: str | None
    """The trial whose answer was reviewed; null where defects were planted in the case's own truth."""
    attempt: int | None
    """Which attempt at it."""
    kind: str
    """`escalation`: handed to a person by an answer; `gate`: by a gate; `seeded`: a piece of finished work."""
    subject: str
    """Names what was reviewed within the run, so that a later session does not show it again."""
    item: str = Field(sa_type=FreeText)
    """The reference of what was handed over; of a piece of work, the case and the table."""
    reason: str = Field(sa_type=FreeText)
    """The reason with which it was handed over; empty for a piece of work."""
    decision: str
    """`agreed`: a person was needed; `needless`: no person was; `acted`: a note says what was done. Of a piece of \
work, `fault` or `clean`. `skipped`: looked at and put off."""
    note: str = Field(sa_type=FreeText)
    """The reviewer's own words: what was done about it, or where the fault is."""
    seconds: float
    """From showing it to the decision, by a clock that is never set back."""
    cut: bool
    """True where the clock had run past the longest time that counts; `seconds` is that longest time."""
    reviewer: str
    """A pseudonym, or the name of a program."""
    reviewer_kind: str
    """A program is never counted as a person."""
    warranted: bool | None
    """Whether the truth has the item among those that a person must be asked about; null for a gate or a piece."""
    planted: dict[str, Any] | None = Field(sa_type=JSON(none_as_null=True))
    """Of a piece of work: what it was made of, and the defect that was planted in it, if any; null otherwise."""
    found: bool | None
    """Whether the planted defect was named in the right place; null where none was planted."""
    at: datetime
    """When it was decided, UTC."""
