"""A lease says which process works on a run, so that a second one is refused; a dead holder's lease is taken over."""

import os
import socket
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from harness.errors import RunInUse
from harness.store.migrate import serialise
from harness.store.tables import LEASE, PLANNED, TRIAL

HEARTBEAT_S = 10.0
STALE_S = 60.0
"""A lease without a sign of life for so long is anybody's: six heartbeats."""
_TAKING_LOCK = 7_367_802
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that asks for a lease."""

    pid: int = field(default_factory=os.getpid)
    host: str = field(default_factory=socket.gethostname)
    token: str = field(default_factory=lambda: uuid.uuid4().hex)


def take(connection: Connection, run_id: str, holder: Holder) -> None:
    """Take the lease of a run. Raises RunInUse when a living process holds it, or works on a trial that it shares."""
    serialise(connection, _TAKING_LOCK)
    now = _clock(connection)
    held = connection.execute(select(LEASE).where(LEASE.c.run_id == run_id)).one_or_none()
    if held and _alive(held, now):
        raise RunInUse(
            f"run {run_id} is being worked on by process {held.pid} on {held.host} since "
            f"{held.since:%Y-%m-%d %H:%M:%S} UTC; wait for it, or end it and run this again"
        )
    for other in connection.execute(_sharing(run_id)):
        if _alive(other, now):
            raise RunInUse(
                f"run {run_id} shares trials with run {other.run_id}, which process {other.pid} on {other.host} works "
                f"on since {other.since:%Y-%m-%d %H:%M:%S} UTC; wait for it, or use another --ledger"
            )
    connection.execute(delete(LEASE).where(LEASE.c.run_id == run_id))
    connection.execute(
        insert(LEASE).values(
            run_id=run_id,
            token=holder.token,
            pid=holder.pid,
            host=holder.host,
            process_start=process_start(holder.pid) or "",
            since=datetime.now(UTC),
            heartbeat_at=now,
        )
    )


def beat(connection: Connection, run_id: str, holder: Holder) -> None:
    """Give a sign of life. Raises RunInUse when the lease was taken over in the meantime."""
    mine = update(LEASE).where(LEASE.c.run_id == run_id, LEASE.c.token == holder.token)
    if connection.execute(mine.values(heartbeat_at=_clock(connection))).rowcount == 0:
        raise RunInUse(
            f"run {run_id} was taken over by another process, since this one gave no sign of life for {STALE_S:.0f} s"
        )


def give_back(connection: Connection, run_id: str, holder: Holder) -> None:
    """End the lease, if it is still held."""
    connection.execute(delete(LEASE).where(LEASE.c.run_id == run_id, LEASE.c.token == holder.token))


def in_flight_since(connection: Connection, run_id: str) -> datetime | None:
    """Return since when a living process works on the run; its calls from then on are under way. None: nobody does."""
    held = connection.execute(select(LEASE).where(LEASE.c.run_id == run_id)).one_or_none()
    return held.since if held and _alive(held, _clock(connection)) else None


def _sharing(run_id: str) -> Select[Any]:
    """Return the question for the leases of other runs that plan a trial of this one that has still to be done."""
    ours, theirs = PLANNED.alias("ours"), PLANNED.alias("theirs")
    over = select(TRIAL.c.id).where(TRIAL.c.id == ours.c.trial_id, TRIAL.c.outcome != "infrastructure").exists()
    shared = select(ours.c.trial_id).join(theirs, theirs.c.trial_id == ours.c.trial_id)
    shared = shared.where(ours.c.run_id == run_id, theirs.c.run_id == LEASE.c.run_id, ~over)
    return select(LEASE).where(LEASE.c.run_id != run_id, shared.correlate(LEASE).exists())


def process_start(pid: int) -> str | None:
    """Return what tells a process from a later one of its number: boot and start time. None: there is no such process.

    Empty where the system has no /proc.
    """
    if not _BOOT_ID.exists():
        return "" if _answers(pid) else None
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    # The name in parentheses may hold anything; after it come the state (field 3) and, 19 on, the start (field 22).
    state, *rest = stat.rpartition(")")[2].split()
    return None if state in {"Z", "X"} else f"{_BOOT_ID.read_text(encoding='utf-8').strip()}:{rest[18]}"


def _alive(held: Row[Any], now: datetime) -> bool:
    if now - held.heartbeat_at > timedelta(seconds=STALE_S):
        return False
    elsewhere: bool = held.host != socket.gethostname()
    return elsewhere or process_start(held.pid) == held.process_start


def _answers(pid: int) -> bool:
    """Return True when a process of the number exists, on systems without /proc."""
    if os.name == "nt":
        return True  # no signal 0 there; the heartbeat alone decides
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _clock(connection: Connection) -> datetime:
    """Return the time by the clock that all processes on this ledger share."""
    if connection.dialect.name == "postgresql":
        now: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
        return now.astimezone(UTC)
    return datetime.now(UTC)
