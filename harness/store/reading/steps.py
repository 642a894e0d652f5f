"""What happened within trials, without anything that was said: when each call and each span began, and how it ended."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from sys import intern

from sqlalchemy import Connection, Text, cast, select, tuple_

from harness.store.records import SpanRecord
from harness.store.rows import span_record
from harness.store.tables import CALL, SPAN

Key = tuple[str, int]
"""A trial and which attempt at it."""
CUT = "[cut: about "
"""How the line begins that a prompt ends in where something did not fit; `harness.context.fitting` writes it."""


@dataclass(frozen=True, slots=True)
class CallLine:
    """One attempt at one model request, without its texts."""

    id: str
    agent: str
    attempt: int
    """From 1: which attempt at the request."""
    status: str | None
    """None where its end was never seen."""
    started_s: float
    """Seconds after the trial began."""
    seconds: float | None
    request_digest: str
    was_cut: bool
    """True where the prompt says that something did not fit into it."""


@dataclass(slots=True)
class Steps:
    """The calls and spans of one attempt at a trial, in the order of writing."""

    calls: list[CallLine] = field(default_factory=list)
    spans: list[SpanRecord] = field(default_factory=list)


def steps(connection: Connection, trials: Sequence[Key]) -> dict[Key, Steps]:
    """Return the steps of some attempts at trials: of no more than a few hundred at a time."""
    found: dict[Key, Steps] = defaultdict(Steps)
    of_call = tuple_(CALL.c.trial_id, CALL.c.trial_attempt)
    query = select(
        CALL.c.trial_id,
        CALL.c.trial_attempt,
        CALL.c.id,
        CALL.c.agent,
        CALL.c.attempt,
        CALL.c.status,
        CALL.c.started_s,
        CALL.c.seconds,
        CALL.c.request_digest,
        cast(CALL.c.messages, Text).contains(CUT, autoescape=True),
    )
    for trial_id, number, call_id, agent, *rest in connection.execute(
        query.where(of_call.in_(trials)).order_by(CALL.c.number)
    ):
        attempt, status, started_s, seconds, digest, was_cut = rest
        line = CallLine(call_id, intern(agent), attempt, status, started_s, seconds, digest, bool(was_cut))
        found[trial_id, number].calls.append(line)
    of_span = tuple_(SPAN.c.trial_id, SPAN.c.attempt)
    for row in connection.execute(select(SPAN).where(of_span.in_(trials)).order_by(SPAN.c.number)):
        found[row.trial_id, row.attempt].spans.append(span_record(row))
    return dict(found)
