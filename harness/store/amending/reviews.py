"""What people decided about a run's work: kept one at a time, each with its own commit, and read back."""

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager

from sqlalchemy import Connection, func, insert, select

from harness.store.reading.calls import planned_ids
from harness.store.records import ReviewRecord, SpanRecord
from harness.store.rows import review_record, review_row, span_record
from harness.store.tables import REVIEW, SPAN, TRIAL
from harness.store.writer import Writer


class Reviews:
    """The reviews of an open ledger."""

    def __init__(self, writer: Writer, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._writer = writer
        self._reading = reading

    def keep(self, review: ReviewRecord) -> Future[None]:
        """Keep a decision; it is safe when the future is done. The run, and the trial if any, must be there."""
        return self._writer.do(lambda connection: _insert(connection, review))

    def of_run(self, run_id: str) -> list[ReviewRecord]:
        """Return what was decided about a run's work, oldest first."""
        query = select(REVIEW).where(REVIEW.c.run_id == run_id).order_by(REVIEW.c.number)
        with self._reading() as connection:
            return [review_record(row) for row in connection.execute(query)]

    def person_gates(self, run_id: str) -> list[SpanRecord]:
        """Return what gates handed to a person, in the attempts that count, in the order of their beginning."""
        last = select(func.max(TRIAL.c.attempt)).where(TRIAL.c.id == SPAN.c.trial_id).scalar_subquery()
        query = select(SPAN).where(
            SPAN.c.trial_id.in_(planned_ids(run_id)),
            SPAN.c.attempt == last,
            SPAN.c.kind == "gate",
            SPAN.c.name == "person",
        )
        with self._reading() as connection:
            return [span_record(row) for row in connection.execute(query.order_by(SPAN.c.started_s, SPAN.c.number))]


def _insert(connection: Connection, review: ReviewRecord) -> None:
    connection.execute(insert(REVIEW).values(review_row(review)))
