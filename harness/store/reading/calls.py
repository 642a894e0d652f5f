"""Questions about model calls: what was said, what it came to, and what was paid for in attempts that do not count."""

from collections.abc import Sequence
from datetime import datetime
from sys import intern

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select

from harness.messages import Usage
from harness.store.records import CallRecord, CallTotals
from harness.store.rows import call_record
from harness.store.tables import CALL, PLANNED, TRIAL

USAGE = (
    CALL.c.input_tokens,
    CALL.c.cache_read_tokens,
    CALL.c.cache_write_tokens,
    CALL.c.output_tokens,
    CALL.c.reasoning_tokens,
    CALL.c.cache_write_1h_tokens,
)
_PAGE = 200


def calls_of(connection: Connection, trial_id: str, attempt: int) -> list[CallRecord]:
    """Return the calls of one attempt at a trial, in the order made."""
    query = select(CALL).where(CALL.c.trial_id == trial_id, CALL.c.trial_attempt == attempt).order_by(CALL.c.number)
    return [call_record(row) for row in connection.execute(query)]


def totals(connection: Connection, run_id: str) -> dict[tuple[str, int], CallTotals]:
    """Add up the calls that ended, by trial and attempt, over the trials that the run asks for.

    A trial that another run did first brings that run's calls. A call that never ended is in `unfinished` instead.
    """
    key = (CALL.c.trial_id, CALL.c.trial_attempt, CALL.c.model_served)
    added = select(
        *key,
        func.count(),
        func.sum(case((CALL.c.attempt > 1, 1), else_=0)),
        func.count(CALL.c.nano_usd),
        func.sum(CALL.c.nano_usd),
        *(func.sum(column) for column in USAGE),
    ).where(CALL.c.trial_id.in_(planned_ids(run_id)), CALL.c.status.is_not(None))
    found: dict[tuple[str, int], CallTotals] = {}
    for trial_id, attempt, served, calls, retries, priced, nano_usd, *tokens in connection.execute(
        added.group_by(*key).order_by(*key)
    ):
        totals = CallTotals(
            calls=calls,
            usage=Usage(*(int(count) for count in tokens)),
            nano_usd=int(nano_usd) if priced == calls else None,
            models_served=(intern(served),) if served else (),
            retries=int(retries),
        )
        before = found.get((trial_id, attempt))
        found[trial_id, attempt] = before + totals if before else totals
    return found


def never_ended(connection: Connection, run_id: str, in_flight_since: datetime | None) -> list[CallRecord]:
    """Return the run's calls that were sent and never seen to end, but for those that are under way now."""
    return _left_over(connection, run_id, CALL.c.status.is_(None), in_flight_since)


def ended_in_vain(connection: Connection, run_id: str, in_flight_since: datetime | None) -> list[CallRecord]:
    """Return the run's calls that ended, in attempts that do not count, but for those that are under way now.

    Of a trial's attempts the last that ended counts. The others never ended, or ended as infrastructure and were
    repeated.
    """
    last = select(func.max(TRIAL.c.attempt)).where(TRIAL.c.id == CALL.c.trial_id).scalar_subquery()
    in_vain = CALL.c.trial_attempt != func.coalesce(last, 0)
    return _left_over(connection, run_id, and_(CALL.c.status.is_not(None), in_vain), in_flight_since)


def ok_calls(
    connection: Connection, model: str | None, run_id: str | None, after: int
) -> tuple[Sequence[CallRecord], int]:
    """Return the next page of calls that ended well, in the order made, and the number to go on after (0: no more)."""
    query = select(CALL).where(CALL.c.status == "ok", CALL.c.number > after)
    if model is not None:
        query = query.where(or_(CALL.c.model_asked == model, CALL.c.model_served == model))
    if run_id is not None:
        query = query.where(CALL.c.run_id == run_id)
    rows = connection.execute(query.order_by(CALL.c.number).limit(_PAGE)).all()
    return [call_record(row) for row in rows], rows[-1].number if len(rows) == _PAGE else 0


def planned_ids(run_id: str) -> Select[tuple[str]]:
    """Return the question for the ids of a run's trials."""
    return select(PLANNED.c.trial_id).where(PLANNED.c.run_id == run_id)


def _left_over(
    connection: Connection, run_id: str, which: ColumnElement[bool], in_flight_since: datetime | None
) -> list[CallRecord]:
    query = select(CALL).where(CALL.c.run_id == run_id, which)
    if in_flight_since is not None:
        query = query.where(CALL.c.started_at < in_flight_since)
    return [call_record(row) for row in connection.execute(query.order_by(CALL.c.number))]
