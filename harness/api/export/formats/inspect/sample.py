"""One trial as a sample of Inspect: what went in, what was handed in, the marks, what it took, and every event."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from harness.api.export.formats.inspect.events import error_of, events_of
from harness.api.export.formats.inspect.messages import chat_message, reply_message
from harness.api.export.formats.inspect.usage import Json, Totals
from harness.api.export.reading import TrialToExport
from harness.api.export.tree import marker_trouble

_SUMMARY_CHARACTERS = 1000
_NANO_PER_USD = 1_000_000_000
_REASONS = {"refused": "refusal", "unreadable": "invalid_response_format"}


def sample_of(trial: TrialToExport) -> Json:
    """Return the sample of a trial."""
    record = trial.record
    totals, scores, limit = Totals(), _scores(trial), _limit(trial)
    totals.add(trial.calls)
    return {
        "id": trial.seed,
        "epoch": trial.epoch,
        "input": _input(trial),
        "target": "",
        "messages": _conversation(trial),
        "output": {"model": trial.arm.model, "choices": [_answer(trial)], "completion": record.answer["text"]},
        "scores": scores,
        "metadata": _metadata(trial),
        "store": {"answer": record.answer},
        "events": events_of(trial, scores, limit),
        "model_usage": totals.by_model,
        "role_usage": totals.by_agent,
        "started_at": record.started_at.isoformat(),
        "completed_at": (record.started_at + timedelta(seconds=record.wall_s)).isoformat(),
        "total_time": record.wall_s,
        "working_time": max(record.wall_s - record.waited_s, 0.0),
        "uuid": f"{record.id}-{record.attempt}",
        "error": error_of(record.why) if trial.is_left_out else None,
        "limit": limit,
        "turn_count": len(trial.calls),
    }


def _input(trial: TrialToExport) -> list[Json] | str:
    """Return what was sent first."""
    if trial.record.forgotten_at:
        return "(forgotten)"
    first = trial.calls[0] if trial.calls else None
    return [chat_message(turn) for turn in first.start.messages] if first else "(nothing was sent to a model)"


def summary_of(sample: Json) -> Json:
    """Return what Inspect lists a sample by."""
    kept = ("id", "epoch", "target", "metadata", "model_usage", "role_usage", "started_at", "completed_at")
    first = sample["input"] if isinstance(sample["input"], str) else sample["input"][-1]["content"]
    return {name: sample[name] for name in (*kept, "total_time", "working_time", "uuid", "turn_count")} | {
        "input": first[:_SUMMARY_CHARACTERS],
        "scores": {name: {"value": score["value"]} for name, score in sample["scores"].items()},
        "error": sample["error"]["message"] if sample["error"] else None,
        "limit": sample["limit"]["type"] if sample["limit"] else None,
        "limit_reason": sample["limit"]["reason"] if sample["limit"] else None,
        "completed": True,
        "message_count": len(sample["messages"]),
    }


def _metadata(trial: TrialToExport) -> Json:
    record = trial.record
    return {
        "trial_id": record.id,
        "attempt": record.attempt,
        "arm": trial.arm.id,
        "arm_kind": trial.arm.kind,
        "level": trial.arm.design.level,
        "design": trial.arm.design.id,
        "evidence": trial.evidence,
        "outcome": record.outcome,
        "left_out": trial.is_left_out,
        "why": record.why,
        "status": trial.status,
        "not_marked_because": marker_trouble(trial),
        "waited_s": record.waited_s,
        "escalations": record.escalations,
        "cost_nano_usd": trial.nano_usd,
    }


def _conversation(trial: TrialToExport) -> list[Json]:
    """Return the last conversation that was answered, its answer included."""
    answered = [call for call in trial.calls if call.end and call.end.status == "ok"]
    if not answered:
        return []
    last = answered[-1]
    return [*map(chat_message, last.start.messages), reply_message(last)]


def _answer(trial: TrialToExport) -> Json:
    """Return what was handed in, which is what was marked; in a team it is not what the last agent said."""
    return {"message": {"role": "assistant", "content": trial.record.answer["text"]}, "stop_reason": "stop"}


def _scores(trial: TrialToExport) -> dict[str, Json]:
    """Return the quality, and each check that could be judged, as shares from 0 to 1."""
    grade = trial.grade
    if grade is None:
        return {}
    checks: list[Mapping[str, Any]] = grade.grade["checks"]
    lines = [
        f"{check['name']}: {check['earned']:g} of {check['available']:g} marks; {check['why']}" for check in checks
    ]
    quality = {
        "value": float(grade.score),
        "answer": trial.record.answer["text"],
        "explanation": "\n".join(filter(None, (grade.grade.get("why"), *lines))),
        "reason": _REASONS.get(trial.record.outcome) or _REASONS.get(grade.status),
        "metadata": {"grader": grade.grader, "status": grade.status, "checks": checks},
    }
    judged = [check for check in checks if check["scored"] and check["available"]]
    return {"quality": quality} | {
        f"check: {check['name']}": {"value": check["earned"] / check["available"], "explanation": check["why"]}
        for check in judged
    }


def _limit(trial: TrialToExport) -> Json | None:
    """Return the limit that ended a trial: the first of the design's that is used up, else a `custom` one."""
    if trial.record.outcome != "limit":
        return None
    budget, first = trial.arm.design.budget, sum(call.start.attempt == 1 for call in trial.calls)
    used = (
        ("token", trial.usage.total, budget.tokens),
        ("cost", (trial.nano_usd or 0) / _NANO_PER_USD, budget.usd),
        ("turn", first, budget.calls),
        ("time", trial.record.wall_s, budget.wall_s),
    )
    hit = next(((kind, most) for kind, so_far, most in used if most is not None and so_far >= most), ("custom", 0))
    return {"type": hit[0], "limit": hit[1], "reason": trial.record.why}
