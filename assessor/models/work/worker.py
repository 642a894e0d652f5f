"""The table of processes that work."""

import datetime as dt
from typing import ClassVar

from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant


class Worker(AssessorTable, table=True):
    """A process that works off jobs, with its signs of life. What a dead one left is taken up by another."""

    __tablename__: ClassVar[str] = "worker"

    id: str = Field(primary_key=True)
    """By chance at each start."""
    host: str
    """The machine."""
    pid: int
    """The process."""
    started_at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
    beat_at: dt.datetime = Field(sa_type=Instant)
    """Its last sign of life, UTC."""
    ended_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When it stopped in an orderly way, UTC."""
