"""Makes records for tests of the ledger."""

from datetime import UTC, datetime, timedelta

from harness.messages import Usage
from harness.meter.calls import CallEnd, CallStart
from harness.store.records import GradeRecord, ReviewRecord, RunRecord, SpanRecord, TrialRecord

NOON = datetime(2026, 11, 2, 12, 0, 0, 123456, tzinfo=UTC)
RUN = "5c0ffee5c0ffee"


def run(run_id: str = RUN, trials: tuple[str, ...] = ("t1", "t2", "t3"), minutes: int = 0) -> RunRecord:
    planned = tuple((trial, "arm") for trial in trials)
    return RunRecord(run_id, NOON + timedelta(minutes=minutes), "0.1.0", {"cases": 6, "dials": "small"}, planned)


def trial(trial_id: str = "t1", attempt: int = 1, outcome: str = "done", text: str = "the answer") -> TrialRecord:
    answer = {"text": text, "files": [], "actions": [], "escalations": []}
    return TrialRecord(trial_id, attempt, {"seed": 1}, outcome, "", NOON, 1.5, 0.5, answer, 2)


def grade(trial_id: str = "t1", attempt: int = 1, score: float = 0.5, grader: str = "task@1") -> GradeRecord:
    return GradeRecord(trial_id, attempt, grader, "marked", score, {"checks": [{"name": "rows"}]}, NOON)


def span(trial_id: str = "t1", attempt: int = 1, started_s: float = 0.25, detail: str = "3 rows") -> SpanRecord:
    return SpanRecord(trial_id, attempt, "tool", "join_on", "matcher", started_s, 0.125, detail)


def start(
    call_id: str = "c1",
    trial_id: str = "t1",
    trial_attempt: int = 1,
    *,
    run_id: str = RUN,
    at: datetime = NOON,
    text: str = "Reconcile.",
    model: str = "model-a",
) -> CallStart:
    return CallStart(
        id=call_id,
        run_id=run_id,
        trial_id=trial_id,
        trial_attempt=trial_attempt,
        agent="matcher",
        attempt=1,
        model_asked=model,
        started_at=at,
        started_s=0.5,
        messages=({"role": "user", "text": text},),
        worst_tokens=900,
        worst_nano_usd=3_000_000_000_000,
        request_digest=f"digest of {call_id}",
    )


def end(call_id: str = "c1", status: str = "ok", nano_usd: int | None = 5, served: str = "model-a-2026") -> CallEnd:
    return CallEnd(
        id=call_id,
        status=status,
        seconds=0.75,
        model_served=served,
        usage=Usage(input=100, cache_read=20, cache_write=3, output=40, reasoning=10),
        nano_usd=nano_usd,
        price_table="prices@1",
        reply={"text": "Done.", "stop": "end", "tool_calls": []},
        error="",
    )


def review(
    review_id: str = "r1", trial_id: str | None = "t1", *, said: str = "B-07", kind: str = "escalation"
) -> ReviewRecord:
    """Make a decision that holds what was said in every text."""
    planted = {"class": "row dropped", "of": "answer", "table": "lines", "was": said, "now": said, "key": [said]}
    return ReviewRecord(
        id=review_id,
        run_id=RUN,
        trial_id=trial_id,
        attempt=1 if trial_id else None,
        kind=kind,
        subject="0c0ffee",
        item=said,
        reason=said,
        decision="acted",
        note=said,
        seconds=12.5,
        cut=False,
        reviewer="person-1a2b3c4d",
        reviewer_kind="person",
        warranted=True,
        planted=planted if kind == "seeded" else None,
        found=True if kind == "seeded" else None,
        at=NOON,
    )
