"""The trial's clocks, its critical path and signs of failure, as attributes and events of the spans."""

from collections.abc import Iterator
from typing import Any

from harness.api.clocks.before import may_follow
from harness.api.export.reading import TrialToExport
from harness.api.happened.opening import Team, missed_in, trial_happened
from harness.api.happened.rows import TrialHappened
from harness.store.reading.lines import TrialLine
from harness.store.reading.steps import CUT, CallLine, Steps
from harness.store.records import CallRecord

Known = dict[str, Any]


def happened_in_trial(trial: TrialToExport) -> TrialHappened:
    """Say what happened in a trial."""
    record, grade, design = trial.record, trial.grade, trial.arm.design
    line = TrialLine(
        id=record.id,
        arm=trial.arm.id,
        attempt=record.attempt,
        seed=trial.seed,
        epoch=trial.epoch,
        outcome=record.outcome,
        why=record.why,
        wall_s=record.wall_s,
        waited_s=record.waited_s,
        escalations=record.escalations,
        status=trial.status,
        score=grade.score if grade else None,
        grader=grade.grader if grade else "",
    )
    steps = Steps([_line(call) for call in trial.calls], list(trial.spans))
    missed = missed_in(grade.grade) if grade else None
    return trial_happened(line, steps, missed, Team(design.level, may_follow(design)))


def clock_attributes(found: TrialHappened) -> Known:
    """Return the machine clocks, and the numbers of the modes whose signs were seen."""
    modes = list(dict.fromkeys(label.mode for label in found.labels))
    return {
        "toprung.active_s": found.clocks.active_s,
        "toprung.summed_s": found.clocks.summed_s,
        "toprung.parallelism": found.clocks.parallelism,
        "toprung.failure_signs": modes or None,
    }


def sign_attributes(found: TrialHappened, *, with_content: bool) -> Iterator[Known]:
    """Yield each sign of failure; why it was taken for one may quote what was said."""
    for label in found.labels:
        yield {
            "toprung.failure.mode": label.mode,
            "toprung.failure.name": label.name,
            "toprung.agent": label.agent or None,
            "toprung.failure.why": label.why if with_content else None,
            "toprung.failure.evidence": list(label.evidence) or None,
        }


def on_path(trial: TrialToExport, found: TrialHappened) -> frozenset[str]:
    """Return the keys of the tree's pieces that are on the critical path."""
    keys = {step.key for step in found.path}
    calls = {call.start.id for place, call in enumerate(trial.calls, start=1) if f"call {place}" in keys}
    spans = {f"span {place}" for place, _ in enumerate(trial.spans) if f"span {place + 1}" in keys}
    return frozenset(calls | spans)


def _line(call: CallRecord) -> CallLine:
    start, end = call.start, call.end
    return CallLine(
        start.id,
        start.agent,
        start.attempt,
        end.status if end else None,
        start.started_s,
        end.seconds if end else None,
        start.request_digest,
        any(CUT in str(message.get("text", "")) for message in start.messages),
    )
