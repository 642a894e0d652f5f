"""Who works: signs of life, and which workers are dead."""

import datetime as dt
import os
import socket
from collections.abc import Iterable

from sqlmodel import col, select

from assessor.db import Store
from assessor.models.declared import new_id
from assessor.models.work.worker import Worker

BEAT_S = 5.0
LEASE = dt.timedelta(seconds=60)
"""After so long without a sign of life a worker of another machine is dead; a false alarm would repeat a step."""


def enter(store: Store) -> str:
    """Write down a new worker, this process, and return its id."""
    now = dt.datetime.now(dt.UTC)
    worker = Worker(id=new_id(), host=socket.gethostname(), pid=os.getpid(), started_at=now, beat_at=now)
    with store.session(write=True) as session:
        session.add(worker)
    return worker.id


def beat(store: Store, worker_id: str) -> None:
    """Give a sign of life."""
    with store.session(write=True) as session:
        session.get_one(Worker, worker_id).beat_at = dt.datetime.now(dt.UTC)


def leave(store: Store, worker_id: str) -> None:
    """Write down that a worker stopped in an orderly way."""
    with store.session(write=True) as session:
        session.get_one(Worker, worker_id).ended_at = dt.datetime.now(dt.UTC)


def alive(store: Store) -> list[Worker]:
    """Return the workers that live."""
    now = dt.datetime.now(dt.UTC)
    with store.session() as session:
        return [worker for worker in session.exec(select(Worker)) if not _is_dead(worker, now)]


def dead_among(store: Store, ids: Iterable[str]) -> set[str]:
    """Return those workers who do not live, unknown ones among them."""
    now, asked = dt.datetime.now(dt.UTC), set(ids)
    with store.session() as session:
        found = session.exec(select(Worker).where(col(Worker.id).in_(asked)))
        return asked - {worker.id for worker in found if not _is_dead(worker, now)}


def _is_dead(worker: Worker, now: dt.datetime) -> bool:
    if worker.ended_at is not None or worker.beat_at < now - LEASE:
        return True
    return worker.host == socket.gethostname() and worker.pid != os.getpid() and not _is_there(worker.pid)


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
