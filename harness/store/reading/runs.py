"""Questions about runs, trials, marks and spans."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, Subquery, and_, func, select

from harness.errors import BadPlan
from harness.store.records import EventRecord, GradeRecord, RunRecord, SpanRecord, TrialRecord
from harness.store.rows import event_record, grade_record, span_record, trial_record
from harness.store.tables import CALL, EVENT, GRADE, PLANNED, RUN, SPAN, TRIAL

_CHUNK = 500
"""Databases take a limited number of values in one question."""
_SHORTEST_PREFIX = 4
_NAMED_IN_MESSAGE = 8
LATEST = "latest"


def all_runs(connection: Connection) -> list[RunRecord]:
    """Return the runs, newest first."""
    return _with_trials(connection, None)


def find_run(connection: Connection, name: str) -> RunRecord:
    """Return the run of an id, of the beginning of one, or the latest. Raises BadPlan."""
    return _with_trials(connection, find_run_id(connection, name))[0]


def find_run_id(connection: Connection, name: str) -> str:
    """Return the id of the run that a name means. Raises BadPlan."""
    known: list[str] = list(connection.scalars(select(RUN.c.id).order_by(RUN.c.created_at.desc(), RUN.c.id)))
    if not known:
        raise BadPlan(f"there is no run '{name}': the ledger has none yet; start one with `toprung bench run`")
    if name == LATEST:
        return known[0]
    if name in known:
        return name
    if len(name) < _SHORTEST_PREFIX:
        raise BadPlan(f"the run '{name}' is named by fewer than {_SHORTEST_PREFIX} characters; {_listed(known)}")
    found = [run_id for run_id in known if run_id.startswith(name)]
    if not found:
        raise BadPlan(f"there is no run '{name}'; {_listed(known)}")
    if len(found) > 1:
        raise BadPlan(f"'{name}' means {len(found)} runs, give more of the id; {_listed(found)}")
    return found[0]


def ended_trials(connection: Connection, run_id: str) -> list[TrialRecord]:
    """Return the last attempt of each planned trial that has ended, in the order of the plan."""
    last = _last_attempts(TRIAL.c.id.in_(select(PLANNED.c.trial_id).where(PLANNED.c.run_id == run_id)))
    query = (
        select(TRIAL)
        .join(last, and_(last.c.id == TRIAL.c.id, last.c.attempt == TRIAL.c.attempt))
        .join(PLANNED, and_(PLANNED.c.trial_id == TRIAL.c.id, PLANNED.c.run_id == run_id))
        .order_by(PLANNED.c.position)
    )
    return [trial_record(row) for row in connection.execute(query)]


def ended_trial(connection: Connection, trial_id: str, attempt: int) -> TrialRecord:
    """Return one attempt at a trial that has ended."""
    query = select(TRIAL).where(TRIAL.c.id == trial_id, TRIAL.c.attempt == attempt)
    return trial_record(connection.execute(query).one())


def last_attempts(connection: Connection, trial_ids: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Return the last attempt at each trial that was ever tried, and its outcome.

    An attempt that made calls and never ended (its process was killed) counts as ``infrastructure``, so that the next
    one gets a number of its own and is not charged for those calls.
    """
    found: dict[str, tuple[int, str]] = {}
    for chunk in _chunks(trial_ids):
        last = _last_attempts(TRIAL.c.id.in_(chunk))
        ended = select(TRIAL.c.id, TRIAL.c.attempt, TRIAL.c.outcome).join(
            last, and_(last.c.id == TRIAL.c.id, last.c.attempt == TRIAL.c.attempt)
        )
        found |= {row.id: (row.attempt, row.outcome) for row in connection.execute(ended)}
        called = (
            select(CALL.c.trial_id, func.max(CALL.c.trial_attempt).label("attempt"))
            .where(CALL.c.trial_id.in_(chunk))
            .group_by(CALL.c.trial_id)
        )
        for row in connection.execute(called):
            attempt, outcome = found.get(row.trial_id, (0, "infrastructure"))
            if row.attempt > attempt and outcome == "infrastructure":
                found[row.trial_id] = (row.attempt, outcome)
    return found


def all_grades(connection: Connection, run_id: str, among: Sequence[str] | None = None) -> list[GradeRecord]:
    """Return every marking of the run's trials, or of those `among` them, oldest first."""
    planned = select(PLANNED.c.trial_id).where(PLANNED.c.run_id == run_id)
    if among is not None:
        planned = planned.where(PLANNED.c.trial_id.in_(among))
    query = select(GRADE).where(GRADE.c.trial_id.in_(planned)).order_by(GRADE.c.number)
    return [grade_record(row) for row in connection.execute(query)]


def all_spans(connection: Connection, trial_id: str, attempt: int) -> list[SpanRecord]:
    """Return the spans of one attempt at a trial, in the order of their beginning."""
    query = (
        select(SPAN)
        .where(SPAN.c.trial_id == trial_id, SPAN.c.attempt == attempt)
        .order_by(SPAN.c.started_s, SPAN.c.number)
    )
    return [span_record(row) for row in connection.execute(query)]


def all_events(connection: Connection, run_id: str) -> list[EventRecord]:
    """Return what happened to the run as a whole, oldest first."""
    query = select(EVENT).where(EVENT.c.run_id == run_id).order_by(EVENT.c.number)
    return [event_record(row) for row in connection.execute(query)]


def _with_trials(connection: Connection, run_id: str | None) -> list[RunRecord]:
    """Return one run, or all of them, with the planned trials."""
    planned_query = select(PLANNED.c.run_id, PLANNED.c.trial_id, PLANNED.c.arm).order_by(PLANNED.c.position)
    runs_query = select(RUN).order_by(RUN.c.created_at.desc(), RUN.c.id)
    if run_id is not None:
        planned_query = planned_query.where(PLANNED.c.run_id == run_id)
        runs_query = runs_query.where(RUN.c.id == run_id)
    planned: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in connection.execute(planned_query):
        planned[row.run_id].append((row.trial_id, row.arm))
    return [
        RunRecord(row.id, row.created_at, row.toprung, row.plan, tuple(planned[row.id]), row.keep_until)
        for row in connection.execute(runs_query)
    ]


def _last_attempts(which: ColumnElement[bool]) -> Subquery:
    """Return the question for the highest number of an attempt that ended, by trial."""
    return select(TRIAL.c.id, func.max(TRIAL.c.attempt).label("attempt")).where(which).group_by(TRIAL.c.id).subquery()


def _chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]


def _listed(run_ids: Sequence[str]) -> str:
    """Name the newest runs."""
    more = len(run_ids) - _NAMED_IN_MESSAGE
    named = ", ".join(run_ids[:_NAMED_IN_MESSAGE])
    return f"the runs are {named}" + (f" and {more} older" if more > 0 else "")
