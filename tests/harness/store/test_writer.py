"""The writer thread: one transaction for what waits, each future told the truth, nothing waits for readers."""

import asyncio
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection, event

from harness.errors import LedgerError, LedgerFull, LedgerLocked
from harness.store.ledger import Ledger, open_ledger
from tests.harness.store import making


@contextmanager
def busy(ledger: Ledger) -> Iterator[None]:
    """Keep the writer busy, so that what is written meanwhile waits and goes into one batch."""
    begun, go_on = threading.Event(), threading.Event()

    def wait(_connection: Connection) -> None:
        begun.set()
        go_on.wait()

    ledger._writer.do(wait)
    begun.wait()
    yield
    go_on.set()


def test_what_waits_is_committed_in_one_transaction(planned: Ledger) -> None:
    commits: list[Connection] = []
    event.listen(planned._ways.writing, "commit", commits.append)
    with busy(planned):
        futures = [planned.call_started(making.start(f"c{number}")) for number in range(20)]
    for future in futures:
        future.result()
    assert len(commits) == 2  # the one that kept the writer busy, and the twenty


def test_a_bad_row_fails_alone_in_its_batch(planned: Ledger) -> None:
    with busy(planned):
        good = planned.call_started(making.start("good"))
        bad = planned.call_started(making.start("bad", trial_id="t99"))
        end = planned.call_ended(making.end("good"))
        no_start = planned.call_ended(making.end("nothing"))
        trial = planned.trial_ended(making.trial(), making.grade(), [making.span()])
    assert [future.exception() for future in (good, end, trial)] == [None] * 3
    assert "refuses what was to be written" in str(bad.exception())
    assert str(no_start.exception()) == "the call nothing was never started, or has ended before"
    assert [call.start.id for call in planned.calls("t1", 1)] == ["good"]


def test_what_was_asked_for_first_is_written_first(ledger: Ledger) -> None:
    with busy(ledger):
        early = ledger.call_started(making.start())
        ledger.save_run(making.run())
        late = ledger.call_started(making.start())
    assert isinstance(early.exception(), LedgerError)
    assert late.exception() is None


def test_a_future_that_nobody_waits_for_any_more_is_written_all_the_same(planned: Ledger) -> None:
    with busy(planned):
        future = planned.trial_ended(making.trial(), None, [])
        assert not future.cancel()
    future.result()
    assert planned.trials(making.RUN) == [making.trial()]


def test_asyncio_code_can_wait_for_a_commit(planned: Ledger) -> None:
    async def write() -> None:
        await asyncio.wrap_future(planned.call_started(making.start()))

    asyncio.run(write())
    assert len(planned.calls("t1", 1)) == 1


def test_closing_writes_what_waits(address: str) -> None:
    ledger = open_ledger(address)
    with busy(ledger):
        ledger.save_run(making.run())
        future = ledger.trial_ended(making.trial(), None, [])
    ledger.close()
    assert future.exception() is None


def test_a_closed_ledger_refuses_to_write(address: str) -> None:
    ledger = open_ledger(address)
    ledger.close()
    ledger.close()
    error = ledger.save_run(making.run()).exception()
    assert isinstance(error, LedgerError)
    assert str(error).endswith(" is closed")


def test_many_threads_may_write_and_read_at_once(planned: Ledger) -> None:
    def work(worker: int) -> int:
        for number in range(20):
            planned.call_started(making.start(f"{worker}-{number}")).result()
            planned.call_ended(making.end(f"{worker}-{number}")).result()
        return len(planned.calls("t1", 1))

    with ThreadPoolExecutor(4) as pool:
        seen = list(pool.map(work, range(4)))
    assert max(seen) == len(planned.calls("t1", 1)) == 80


def test_a_reader_sees_whole_trials_while_they_are_written(ledger: Ledger) -> None:
    trials = tuple(f"t{number}" for number in range(200))
    ledger.save_run(making.run(trials=trials)).result()
    futures = [ledger.trial_ended(making.trial(each), making.grade(each), [making.span(each)]) for each in trials]
    while not futures[-1].done():
        ended = ledger.trials(making.RUN)
        assert len(ledger.grades(making.RUN)) >= len(ended)
    assert len(ledger.grades(making.RUN)) == len(ledger.trials(making.RUN)) == 200


def test_a_reader_cannot_write(planned: Ledger) -> None:
    with pytest.raises(LedgerError), planned._reading() as connection:
        connection.exec_driver_sql("DELETE FROM planned_trial")


def test_a_ledger_held_by_another_program_fails_the_write_and_can_be_used_after(file: Path) -> None:
    with open_ledger(f"sqlite:///{file}", wait_s=0.2) as ledger:
        holder = sqlite3.connect(file, isolation_level=None)
        holder.execute("BEGIN EXCLUSIVE")
        assert isinstance(ledger.save_run(making.run()).exception(), LedgerLocked)
        holder.execute("ROLLBACK")
        holder.close()
        ledger.save_run(making.run()).result()
        assert ledger.runs() == [making.run()]


def test_a_postgresql_table_held_by_another_program_fails_the_write(postgres: str) -> None:
    with open_ledger(postgres, wait_s=0.2) as ledger, open_ledger(postgres) as other:
        with other._ways.writing.begin() as holder:
            holder.exec_driver_sql("LOCK TABLE run")
            assert isinstance(ledger.save_run(making.run("held")).exception(), LedgerLocked)
        ledger.save_run(making.run("not-held")).result()


def test_a_postgresql_that_dropped_the_connection_is_reached_again(postgres: str) -> None:
    with open_ledger(postgres) as ledger, psycopg.connect(postgres, autocommit=True) as admin:
        ledger.save_run(making.run("before")).result()
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'toprung'")
        ledger.save_run(making.run("after")).result()
        assert {"before", "after"} <= {run.id for run in ledger.runs()}


def test_a_full_ledger_fails_the_write_and_can_be_used_when_there_is_room(file: Path) -> None:
    """SQLite itself says that it is full when a file may have no more pages: the same path as a full disk."""

    def pages(most: int) -> None:
        def limit(connection: Connection) -> None:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {most}")

        ledger._writer.do(limit).result()

    trials = tuple(f"t{number}" for number in range(100))
    with open_ledger(f"sqlite:///{file}") as ledger:
        ledger.save_run(making.run(trials=trials)).result()
        pages(60)
        errors = [ledger.trial_ended(making.trial(each, text="x" * 9000), None, []).exception() for each in trials]
        full = next(error for error in errors if error)
        assert isinstance(full, LedgerFull)
        assert str(full).endswith(
            "has no room left on its disk; make room and run this again: what was acknowledged is kept"
        )
        acknowledged = [each for each, error in zip(trials, errors, strict=True) if error is None]
        assert [trial.id for trial in ledger.trials(making.RUN)] == acknowledged
        pages(1_000_000)
        ledger.trial_ended(making.trial(trials[99]), None, []).result()
