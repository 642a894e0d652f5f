"""Trials, calls and reviews as flat formats have them: the ledger's names, units in them, unknown left empty."""

from typing import Any

from harness.api.export.reading import RunToExport, TrialToExport, evidence_of, model_of
from harness.meter.calls import CallEnd
from harness.plan.benchmark import PlannedArm
from harness.store.records import CallRecord, ReviewRecord
from harness.store.rows import end_row, start_row

Fields = dict[str, Any]
"""JSON types; None for what is not known."""
ARM = ("arm", "arm_kind", "level", "design", "model", "evidence")


def arm_fields(run: RunToExport, arm: PlannedArm) -> Fields:
    """Return what an arm is."""
    return {
        "arm": arm.id,
        "arm_kind": arm.kind,
        "level": arm.design.level,
        "design": arm.design.id,
        "model": model_of(arm.provider, arm.model),
        "evidence": evidence_of(run.plan, arm),
    }


def trial_fields(run: RunToExport, trial: TrialToExport) -> Fields:
    """Return what a trial came to, its calls added up."""
    record, usage, grade = trial.record, trial.usage, trial.grade
    return {
        "run_id": run.record.id,
        "trial_id": record.id,
        "attempt": record.attempt,
        **arm_fields(run, trial.arm),
        "task": record.identity["task"],
        "seed": trial.seed,
        "epoch": trial.epoch,
        "outcome": record.outcome,
        "left_out": trial.is_left_out,
        "why": record.why,
        "status": trial.status,
        "score_0_to_1": grade.score if grade else None,
        "grader": grade.grader if grade else None,
        "started_at": record.started_at.isoformat(),
        "wall_s": record.wall_s,
        "waited_s": record.waited_s,
        "escalations": record.escalations,
        "calls_ended": sum(call.end is not None for call in trial.calls),
        "calls_of_unknown_outcome": sum(call.end is None for call in trial.calls),
        "input_tokens": usage.input,
        "cache_read_tokens": usage.cache_read,
        "cache_write_tokens": usage.cache_write,
        "cache_write_1h_tokens": usage.cache_write_1h,
        "output_tokens": usage.output,
        "reasoning_tokens": usage.reasoning,
        "cost_nano_usd": trial.nano_usd,
    }


def review_fields(run: RunToExport, review: ReviewRecord) -> Fields:
    """Return what a reviewer decided; of a defect only its class, since what stood there before is the truth."""
    arms = dict(run.record.trials)
    arm = run.arms[arms[review.trial_id]] if review.trial_id in arms else None
    piece = review.planted or {}
    return {
        "run_id": run.record.id,
        "trial_id": review.trial_id,
        "attempt": review.attempt,
        **(arm_fields(run, arm) if arm else dict.fromkeys(ARM)),
        "review_id": review.id,
        "review_kind": review.kind,
        "decision": review.decision,
        "seconds": review.seconds,
        "cut": review.cut,
        "reviewer": review.reviewer,
        "reviewer_kind": review.reviewer_kind,
        "warranted": review.warranted,
        "piece_of": piece.get("of"),
        "rows": piece.get("rows"),
        "defect": piece.get("class"),
        "found": review.found,
        "decided_at": review.at.isoformat(),
        "item": review.item,
        "reason": review.reason,
        "note": review.note,
    }


def call_fields(call: CallRecord) -> Fields:
    """Return a call with all that was said; where its end was never seen, what it took is None."""
    start = start_row(call.start)
    end = end_row(call.end or CallEnd(call.start.id, "outcome unknown", 0.0))
    if call.end is None:
        end = dict.fromkeys(end) | {"status": end["status"]}
    fields = {"call_id": call.start.id, **start, **end, "started_at": call.start.started_at.isoformat()}
    fields["cost_nano_usd"] = fields.pop("nano_usd")
    fields["worst_cost_nano_usd"] = fields.pop("worst_nano_usd")
    del fields["id"], fields["ended"]
    return fields
