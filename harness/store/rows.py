"""Records into rows of the tables, and rows back into records. No connections."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Row

from harness.messages import Usage
from harness.meter.calls import CallEnd, CallStart
from harness.store.records import CallRecord, EventRecord, GradeRecord, ReviewRecord, SpanRecord, TrialRecord

Values = dict[str, Any]


def trial_row(trial: TrialRecord) -> Values:
    """Return the row of a trial."""
    return {
        "id": trial.id,
        "attempt": trial.attempt,
        "identity": trial.identity,
        "outcome": trial.outcome,
        "why": trial.why,
        "started_at": trial.started_at,
        "wall_s": trial.wall_s,
        "waited_s": trial.waited_s,
        "answer": trial.answer,
        "escalations": trial.escalations,
    }


def trial_record(row: Row[Any]) -> TrialRecord:
    """Return the trial of a row."""
    return TrialRecord(
        id=row.id,
        attempt=row.attempt,
        identity=row.identity,
        outcome=row.outcome,
        why=row.why,
        started_at=row.started_at,
        wall_s=row.wall_s,
        waited_s=row.waited_s,
        answer=row.answer,
        escalations=row.escalations,
        forgotten_at=row.forgotten_at,
    )


def grade_row(grade: GradeRecord) -> Values:
    """Return the row of a marking."""
    return {
        "trial_id": grade.trial_id,
        "attempt": grade.attempt,
        "grader": grade.grader,
        "status": grade.status,
        "score": grade.score,
        "grade": grade.grade,
        "made_at": grade.made_at,
    }


def grade_record(row: Row[Any]) -> GradeRecord:
    """Return the marking of a row."""
    return GradeRecord(row.trial_id, row.attempt, row.grader, row.status, row.score, row.grade, row.made_at)


def span_row(span: SpanRecord) -> Values:
    """Return the row of a span."""
    return {
        "trial_id": span.trial_id,
        "attempt": span.attempt,
        "kind": span.kind,
        "name": span.name,
        "agent": span.agent,
        "started_s": span.started_s,
        "seconds": span.seconds,
        "detail": span.detail,
        "tokens": span.tokens,
        "size_bytes": span.size_bytes,
    }


def span_record(row: Row[Any]) -> SpanRecord:
    """Return the span of a row."""
    return SpanRecord(
        trial_id=row.trial_id,
        attempt=row.attempt,
        kind=row.kind,
        name=row.name,
        agent=row.agent,
        started_s=row.started_s,
        seconds=row.seconds,
        detail=row.detail,
        tokens=row.tokens,
        size_bytes=row.size_bytes,
    )


def event_row(event: EventRecord) -> Values:
    """Return the row of an event."""
    return {"run_id": event.run_id, "at": event.at, "kind": event.kind, "detail": event.detail}


def event_record(row: Row[Any]) -> EventRecord:
    """Return the event of a row."""
    return EventRecord(row.run_id, row.at, row.kind, row.detail)


def review_row(review: ReviewRecord) -> Values:
    """Return the row of a review; its columns have the record's names."""
    return asdict(review)


def review_record(row: Row[Any]) -> ReviewRecord:
    """Return the review of a row."""
    return ReviewRecord(*(getattr(row, field.name) for field in fields(ReviewRecord)))


def start_row(start: CallStart) -> Values:
    """Return the first half of a call's row."""
    return {
        "id": start.id,
        "run_id": start.run_id,
        "trial_id": start.trial_id,
        "trial_attempt": start.trial_attempt,
        "agent": start.agent,
        "attempt": start.attempt,
        "model_asked": start.model_asked,
        "started_at": start.started_at,
        "started_s": start.started_s,
        "messages": start.messages,
        "worst_tokens": start.worst_tokens,
        "worst_nano_usd": start.worst_nano_usd,
        "request_digest": start.request_digest,
    }


def end_row(end: CallEnd) -> Values:
    """Return the second half of a call's row; the call's id is under ``ended``, for the condition of an update."""
    return {
        "ended": end.id,
        "status": end.status,
        "seconds": end.seconds,
        "model_served": end.model_served,
        "input_tokens": end.usage.input,
        "cache_read_tokens": end.usage.cache_read,
        "cache_write_tokens": end.usage.cache_write,
        "cache_write_1h_tokens": end.usage.cache_write_1h,
        "first_token_s": end.first_token_s,
        "output_tokens": end.usage.output,
        "reasoning_tokens": end.usage.reasoning,
        "nano_usd": end.nano_usd,
        "price_table": end.price_table,
        "reply": end.reply,
        "error": end.error,
    }


def call_record(row: Row[Any]) -> CallRecord:
    """Return the call of a row."""
    start = CallStart(
        id=row.id,
        run_id=row.run_id,
        trial_id=row.trial_id,
        trial_attempt=row.trial_attempt,
        agent=row.agent,
        attempt=row.attempt,
        model_asked=row.model_asked,
        started_at=row.started_at,
        started_s=row.started_s,
        messages=tuple(row.messages),
        worst_tokens=row.worst_tokens,
        worst_nano_usd=row.worst_nano_usd,
        request_digest=row.request_digest,
    )
    if row.status is None:
        return CallRecord(start, None)
    end = CallEnd(
        id=row.id,
        status=row.status,
        seconds=row.seconds,
        model_served=row.model_served,
        usage=Usage(
            row.input_tokens,
            row.cache_read_tokens,
            row.cache_write_tokens,
            row.output_tokens,
            row.reasoning_tokens,
            row.cache_write_1h_tokens,
        ),
        first_token_s=row.first_token_s,
        nano_usd=row.nano_usd,
        price_table=row.price_table,
        reply=row.reply,
        error=row.error,
    )
    return CallRecord(start, end)


def plain(value: object) -> object:
    """Return what JSON can hold in place of a mapping that is not a dict."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"a {type(value).__name__} cannot be kept as JSON")
