"""The table of spans."""

from typing import ClassVar

from sqlalchemy import ForeignKeyConstraint, Index
from sqlmodel import Field

from harness.store.tables.declared import Counter, FreeText, LedgerTable, TableArgs, at_least


class Span(LedgerTable, table=True):
    """Something within a trial that took time and was not a model call: an agent's turn, a tool, a gate."""

    __tablename__: ClassVar[str] = "span"
    __table_args__: ClassVar[TableArgs] = (
        ForeignKeyConstraint(["trial_id", "attempt"], ["trial.id", "trial.attempt"]),
        Index(None, "trial_id", "attempt"),
        at_least("seconds", 0),
    )

    number: int | None = Field(default=None, primary_key=True, sa_type=Counter)
    """Counts up in the order of writing."""
    trial_id: str
    """The trial."""
    attempt: int
    """Which attempt at it."""
    kind: str
    """`agent`, `tool`, `gate`; `marker` where marking failed, after the trial's end."""
    name: str = Field(sa_type=FreeText)
    """Which one."""
    agent: str = Field(sa_type=FreeText)
    """Within whose turn."""
    started_s: float
    """Seconds after the trial began."""
    seconds: float
    """How long it took, in seconds."""
    detail: str = Field(sa_type=FreeText)
    """What came of it."""
    tokens: int | None
    """What came back, as the model saw it, in tokens; empty where nothing came back to a model."""
    size_bytes: int | None
    """What came back from outside, such as an MCP server, in bytes; empty where nothing came from outside."""
