"""CSV: a folder of flat tables for a spreadsheet. Prompts, replies and answers are not in it; JSON lines have them."""

import csv
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Literal

from harness.api.evidence import evidence_note
from harness.api.export.fields import ARM, Fields, arm_fields, call_fields, review_fields, trial_fields
from harness.api.export.port import Format, Texts
from harness.api.export.reading import RunToExport, evidence_of
from harness.plan.benchmark import PlannedArm
from harness.store.records import CallRecord

_STARTS_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""A spreadsheet may take a cell that begins so for a formula; the wide forms count in some of them."""

_OF_TRIAL = ("run_id", "trial_id", "attempt", *ARM)
TABLES: Mapping[str, tuple[str, ...]] = {
    "arms": (
        "run_id",
        *ARM,
        "evidence_note",
        "task",
        "orchestrator",
        "agents",
        "paste_tokens",
        "follow_ups",
        "max_output_tokens",
        "trials_planned",
    ),
    "trials": (
        *_OF_TRIAL,
        "task",
        "seed",
        "epoch",
        "outcome",
        "left_out",
        "why",
        "status",
        "score_0_to_1",
        "grader",
        "started_at",
        "wall_s",
        "waited_s",
        "escalations",
        "calls_ended",
        "calls_of_unknown_outcome",
        "input_tokens",
        "cache_read_tokens",
        "cache_write_tokens",
        "cache_write_1h_tokens",
        "output_tokens",
        "reasoning_tokens",
        "cost_nano_usd",
    ),
    "calls": (
        *_OF_TRIAL,
        "counts",
        "call_id",
        "agent",
        "call_attempt",
        "model_asked",
        "model_served",
        "status",
        "started_at",
        "started_s",
        "seconds",
        "first_token_s",
        "input_tokens",
        "cache_read_tokens",
        "cache_write_tokens",
        "cache_write_1h_tokens",
        "output_tokens",
        "reasoning_tokens",
        "cost_nano_usd",
        "price_table",
        "worst_tokens",
        "worst_cost_nano_usd",
        "error",
    ),
    "checks": (*_OF_TRIAL, "check", "earned_marks", "available_marks", "scored", "why"),
    "reviews": (
        *_OF_TRIAL,
        "review_id",
        "review_kind",
        "decision",
        "seconds",
        "cut",
        "reviewer",
        "reviewer_kind",
        "warranted",
        "piece_of",
        "rows",
        "defect",
        "found",
        "decided_at",
    ),
}
"""The tables and their columns."""


class Csv:
    """Writes a run as tables."""

    makes: Literal["file", "folder"] = "folder"
    texts: Texts = "never"

    def write(self, run: RunToExport, place: Path, *, with_content: bool) -> None:
        """Write a run into an empty folder."""
        del with_content  # no text is ever in it
        with ExitStack() as files:
            add = {name: _table(files, place / f"{name}.csv", columns) for name, columns in TABLES.items()}
            for arm in run.arms.values():
                add["arms"](_arm(run, arm))
            for trial in run.trials:
                fields = trial_fields(run, trial)
                add["trials"](fields)
                for call in trial.calls:
                    add["calls"](fields | _call(call, counts=True))
                for check in trial.grade.grade["checks"] if trial.grade else ():
                    add["checks"](fields | _check(check))
            of_trial = {trial_id: run.arms[arm] for trial_id, arm in run.record.trials}
            for call in run.uncounted:
                add["calls"](_lost(run, of_trial[call.start.trial_id], call))
            for review in run.reviews:
                add["reviews"](review_fields(run, review))


def create() -> Format:
    """Make the format."""
    return Csv()


def _table(files: ExitStack, path: Path, columns: Sequence[str]) -> Callable[[Fields], None]:
    """Begin a table and return what adds a row to it. It begins with the mark by which Excel knows UTF-8."""
    file = files.enter_context(path.open("w", encoding="utf-8-sig", errors="replace", newline=""))
    writer = csv.writer(file)
    writer.writerow(columns)

    def add(fields: Fields) -> None:
        writer.writerow([_cell(fields[column]) for column in columns])

    return add


def _cell(value: Any) -> str:  # noqa: ANN401 - any JSON
    """Write a value; a text that could be taken for a formula, since models and services write it, gets a quote."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return repr(value) if isinstance(value, float) else str(value)
    is_risky = value.startswith(_STARTS_FORMULA) or (value[:1] < " " and value != "")
    # A NUL ends the text for many readers, so that what follows it would be lost or read as something else.
    return ("'" if is_risky else "") + value.replace("\0", "\ufffd")


def _arm(run: RunToExport, arm: PlannedArm) -> Fields:
    allowance = arm.design.allowance
    return {
        "run_id": run.record.id,
        **arm_fields(run, arm),
        "evidence_note": evidence_note(run.plan, evidence_of(run.plan, arm)),
        "task": f"{run.plan.task}@{run.plan.task_version}",
        "orchestrator": run.plan.orchestrator,
        "agents": len(arm.design.agent),
        "paste_tokens": allowance.paste_tokens,
        "follow_ups": allowance.follow_ups,
        "max_output_tokens": allowance.max_output_tokens,
        "trials_planned": sum(planned == arm.id for _, planned in run.record.trials),
    }


def _call(call: CallRecord, *, counts: bool) -> Fields:
    fields = call_fields(call)
    del fields["run_id"]  # a trial may have been done, and paid for, in an earlier run that asked for it too
    return fields | {
        "attempt": fields["trial_attempt"],
        "call_attempt": fields["attempt"],
        "counts": counts,
    }


def _lost(run: RunToExport, arm: PlannedArm, call: CallRecord) -> Fields:
    """Return a call that was paid for and does not count, under the trial that it was made for."""
    return {"run_id": run.record.id, **arm_fields(run, arm), **_call(call, counts=False)}


def _check(check: Fields) -> Fields:
    return {
        "check": check["name"],
        "earned_marks": check["earned"],
        "available_marks": check["available"],
        "scored": check["scored"],
        "why": check["why"],
    }
