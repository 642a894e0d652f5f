"""Leases: one process a run; a dead holder is replaced, a living one is not."""

import os
import signal
import socket
import sqlite3
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, update

from harness.errors import RunInUse
from harness.store import leases
from harness.store.ledger import Ledger, open_ledger
from harness.store.tables import LEASE
from tests.harness.store import making


def put(file: Path, *, pid: int, host: str = "", process_start: str = "", seconds_ago: float = 0.0) -> None:
    """Put a lease of some process into a ledger's file."""
    now = datetime.now(UTC).replace(tzinfo=None)
    beat = (now - timedelta(seconds=seconds_ago)).isoformat(" ", "microseconds")
    row = (making.RUN, "a token", pid, host or socket.gethostname(), process_start, beat, beat)
    with sqlite3.connect(file) as connection:
        connection.execute("INSERT INTO lease VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    connection.close()


def _heartbeat(ledger: Ledger) -> datetime:
    time.sleep(0.01)
    with ledger._reading() as connection:
        seen: datetime = connection.execute(select(LEASE.c.heartbeat_at)).scalar_one()
    return seen


def _take_away(connection: Connection) -> None:
    connection.execute(update(LEASE).values({"token": "somebody else's"}))


def may_be_taken(file: Path) -> bool:
    with open_ledger(f"sqlite:///{file}") as ledger:
        try:
            with ledger.lease(making.RUN):
                return True
        except RunInUse:
            return False


def test_a_lease_that_was_given_back_may_be_taken(ledger: Ledger) -> None:
    for _ in range(2):
        with ledger.lease(making.RUN):
            pass


def test_a_lease_is_given_back_when_the_work_fails(ledger: Ledger) -> None:
    with pytest.raises(KeyboardInterrupt), ledger.lease(making.RUN):
        raise KeyboardInterrupt
    with ledger.lease(making.RUN):
        pass


def test_two_runs_may_be_worked_on_at_once(ledger: Ledger) -> None:
    with ledger.lease("one-run"), ledger.lease("another-run"):
        pass


def test_a_run_that_shares_a_trial_with_one_at_work_is_refused(planned: Ledger) -> None:
    planned.save_run(making.run("another-run", trials=("t3", "t4"))).result()
    with planned.lease(making.RUN), pytest.raises(RunInUse) as raised, planned.lease("another-run"):
        pass
    said = str(raised.value)
    assert said.startswith(f"run another-run shares trials with run {making.RUN}, which process {os.getpid()} on ")
    assert said.endswith(" UTC; wait for it, or use another --ledger")
    with planned.lease("another-run"):
        pass


def test_runs_that_share_no_trial_may_be_worked_on_at_once(planned: Ledger) -> None:
    planned.save_run(making.run("another-run", trials=("t4", "t5"))).result()
    with planned.lease(making.RUN), planned.lease("another-run"):
        pass


def test_a_shared_trial_that_is_done_keeps_nobody_waiting_and_one_that_will_be_repeated_does(planned: Ledger) -> None:
    planned.save_run(making.run("another-run", trials=("t3", "t4"))).result()
    planned.trial_ended(making.trial("t3", outcome="infrastructure"), None, []).result()
    with planned.lease(making.RUN), pytest.raises(RunInUse), planned.lease("another-run"):
        pass
    planned.trial_ended(making.trial("t3", attempt=2), None, []).result()
    with planned.lease(making.RUN), planned.lease("another-run"):
        pass


def test_a_dead_process_on_a_shared_trial_keeps_nobody_waiting(file: Path) -> None:
    put(file, pid=os.getpid(), process_start="an earlier boot:17")
    with open_ledger(f"sqlite:///{file}") as ledger:
        ledger.save_run(making.run()).result()
        ledger.save_run(making.run("another-run", trials=("t3",))).result()
        with ledger.lease("another-run"):
            pass


def test_a_run_is_held_once_in_one_process_too(ledger: Ledger) -> None:
    with ledger.lease(making.RUN), pytest.raises(RunInUse), ledger.lease(making.RUN):
        pass


def test_a_living_process_keeps_its_lease(file: Path) -> None:
    put(file, pid=os.getppid(), process_start=leases.process_start(os.getppid()) or "")
    assert not may_be_taken(file)


def test_a_process_number_that_was_given_to_another_is_a_dead_holder(file: Path) -> None:
    put(file, pid=os.getpid(), process_start="an earlier boot:17")
    assert may_be_taken(file)


def test_a_process_that_is_gone_is_a_dead_holder(file: Path) -> None:
    child = os.posix_spawn("/bin/true", ["true"], {})
    os.waitpid(child, 0)
    put(file, pid=child)
    assert may_be_taken(file)


def test_a_process_on_another_host_keeps_its_lease(file: Path) -> None:
    put(file, pid=1, host="elsewhere", seconds_ago=leases.STALE_S - 5)
    assert not may_be_taken(file)


def test_a_process_on_another_host_without_a_sign_of_life_is_replaced(file: Path) -> None:
    put(file, pid=1, host="elsewhere", seconds_ago=leases.STALE_S + 1)
    assert may_be_taken(file)


def test_a_living_process_without_a_sign_of_life_is_replaced(file: Path) -> None:
    here = leases.process_start(os.getpid()) or ""
    put(file, pid=os.getpid(), process_start=here, seconds_ago=leases.STALE_S + 1)
    assert may_be_taken(file)


def test_a_refusal_names_the_run_the_process_the_host_and_the_time(file: Path) -> None:
    put(file, pid=41, host="elsewhere")
    with open_ledger(f"sqlite:///{file}") as ledger, pytest.raises(RunInUse) as raised, ledger.lease(making.RUN):
        pass
    said = str(raised.value)
    assert said.startswith(f"run {making.RUN} is being worked on by process 41 on elsewhere since 20")
    assert said.endswith(" UTC; wait for it, or end it and run this again")


def test_a_process_is_told_from_its_child_and_stays_the_same() -> None:
    """Of a parent that began within the same hundredth of a second it is not told, and need not be: its number is."""
    child = os.posix_spawn("/bin/sleep", ["sleep", "60"], {})
    try:
        assert leases.process_start(os.getpid()) == leases.process_start(os.getpid())
        assert leases.process_start(os.getpid()) != leases.process_start(child)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_without_proc_a_process_is_only_known_to_answer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(leases, "_BOOT_ID", tmp_path / "nothing")
    child = os.posix_spawn("/bin/true", ["true"], {})
    os.waitpid(child, 0)
    assert (leases.process_start(os.getpid()), leases.process_start(child)) == ("", None)


def test_a_sign_of_life_is_given_again_and_again(ledger: Ledger, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "HEARTBEAT_S", 0.01)
    with open_ledger(address) as other, ledger.lease(making.RUN):
        held = [_heartbeat(other) for _ in range(50)]
    assert len(set(held)) > 1
    assert held == sorted(held)


def test_a_process_whose_lease_was_taken_over_starts_no_more_calls(
    planned: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leases, "HEARTBEAT_S", 0.01)
    with planned.lease(making.RUN):
        planned._writer.do(_take_away).result()
        while not planned._taken_over:
            time.sleep(0.005)
        error = planned.call_started(making.start("one more")).exception()
    assert isinstance(error, RunInUse)
    assert "was taken over by another process" in str(error)
    assert "one more" not in [call.start.id for call in planned.calls("t1", 1)]
