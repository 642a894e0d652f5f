"""The engine of an installation: DBOS on a file beside the store, or in the store's PostgreSQL.

DBOS moves work and remembers steps; what pages show are our rows. A worker has an id of its own at each start; what a
dead one left is taken up by another, which goes on at the first step that was not written down.
"""

import datetime as dt
import logging
import time
from collections.abc import Callable
from threading import Event
from typing import Any

from sqlalchemy import make_url

from assessor.db import Store
from assessor.jobs import workers
from assessor.jobs.books import Books
from assessor.jobs.carrying import Desk, carry_out
from assessor.jobs.listing import kinds as all_kinds
from assessor.jobs.port import Kinds
from assessor.jobs.schedule import EVERY_S, submit_due
from assessor.settings import Settings

_QUEUE = "jobs"
_VERSION = "jobs-1"
"""Stated, since DBOS would take a digest of the code and leave what waits behind at every change."""
_AT_ONCE = 4
_POLL_S = 0.5
_MOST_DUE = 50
_FINISH_S = 20
"""For which a step that is under way may go on when the worker is told to stop."""
_UNDER_WAY = {"PENDING", "ENQUEUED", "DELAYED"}
_LOG = logging.getLogger("toprung.jobs")


class Durable(Books):
    """Jobs by DBOS. One `work` at a time in a process."""

    def __init__(self, store: Store, settings: Settings, kinds: Kinds | None = None) -> None:
        super().__init__(store)
        self._settings = settings
        self._desk = Desk(self, all_kinds() if kinds is None else kinds, settings)
        self._handed_on: dict[str, int] = {}
        """The last try of each job that this process gave to the engine."""

    def work(self, stop: Event) -> None:
        """Work off jobs, also those that a dead worker left, until told to stop."""
        from dbos import DBOS  # noqa: PLC0415 - takes a second, and only a worker needs it

        worker_id = workers.enter(self.store)
        logging.getLogger("dbos").setLevel(logging.WARNING)
        DBOS(config=_config(self._settings.database_url, worker_id))
        try:
            workflow = DBOS.workflow(name="carry_out")(self._workflow())
            DBOS.launch()
            DBOS.register_queue(_QUEUE, worker_concurrency=_AT_ONCE, polling_interval_sec=_POLL_S)
            self._keep_going(worker_id, workflow, stop)
        finally:
            DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=_FINISH_S)
            workers.leave(self.store, worker_id)

    def _keep_going(self, worker_id: str, workflow: Callable[[str, int], None], stop: Event) -> None:
        beat_at = scheduled_at = 0.0
        while not stop.is_set():
            if time.monotonic() >= scheduled_at:
                submit_due(self, dt.datetime.now(dt.UTC).date())
                scheduled_at = time.monotonic() + EVERY_S
            if time.monotonic() >= beat_at:
                workers.beat(self.store, worker_id)
                self._sweep()
                beat_at = time.monotonic() + workers.BEAT_S
            self._hand_on(workflow)
            stop.wait(_POLL_S)

    def _workflow(self) -> Callable[[str, int], None]:
        """Return what DBOS calls, as the plain function that it wants."""
        from dbos import DBOS  # noqa: PLC0415 - loaded already

        def once(name: str, do: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever a step came to
            return DBOS.run_step({"name": name}, do)

        def workflow(job_id: str, tried: int) -> None:
            carry_out(self._desk, job_id, tried, once)

        return workflow

    def _hand_on(self, workflow: Callable[[str, int], None]) -> None:
        """Give what is due to the engine; what another worker gave already is the same workflow there."""
        from dbos import DBOS, SetWorkflowID  # noqa: PLC0415 - loaded already

        due = dict(self.due(_MOST_DUE))
        for job_id, tries in due.items():
            if self._handed_on.get(job_id) != tries:
                with SetWorkflowID(f"{job_id}.{tries}"):
                    DBOS.enqueue_workflow(_QUEUE, workflow, job_id, tries)
        self._handed_on = due

    def _sweep(self) -> None:
        """Take up what dead workers left."""
        from dbos import DBOS  # noqa: PLC0415 - loaded already

        begun = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
        dead = workers.dead_among(self.store, {str(each.executor_id) for each in begun})
        left = [each.workflow_id for each in begun if each.executor_id in dead]
        if left:
            _LOG.warning("%d jobs of a worker that died are taken up again", len(left))
            DBOS.resume_workflows(left, queue_name=_QUEUE)
        self._mend(DBOS)

    def _mend(self, engine: Any) -> None:  # noqa: ANN401 - DBOS's class
        """Have jobs wait again that are at work by their rows and not by the engine.

        Its books were lost or are older, or the store was away when a job was to be written down.
        """
        names = {f"{job_id}.{tries}": job_id for job_id, tries in self.running()}
        if not names:
            return
        known = engine.list_workflows(workflow_ids=list(names), load_input=False, load_output=False)
        for name in names.keys() - {each.workflow_id for each in known if each.status in _UNDER_WAY}:
            self.put_off(names[name], dt.timedelta(), "it was broken off")


def _config(database_url: str, worker_id: str) -> Any:  # noqa: ANN401 - DBOS's own
    return {
        "name": "toprung",
        "system_database_url": _address(database_url),
        "application_version": _VERSION,
        "executor_id": worker_id,
        "enable_otlp": False,
        "console_log_level": "WARNING",
        "notification_listener_polling_interval_sec": 1.0,
    }


def _address(database_url: str) -> str:
    """Return where the engine keeps its books: a file beside the SQLite file, else the same PostgreSQL."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        return f"sqlite:///{url.database}-jobs"
    return url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
