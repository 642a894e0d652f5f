"""The table of what happened to runs as a whole."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import Field

from harness.store.tables.declared import Counter, FreeText, LedgerTable


class Event(LedgerTable, table=True):
    """Something that happened to a run as a whole, such as a change of how many requests may be under way."""

    __tablename__: ClassVar[str] = "event"

    number: int | None = Field(default=None, primary_key=True, sa_type=Counter)
    """Counts up in the order of writing."""
    run_id: str = Field(foreign_key="run.id", index=True)
    """The run."""
    at: datetime
    """UTC."""
    kind: str
    """`connections`: the number of requests that may be under way has changed; `limit`: a limit of the run was hit."""
    detail: str = Field(sa_type=FreeText)
    """What and why."""
