"""The rows of jobs: the only place that reads and writes them, the same for every engine."""

import datetime as dt
from typing import Any

from sqlmodel import col, select, update

from assessor.db import Store, hold
from assessor.jobs.port import Order
from assessor.models.declared import new_id
from assessor.models.work.job import Job

STATES = {
    "waiting": "Waits",
    "running": "Runs",
    "done": "Done",
    "failed": "Failed",
    "cancelled": "Cancelled",
}
"""The states of a job, as pages name them."""
ENDED = ("failed", "cancelled")
NEWEST = 200


class Books:
    """The rows of jobs in one store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def submit(self, order: Order) -> str:
        """Add a job and return its id; the same id again changes nothing."""
        with self.store.writing() as connection, self.store.session_across(write=True) as session:
            job_id = order.job_id or new_id()
            hold(connection, job_id)
            if session.get(Job, job_id) is None:
                session.add(
                    Job(
                        id=job_id,
                        organisation_id=order.organisation_id,
                        kind=order.kind,
                        title=order.title,
                        arguments=order.arguments,
                        asked_by=order.asked_by,
                        made_at=_now(),
                    )
                )
        return job_id

    def progress(self, organisation_id: str, job_id: str) -> Job | None:
        """Return the row of a job of an organisation."""
        with self.store.session(organisation_id) as session:
            return session.get(Job, job_id)

    def newest(self, organisation_id: str) -> list[Job]:
        """Return an organisation's jobs, the newest first, for the page that shows what runs and what failed."""
        with self.store.session(organisation_id) as session:
            return list(session.exec(select(Job).order_by(col(Job.made_at).desc()).limit(NEWEST)))

    def cancel(self, organisation_id: str, job_id: str) -> bool:
        """Stop a job after the step that it is at; False where there is nothing to stop."""
        values = {"state": "cancelled", "ended_at": _now(), "not_before": None}
        return self._change(organisation_id, job_id, ("waiting", "running"), values)

    def retry(self, organisation_id: str, job_id: str) -> bool:
        """Take up a job that failed or was cancelled where it stopped; False for any other."""
        values = {"state": "waiting", "ended_at": None, "why": "", "not_before": None, "tries": col(Job.tries) + 1}
        return self._change(organisation_id, job_id, ENDED, values)

    def due(self, most: int) -> list[tuple[str, int]]:
        """Return the jobs that may be taken up now, the oldest first: id and number of the try."""
        waiting = select(Job.id, Job.tries).where(Job.state == "waiting")
        waiting = waiting.where(col(Job.not_before).is_(None) | (col(Job.not_before) <= _now()))
        with self.store.session_across() as session:
            found = session.exec(waiting.order_by(col(Job.made_at)).limit(most)).all()
        return [(job_id, tries) for job_id, tries in found]

    def running(self) -> list[tuple[str, int]]:
        """Return the jobs that are at work, or were when something broke off: id and number of the try."""
        with self.store.session_across() as session:
            found = session.exec(select(Job.id, Job.tries).where(Job.state == "running")).all()
        return [(job_id, tries) for job_id, tries in found]

    def take_up(self, job_id: str, tried: int) -> Job | None:
        """Begin a try, or go on with it; None where the job was cancelled or is at another try."""
        with self.store.session_across(write=True) as session:
            job = session.get(Job, job_id)
            if job is None or job.tries != tried or job.state not in {"waiting", "running"}:
                return None
            job.state, job.started_at = "running", job.started_at or _now()
            return job

    def tell(self, job_id: str, **values: object) -> bool:
        """Write down how far a running job is; False where it was cancelled in the meantime."""
        return self._change(None, job_id, ("running",), values)

    def put_off(self, job_id: str, after: dt.timedelta, why: str) -> None:
        """Have a running job wait for another try."""
        values = {"state": "waiting", "not_before": _now() + after, "why": why, "tries": col(Job.tries) + 1}
        self._change(None, job_id, ("running",), values)

    def end(self, job_id: str, state: str, why: str = "") -> None:
        """End a running job as done or failed."""
        self._change(None, job_id, ("running",), {"state": state, "ended_at": _now(), "why": why})

    def _change(self, whose: str | None, job_id: str, states: tuple[str, ...], values: dict[str, Any]) -> bool:
        """Change a job that is in one of these states, of one organisation or, for engines, of any."""
        changed = update(Job).where(col(Job.id) == job_id, col(Job.state).in_(states)).values(**values)
        if whose is None:
            with self.store.session_across(write=True) as session:
                return bool(session.exec(changed).rowcount)
        with self.store.session(whose, write=True) as session:
            return bool(session.exec(changed).rowcount)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
