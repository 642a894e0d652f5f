"""The port: what is submitted, what a kind of job offers, and what an engine does. No engine's own types."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Event
from typing import Any, Protocol

from assessor.db import Store
from assessor.errors import AssessorError
from assessor.models.work.job import Job
from assessor.settings import Settings


class CannotDo(AssessorError):
    """A job cannot be done; the sentence is shown on its page."""


class TryAgain(Exception):
    """A step did not succeed and may later: a server is away, a call was not taken."""

    def __init__(self, after: dt.timedelta, why: str) -> None:
        super().__init__(why)
        self.after = after
        self.why = why


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done."""

    kind: str
    """A module of `assessor.jobs.kinds`."""
    title: str
    """In words, for the page."""
    organisation_id: str | None
    """Whose it is; none for the service's own."""
    arguments: dict[str, Any] = field(default_factory=dict)
    """What the kind needs to know; never a secret."""
    asked_by: str | None = None
    """The person who asked for it."""
    job_id: str | None = None
    """Where the same order may come twice: the same id is the same job."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a step of a kind is given."""

    job: Job
    """The job's row, as it was when the step began."""
    store: Store
    settings: Settings
    now: dt.datetime


class Kind(Protocol):
    """A module of `assessor.jobs.kinds`."""

    def steps(self, work: Work) -> int:
        """Return how many steps the job has; asked once a try."""

    def step(self, work: Work, number: int) -> str:
        """Take a step, from 0, and return a sentence on it. Raises CannotDo and TryAgain.

        A step may be taken twice, when its worker dies before it is written down: the second time changes nothing.
        """


Kinds = Mapping[str, Kind]


class Jobs(Protocol):
    """An engine: what pages ask of it, and how it works."""

    def submit(self, order: Order) -> str:
        """Add a job and return its id; within a writing block it is there when the block is committed."""

    def progress(self, organisation_id: str, job_id: str) -> Job | None:
        """Return the row of a job of an organisation."""

    def cancel(self, organisation_id: str, job_id: str) -> bool:
        """Stop a job after the step that it is at; False where there is nothing to stop."""

    def retry(self, organisation_id: str, job_id: str) -> bool:
        """Take up a job that failed or was cancelled where it stopped; False for any other."""

    def work(self, stop: Event) -> None:
        """Work off jobs, also those that a dead worker left, until told to stop."""
