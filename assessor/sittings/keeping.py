"""What is kept of a question while it is open: its fields as filled in so far, and for how long it was looked at.

The seconds of an answer are the server's, from showing to answering; a browser's word is not asked for. Time away is
left out where the sitting has no limit: from leaving to coming back, and where a page is loaded again after more than
ten minutes all since the last choice. With a limit the clock runs on, unless breaks are arranged.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from assessor.db import hold
from assessor.models.campaigns.draft import Draft
from assessor.sittings import rows
from assessor.sittings.dealing import Question
from assessor.sittings.form import make_form
from assessor.sittings.refusals import Answered, Finished

DRAFT: Table = Draft.__table__  # type: ignore[attr-defined]
_READ = select(DRAFT).where(DRAFT.c.asked_id == bindparam("of"))
_DROP = delete(DRAFT).where(DRAFT.c.asked_id == bindparam("of"))
AWAY_S = 600.0
Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Open:
    """A question that is open."""

    fields: Fields = field(default_factory=dict)
    """As filled in so far, by name."""
    spent_s: float = 0.0
    """Looked at before `since`."""
    since: dt.datetime | None = None
    """Looked at since; None while the person is away."""
    at: dt.datetime | None = None
    """When the last choice was kept, or the person left; None before both."""
    turn: int = 0
    """Counts what was kept, so that what comes late does not undo what is newer."""

    def seconds(self, at: dt.datetime) -> float:
        """Return for how long it has been looked at; a clock that was set back counts as none."""
        return self.spent_s + (max(0.0, (at - self.since).total_seconds()) if self.since else 0.0)


def read(connection: Connection, question: Question) -> Open:
    """Return what is kept of an open question."""
    row = connection.execute(_READ, {"of": question.asked_id}).mappings().one_or_none()
    if row is None:
        return Open(since=question.asked_at)
    kept: Mapping[str, Any] = row["answer"]
    since = kept["since"] and dt.datetime.fromisoformat(kept["since"])
    return Open(fields=kept["fields"], spent_s=kept["spent_s"], since=since, at=row["at"], turn=row["turn"])


def was_away(kept: Open, at: dt.datetime) -> bool:
    """Say whether somebody to whom a question is shown now was away, so that `come_back` has to be told."""
    return kept.since is None or (at - kept.since).total_seconds() > AWAY_S


def come_back(connection: Connection, question: Question, at: dt.datetime) -> Open:
    """Note that an open question is shown again, where somebody was away, and return what is kept of it."""
    kept = read(connection, question)
    if not was_away(kept, at):
        return kept
    left_at = max(kept.at, kept.since) if kept.at and kept.since else kept.since
    spent_s = kept.seconds(left_at) if left_at else kept.spent_s
    return _write(connection, question, Open(kept.fields, spent_s, at, kept.at or at, kept.turn))


def keep(connection: Connection, question: Question, fields: Fields, at: dt.datetime, turn: int | None = None) -> Open:
    """Keep what is filled in so far, unless what is there has a later turn. Raises Answered and Finished."""
    _check_waits(connection, question)
    kept = read(connection, question)
    if turn is not None and turn <= kept.turn:
        return kept
    return _write(connection, question, Open(fields, kept.spent_s, kept.since or at, at, turn or kept.turn + 1))


def leave(connection: Connection, question: Question, fields: Fields, at: dt.datetime) -> Open:
    """Keep what is filled in so far, and stop the clock until the question is shown again. Raises as `keep` does."""
    _check_waits(connection, question)
    kept = read(connection, question)
    return _write(connection, question, Open(fields, kept.seconds(at), None, at, kept.turn + 1))


def looked_s(question: Question, kept: Open, at: dt.datetime) -> float:
    """Return the seconds of an answer that comes now; with a limit and no breaks the clock never stopped."""
    form = make_form(**question.sitting.form)
    if form.minutes is None or form.breaks:
        return kept.seconds(at)
    return max(0.0, (at - question.asked_at).total_seconds())


def drop(connection: Connection, question: Question) -> None:
    """Forget a draft: it has become an answer."""
    connection.execute(_DROP, {"of": question.asked_id})


def _check_waits(connection: Connection, question: Question) -> None:
    hold(connection, question.sitting.id)
    if rows.results(connection, question.sitting.id):
        raise Finished(f"sitting {question.sitting.id} is finished; nothing more is kept")
    asked = rows.answer(connection, question.sitting.organisation_id, question.asked_id)
    if asked is None or asked["answered"] is not None:
        raise Answered(f"question {question.asked_id} has its answer already; a draft of one is not kept")


def _write(connection: Connection, question: Question, kept: Open) -> Open:
    since = kept.since and kept.since.isoformat()
    answer = {"fields": dict(kept.fields), "spent_s": round(kept.spent_s, 3), "since": since}
    row = {"organisation_id": question.sitting.organisation_id, "answer": answer, "turn": kept.turn, "at": kept.at}
    found = connection.execute(update(DRAFT).where(DRAFT.c.asked_id == question.asked_id).values(**row))
    if not found.rowcount:
        connection.execute(insert(DRAFT).values(asked_id=question.asked_id, **row))
    return kept
