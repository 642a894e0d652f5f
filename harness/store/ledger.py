"""The ledger: where runs, trials, marks, calls and spans are kept, so that nothing acknowledged is ever lost.

Writing returns futures, resolved after the commit; reading has connections of its own and waits for nobody.
"""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, func, insert, select

from harness.errors import LedgerError, RunInUse
from harness.meter.calls import CallEnd, CallStart
from harness.store import leases
from harness.store.amending import forgetting, repricing
from harness.store.amending.reviews import Reviews
from harness.store.connect import Engines, engines, ledger_wait_s
from harness.store.migrate import upgrade
from harness.store.reading import calls as read_calls
from harness.store.reading import lines as read_lines
from harness.store.reading import runs as read_runs
from harness.store.reading import steps as read_steps
from harness.store.records import CallRecord, CallTotals, EventRecord, GradeRecord, RunRecord, SpanRecord, TrialRecord
from harness.store.rows import end_row, event_row, grade_row, span_row, start_row, trial_row
from harness.store.tables import PLANNED, RUN
from harness.store.trouble import in_our_words
from harness.store.writer import Kind, Writer


def open_ledger(url: str, *, wait_s: float | None = None, must_exist: bool = False) -> "Ledger":
    """Open a ledger, and make or upgrade its tables: ``sqlite:///runs.db`` or ``postgresql+psycopg://user@host/name``.

    With `must_exist`, a SQLite file that is not there is a LedgerError and is not made: for whoever only looks.

    `wait_s` is how long another program may hold it before LedgerLocked is raised; None asks the environment. Raises
    LedgerError for an address or a file that cannot be a ledger, MissingPiece without PostgreSQL's package.
    """
    ways = engines(url, ledger_wait_s() if wait_s is None else wait_s, must_exist=must_exist)
    try:
        with in_our_words(ways.address):
            upgrade(ways.writing, ways.address)
    except BaseException:
        ways.dispose()
        raise
    return Ledger(ways)


class Ledger:
    """An open ledger. Its methods may be called from any thread; `close` waits until all is written."""

    def __init__(self, ways: Engines) -> None:
        self._ways = ways
        self._writer = Writer(ways)
        self._taken_over: dict[str, RunInUse] = {}
        self.reviews = Reviews(self._writer, self._reading)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Write what waits and let go of the ledger."""
        self._writer.close()
        self._ways.dispose()

    # Writing. A future fails with LedgerError (or RunInUse), and then nothing of that call was written.

    def save_run(self, run: RunRecord) -> Future[None]:
        """Keep a run's header and plan. A run that is there already is left as it is; new planned trials are added."""
        return self._writer.do(lambda connection: _save_run(connection, run))

    def call_started(self, start: CallStart) -> Future[None]:
        """Keep a request that is about to be sent; send it when the future is done. Its run must have been saved."""
        if taken_over := self._taken_over.get(start.run_id):
            refused: Future[None] = Future()
            refused.set_exception(taken_over)
            return refused
        return self._writer.write([(Kind.CALL_START, start_row(start))])

    def call_ended(self, end: CallEnd) -> Future[None]:
        """Keep how a request ended; only once."""
        return self._writer.write([(Kind.CALL_END, end_row(end))])

    def trial_ended(self, trial: TrialRecord, grade: GradeRecord | None, spans: Sequence[SpanRecord]) -> Future[None]:
        """Keep a trial that ended, its mark and its spans, all or nothing. It is finished when the future is done."""
        marks = [(Kind.GRADE, grade_row(grade))] if grade else []
        return self._writer.write([(Kind.TRIAL, trial_row(trial)), *marks, *_span_rows(spans)])

    def add_grade(self, grade: GradeRecord) -> Future[None]:
        """Keep one more marking of a trial that ended."""
        return self._writer.write([(Kind.GRADE, grade_row(grade))])

    def happened(self, event: EventRecord) -> Future[None]:
        """Keep something that happened to a run as a whole. Its run must have been saved."""
        return self._writer.write([(Kind.EVENT, event_row(event))])

    def keep_prices(self, price_table: str, nano_usd: Sequence[tuple[int, int | None]]) -> Future[None]:
        """Keep what calls cost by another price table, by the calls' numbers; their own prices stay."""
        return self._writer.do(lambda connection: repricing.keep(connection, price_table, nano_usd))

    def forget(self, run_id: str, now: datetime) -> tuple[int, int]:
        """Delete the texts of a run, and their bytes from the file; return of how many trials and calls.

        Raises RunInUse while a process works on it, LedgerLocked when somebody reads the old state.
        """
        found: list[tuple[int, int]] = []
        with self.lease(run_id):
            self._writer.do(lambda connection: found.append(forgetting.forget(connection, run_id, now))).result()
        with in_our_words(self._ways.address):
            forgetting.clean(self._ways)
        return found[0]

    # Reading.

    def runs(self) -> list[RunRecord]:
        """Return the runs, newest first."""
        with self._reading() as connection:
            return read_runs.all_runs(connection)

    def run(self, name: str) -> RunRecord:
        """Return the run of an id, of its first 4 characters or more, or ``latest``. Raises BadPlan."""
        with self._reading() as connection:
            return read_runs.find_run(connection, name)

    def trials(self, run_id: str) -> list[TrialRecord]:
        """Return the last attempt of each planned trial that has ended, in the order of the plan."""
        with self._reading() as connection:
            return read_runs.ended_trials(connection, run_id)

    def trial(self, trial_id: str, attempt: int) -> TrialRecord:
        """Return one attempt at a trial that has ended."""
        with self._reading() as connection:
            return read_runs.ended_trial(connection, trial_id, attempt)

    def trial_lines(self, run_id: str) -> list[read_lines.TrialLine]:
        """Return the same trials in the same order, without their answers, and with their latest mark."""
        with self._reading() as connection:
            return read_lines.trial_lines(connection, run_id)

    def checks(self, run_id: str) -> Iterator[tuple[str, int, dict[str, Any]]]:
        """Yield trial, attempt and whole grade of every marking, oldest first."""
        with self._reading() as connection:
            yield from read_lines.checks(connection, run_id)

    def first_tokens(self, run_id: str) -> dict[str, list[float]]:
        """Return the seconds to the first token by arm, of every streamed call that counts."""
        with self._reading() as connection:
            return read_lines.first_tokens(connection, run_id)

    def cached_calls(self, run_id: str) -> Iterator[read_lines.CachedCall]:
        """Yield the calls that count and that a service's cache had a part in."""
        with self._reading() as connection:
            yield from read_lines.cached_calls(connection, run_id)

    def due(self, now: datetime) -> Sequence[str]:
        """Return the runs whose texts may no longer be kept and are still there, oldest first."""
        with self._reading() as connection:
            return forgetting.due(connection, now)

    def forgotten(self, run_id: str) -> tuple[int, datetime | None]:
        """Return how many attempts at a run's trials have lost their texts, and when the last of them did."""
        with self._reading() as connection:
            return forgetting.forgotten(connection, run_id)

    def attempts(self, trial_ids: Sequence[str]) -> dict[str, tuple[int, str]]:
        """Return the number and outcome of the last attempt at each trial that was ever tried.

        An attempt that made calls and never ended counts as ``infrastructure``.
        """
        with self._reading() as connection:
            return read_runs.last_attempts(connection, trial_ids)

    def grades(self, run_id: str, among: Sequence[str] | None = None) -> list[GradeRecord]:
        """Return every marking of the run's trials, or of those `among` them, oldest first."""
        with self._reading() as connection:
            return read_runs.all_grades(connection, run_id, among)

    def spans(self, trial_id: str, attempt: int) -> list[SpanRecord]:
        """Return the spans of one attempt at a trial, in the order of their beginning."""
        with self._reading() as connection:
            return read_runs.all_spans(connection, trial_id, attempt)

    def steps(self, trials: Sequence[read_steps.Key]) -> dict[read_steps.Key, read_steps.Steps]:
        """Return what happened in a few hundred attempts at trials, without what was said."""
        with self._reading() as connection:
            return read_steps.steps(connection, trials)

    def events(self, run_id: str) -> list[EventRecord]:
        """Return what happened to the run as a whole, oldest first."""
        with self._reading() as connection:
            return read_runs.all_events(connection, run_id)

    def calls(self, trial_id: str, attempt: int) -> list[CallRecord]:
        """Return the calls of one attempt at a trial, in the order made."""
        with self._reading() as connection:
            return read_calls.calls_of(connection, trial_id, attempt)

    def call_totals(self, run_id: str) -> dict[tuple[str, int], CallTotals]:
        """Return the calls that ended, added up by trial and attempt, over all trials of the run."""
        with self._reading() as connection:
            return read_calls.totals(connection, run_id)

    def unfinished(self, run_id: str) -> list[CallRecord]:
        """Return the calls that were sent and never seen to end, but for what a living process has under way."""
        with self._reading() as connection:
            return read_calls.never_ended(connection, run_id, leases.in_flight_since(connection, run_id))

    def lost(self, run_id: str) -> list[CallRecord]:
        """Return the calls that ended, in attempts that do not count, but for those a living process works on."""
        with self._reading() as connection:
            return read_calls.ended_in_vain(connection, run_id, leases.in_flight_since(connection, run_id))

    def recorded(self, model: str | None = None, run: str | None = None) -> Iterator[CallRecord]:
        """Return the calls that ended well, in the order made: of one model (asked for or served), of one run, or all.

        `run` is named as for `run`. Raises BadPlan when there is no such run.
        """
        with self._reading() as connection:
            run_id = None if run is None else read_runs.find_run_id(connection, run)
        return self._recorded(model, run_id)

    def _recorded(self, model: str | None, run_id: str | None) -> Iterator[CallRecord]:
        after = -1
        while after:
            with self._reading() as connection:
                page, after = read_calls.ok_calls(connection, model, run_id, after)
            yield from page

    def calls_to_price(self, run_id: str, price_table: str) -> Iterator[Sequence[repricing.PricedCall]]:
        """Yield the calls of the run that ended, page by page, and whether each has its price by a table already."""
        after = -1
        while after:
            with self._reading() as connection:
                page, after = repricing.page_of_calls(connection, run_id, price_table, after)
            yield page

    @contextmanager
    def lease(self, run_id: str) -> Iterator[None]:
        """Hold a run, so that no other process works on it or on trials that it shares. Raises RunInUse: it says who.

        A holder that is dead, or that gave no sign of life for a minute, is replaced. If that happens to this one,
        its further calls are refused with RunInUse.
        """
        holder = leases.Holder()
        self._writer.do(lambda connection: leases.take(connection, run_id, holder)).result()
        self._taken_over.pop(run_id, None)
        ended = threading.Event()
        pulse = threading.Thread(target=self._beat, args=(run_id, holder, ended), name="ledger-lease", daemon=True)
        pulse.start()
        try:
            yield
        finally:
            ended.set()
            pulse.join()
            # What cannot be given back (a full disk) is taken over by whoever comes when this process is gone.
            with suppress(LedgerError):
                self._writer.do(lambda connection: leases.give_back(connection, run_id, holder)).result()

    def _beat(self, run_id: str, holder: leases.Holder, ended: threading.Event) -> None:
        while not ended.wait(leases.HEARTBEAT_S):
            error = self._writer.do(lambda connection: leases.beat(connection, run_id, holder)).exception()
            if isinstance(error, RunInUse):
                self._taken_over[run_id] = error
                return

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with in_our_words(self._ways.address), self._ways.reading.begin() as connection:
            yield connection


def _span_rows(spans: Sequence[SpanRecord]) -> list[tuple[Kind, dict[str, object]]]:
    return [(Kind.SPAN, span_row(span)) for span in spans]


def _save_run(connection: Connection, run: RunRecord) -> None:
    """Add what is not there yet."""
    if not connection.execute(select(RUN.c.id).where(RUN.c.id == run.id)).first():
        header = {"id": run.id, "created_at": run.created_at, "toprung": run.toprung, "plan": run.plan}
        header["keep_until"] = run.keep_until
        connection.execute(insert(RUN).values(header))
    known = set(connection.scalars(select(PLANNED.c.trial_id).where(PLANNED.c.run_id == run.id)))
    last = connection.scalar(select(func.max(PLANNED.c.position)).where(PLANNED.c.run_id == run.id))
    new = [(trial_id, arm) for trial_id, arm in run.trials if trial_id not in known]
    if new:
        first = 0 if last is None else last + 1
        rows = [
            {"run_id": run.id, "trial_id": trial_id, "arm": arm, "position": position}
            for position, (trial_id, arm) in enumerate(new, start=first)
        ]
        connection.execute(insert(PLANNED), rows)
