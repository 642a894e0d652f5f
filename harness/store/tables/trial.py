"""The table of trials that ended."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON
from sqlmodel import Field

from harness.store.tables.declared import FreeText, LedgerTable, TableArgs, at_least, words

OUTCOMES = ("done", "limit", "refused", "infrastructure")


class Trial(LedgerTable, table=True):
    """One design, once, on one case (the field: sample at one epoch). Written when it ends; only its texts may go."""

    __tablename__: ClassVar[str] = "trial"
    __table_args__: ClassVar[TableArgs] = (
        words("outcome", OUTCOMES),
        at_least("attempt", 1),
        at_least("wall_s", 0),
        at_least("waited_s", 0),
        at_least("escalations", 0),
    )

    id: str = Field(primary_key=True)
    """Digest of the identity."""
    attempt: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    """From 1; only an infrastructure failure is tried again."""
    identity: dict[str, Any] = Field(sa_type=JSON)
    """Task and version, seed, dials, design digest, orchestrator, provider, model, sampling, epoch."""
    outcome: str
    """How it ended; `infrastructure` is left out of every comparison, with its pair."""
    why: str = Field(sa_type=FreeText)
    """Why it ended so; empty for `done`."""
    started_at: datetime
    """UTC."""
    wall_s: float
    """Seconds from start to end, by a clock that is never set back."""
    waited_s: float = Field(sa_column_kwargs={"server_default": "0"})
    """The part of them in which it could only wait: for a place, or for a service that was busy or broken."""
    answer: dict[str, Any] = Field(sa_type=JSON)
    """What was handed in: text, files in base64, actions, escalations; and the digest of the case that it answers."""
    escalations: int
    """How many things were handed to a person."""
    forgotten_at: datetime | None
    """When answer, prompts, replies and the reasons of its marks were deleted, UTC; null while they are there."""
