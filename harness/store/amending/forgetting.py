"""Forgets what was said in a run: its texts go, its figures stay. Then the bytes are taken out of the file as well."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, case, func, or_, select, text, update

from harness.errors import LedgerLocked
from harness.store.connect import Engines
from harness.store.reading.calls import planned_ids
from harness.store.tables import CALL, GRADE, PLANNED, REVIEW, RUN, SPAN, TRIAL

FORGOTTEN = "(forgotten)"
"""Stands where a text was that may have held what somebody said."""
_OURS = ("done", "limit")
"""Outcomes whose reason is a sentence of our own."""
_NO_ANSWER = {"text": "", "files": [], "actions": [], "escalations": []}
_WITH_TEXTS = ("trial", "call", "grade", "span", "review")
_CHUNK = 500


def forget(connection: Connection, run_id: str, now: datetime) -> tuple[int, int]:
    """Take the texts out of a run's trials, those that another run asks for too; return how many trials and calls."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
    trials = _forget_trials(connection, run_id, now)
    calls = _forget_calls(connection, run_id)
    _forget_reasons(connection, run_id)
    _forget_reviews(connection, run_id)
    spans = update(SPAN).where(SPAN.c.trial_id.in_(planned_ids(run_id)))
    connection.execute(spans.values(detail=""))
    connection.execute(update(RUN).where(RUN.c.id == run_id).values(forgotten_at=now))
    return trials, calls


def due(connection: Connection, now: datetime) -> Sequence[str]:
    """Return the runs whose texts may no longer be kept and are still there."""
    later = or_(RUN.c.forgotten_at.is_(None), TRIAL.c.started_at > RUN.c.forgotten_at)
    called = or_(RUN.c.forgotten_at.is_(None), CALL.c.started_at > RUN.c.forgotten_at)
    of_run = select(TRIAL.c.id).join(PLANNED, PLANNED.c.trial_id == TRIAL.c.id).where(PLANNED.c.run_id == RUN.c.id)
    kept = or_(
        of_run.where(later, TRIAL.c.forgotten_at.is_(None)).exists(),
        select(CALL.c.id).where(CALL.c.run_id == RUN.c.id, called).exists(),
    )
    return connection.scalars(select(RUN.c.id).where(RUN.c.keep_until <= now, kept).order_by(RUN.c.created_at)).all()


def forgotten(connection: Connection, run_id: str) -> tuple[int, datetime | None]:
    """Return how many attempts at a run's trials have lost their texts, and when the last of them did."""
    query = select(func.count(TRIAL.c.forgotten_at), func.max(TRIAL.c.forgotten_at))
    many, last = connection.execute(query.where(TRIAL.c.id.in_(planned_ids(run_id)))).one()
    return many, last


def clean(engines: Engines) -> None:
    """Write the ledger anew without what was deleted. Raises LedgerLocked when somebody still reads the old state."""
    if engines.writing.dialect.name == "postgresql":
        with engines.writing.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f"VACUUM FULL {', '.join(_WITH_TEXTS)}"))
        return
    with closing(engines.writing.raw_connection()) as raw:
        cursor = raw.cursor()
        cursor.execute("VACUUM")
        busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise LedgerLocked(
            f"the texts are deleted in {engines.address}, but another program reads it, so that their bytes are still "
            "in its file; end that program and forget the run again"
        )


def _forget_trials(connection: Connection, run_id: str, now: datetime) -> int:
    mine = TRIAL.c.id.in_(planned_ids(run_id))
    rows = connection.execute(select(TRIAL.c.id, TRIAL.c.attempt, TRIAL.c.answer).where(mine)).all()
    emptied = (
        {"of": row.id, "nth": row.attempt, "answer": _NO_ANSWER | {"case": row.answer.get("case", "")}} for row in rows
    )
    change = update(TRIAL).where(TRIAL.c.id == bindparam("of"), TRIAL.c.attempt == bindparam("nth"))
    for chunk in _chunks([*emptied]):
        connection.execute(change.values(answer=bindparam("answer")), chunk)
    connection.execute(update(TRIAL).where(mine, TRIAL.c.forgotten_at.is_(None)).values(forgotten_at=now))
    said = update(TRIAL).where(mine, TRIAL.c.outcome.not_in(_OURS), TRIAL.c.why != "")
    connection.execute(said.values(why=FORGOTTEN))
    return len(rows)


def _forget_calls(connection: Connection, run_id: str) -> int:
    mine = CALL.c.trial_id.in_(planned_ids(run_id))
    error = case((CALL.c.error != "", FORGOTTEN), else_=CALL.c.error)
    found = connection.execute(update(CALL).where(mine).values(messages=[], error=error)).rowcount
    ended = connection.execute(select(CALL.c.number, CALL.c.reply).where(mine, CALL.c.status.is_not(None))).all()
    replies = [{"of": row.number, "reply": _emptied_reply(row.reply)} for row in ended]
    for chunk in _chunks(replies):
        connection.execute(update(CALL).where(CALL.c.number == bindparam("of")).values(reply=bindparam("reply")), chunk)
    return found


def _emptied_reply(reply: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Keep how a reply stopped, which is counted."""
    return {"text": "", "stop": reply["stop"], "tool_calls": []} if reply and "stop" in reply else {}


def _forget_reasons(connection: Connection, run_id: str) -> None:
    """Take the reasons out of marks: they quote what was handed in."""
    mine = GRADE.c.trial_id.in_(planned_ids(run_id))
    rows = connection.execute(select(GRADE.c.number, GRADE.c.grade).where(mine)).all()
    bare = [{"of": row.number, "grade": _without_reasons(row.grade)} for row in rows]
    for chunk in _chunks(bare):
        connection.execute(
            update(GRADE).where(GRADE.c.number == bindparam("of")).values(grade=bindparam("grade")), chunk
        )


def _without_reasons(grade: Mapping[str, Any]) -> Mapping[str, Any]:
    checks = [check | {"why": FORGOTTEN, "details": []} for check in grade.get("checks", ())]
    return {**grade, "checks": checks, "why": FORGOTTEN if grade.get("why") else ""}


def _forget_reviews(connection: Connection, run_id: str) -> None:
    """Take out what reviewers wrote and what answers said; keep what was decided, how long it took, what was found."""
    mine = or_(REVIEW.c.run_id == run_id, REVIEW.c.trial_id.in_(planned_ids(run_id)))
    connection.execute(update(REVIEW).where(mine).values(item=FORGOTTEN, reason="", note=""))
    rows = connection.execute(select(REVIEW.c.number, REVIEW.c.planted).where(mine, REVIEW.c.planted.is_not(None)))
    bare = [{"of": row.number, "planted": row.planted | {"was": "", "now": "", "key": []}} for row in rows.all()]
    for chunk in _chunks(bare):
        change = update(REVIEW).where(REVIEW.c.number == bindparam("of"))
        connection.execute(change.values(planted=bindparam("planted")), chunk)


def _chunks(rows: Sequence[Mapping[str, Any]]) -> Iterator[Sequence[Mapping[str, Any]]]:
    for start in range(0, len(rows), _CHUNK):
        yield rows[start : start + _CHUNK]
