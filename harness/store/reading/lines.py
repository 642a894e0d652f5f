"""Questions whose answers have to stay small in a run of ten thousand trials: no prompt, reply or answer is read."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from sys import intern
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from harness.messages import Usage
from harness.store.reading.calls import USAGE, planned_ids
from harness.store.tables import CALL, GRADE, PLANNED, TRIAL


@dataclass(frozen=True, slots=True)
class TrialLine:
    """The last attempt at a trial that has ended, without its answer, and its mark without the reasons."""

    id: str
    arm: str
    attempt: int
    seed: int
    """Of the case."""
    epoch: int
    outcome: str
    why: str
    wall_s: float
    waited_s: float
    escalations: int
    status: str | None
    """None where there is no mark."""
    score: float | None
    grader: str


@dataclass(frozen=True, slots=True)
class CachedCall:
    """A call that read from a cache or wrote to one."""

    arm: str
    model_asked: str
    usage: Usage
    nano_usd: int | None


def trial_lines(connection: Connection, run_id: str) -> list[TrialLine]:
    """Return the trials of a run that have ended, in the order of the plan."""
    marks: dict[tuple[str, int], tuple[str, float, str]] = {}
    marked = select(GRADE.c.trial_id, GRADE.c.attempt, GRADE.c.status, GRADE.c.score, GRADE.c.grader)
    for trial_id, attempt, *mark in connection.execute(
        marked.where(GRADE.c.trial_id.in_(planned_ids(run_id))).order_by(GRADE.c.number)
    ):
        # The latest counts. Words that thousands of rows share are kept once.
        marks[trial_id, attempt] = (intern(mark[0]), mark[1], intern(mark[2]))
    last = (
        select(TRIAL.c.id, func.max(TRIAL.c.attempt).label("attempt"))
        .where(TRIAL.c.id.in_(planned_ids(run_id)))
        .group_by(TRIAL.c.id)
        .subquery()
    )
    query = (
        select(
            TRIAL.c.id,
            PLANNED.c.arm,
            TRIAL.c.attempt,
            TRIAL.c.identity["seed"].as_integer(),
            TRIAL.c.identity["epoch"].as_integer(),
            TRIAL.c.outcome,
            TRIAL.c.why,
            TRIAL.c.wall_s,
            TRIAL.c.waited_s,
            TRIAL.c.escalations,
        )
        .join(last, and_(last.c.id == TRIAL.c.id, last.c.attempt == TRIAL.c.attempt))
        .join(PLANNED, and_(PLANNED.c.trial_id == TRIAL.c.id, PLANNED.c.run_id == run_id))
        .order_by(PLANNED.c.position)
    )
    none = (None, None, "")
    return [
        TrialLine(row[0], intern(row[1]), *row[2:5], intern(row[5]), *row[6:], *marks.get((row[0], row[2]), none))
        for row in connection.execute(query)
    ]


def first_tokens(connection: Connection, run_id: str) -> dict[str, list[float]]:
    """Return the seconds to the first token by arm, of every streamed call of the attempts that count."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    streamed = _that_count(select(PLANNED.c.arm, CALL.c.first_token_s), run_id)
    for arm, seconds in connection.execute(streamed.where(CALL.c.first_token_s.is_not(None))):
        found[arm].append(seconds)
    return found


def cached_calls(connection: Connection, run_id: str) -> Iterator[CachedCall]:
    """Yield the calls that a cache had a part in, of the attempts that count."""
    cached = CALL.c.cache_read_tokens + CALL.c.cache_write_tokens + CALL.c.cache_write_1h_tokens
    query = _that_count(select(PLANNED.c.arm, CALL.c.model_asked, CALL.c.nano_usd, *USAGE), run_id)
    for arm, model_asked, nano_usd, *tokens in connection.execute(query.where(cached > 0)):
        yield CachedCall(arm, model_asked, Usage(*tokens), nano_usd)


def checks(connection: Connection, run_id: str) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """Yield trial, attempt and whole grade of every marking of the run's trials, oldest first."""
    query = select(GRADE.c.trial_id, GRADE.c.attempt, GRADE.c.grade).where(GRADE.c.trial_id.in_(planned_ids(run_id)))
    for row in connection.execute(query.order_by(GRADE.c.number)):
        yield row.trial_id, row.attempt, row.grade


def _that_count(query: Select[Any], run_id: str) -> Select[Any]:
    """Join calls with the run's trials, and keep those of the last attempt that ended."""
    last = select(func.max(TRIAL.c.attempt)).where(TRIAL.c.id == CALL.c.trial_id).scalar_subquery()
    return query.join(PLANNED, and_(PLANNED.c.trial_id == CALL.c.trial_id, PLANNED.c.run_id == run_id)).where(
        CALL.c.status.is_not(None), CALL.c.trial_attempt == last
    )
