"""The table of jobs."""

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_least, of_own, one_of


class Job(AssessorTable, table=True):
    """Work that goes on beside the pages, as a page shows it. The engine that moves it keeps its own books."""

    __tablename__: ClassVar[str] = "job"
    __table_args__: ClassVar[TableArgs] = (
        of_own("job", "asked_by", "person"),
        one_of("state", "waiting", "running", "done", "failed", "cancelled"),
        at_least("steps_done", 0),
        at_least("steps", 0),
        CheckConstraint("(state IN ('done', 'failed', 'cancelled')) = (ended_at IS NOT NULL)", name="ended"),
        Index(None, "organisation_id", "made_at"),
        Index(None, "state"),
    )

    id: str = Field(primary_key=True)
    """Given by who submits it: the same id is the same job."""
    organisation_id: str | None = Field(default=None, foreign_key="organisation.id")
    """Whose it is; none for the service's own, which no organisation sees."""
    kind: str
    """What is done: a module of `assessor.jobs.kinds`."""
    title: str
    """What is done, in words for the page."""
    arguments: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """What it needs to know; never a secret."""
    asked_by: str | None = None
    """Who asked for it; none where the program did."""
    made_at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
    state: str = "waiting"
    """waiting, running, done, failed or cancelled."""
    tries: int = 0
    """How often it was taken up, after it failed or its worker died."""
    steps: int = 0
    """How many steps it has; 0 while nobody knows."""
    steps_done: int = 0
    """Of them, done."""
    said: str = ""
    """Where it is, or what came of it, in a sentence."""
    why: str = ""
    """Why it failed, in a sentence."""
    result: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """What came of it, for its page."""
    not_before: dt.datetime | None = Field(default=None, sa_type=Instant)
    """Before which it is not taken up, UTC."""
    started_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When it was first taken up, UTC."""
    ended_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When it ended, UTC."""
