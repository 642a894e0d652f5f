"""JSON lines: the run's header, then one line a trial, then calls that do not count, then reviews.

The names of the fields are the ledger's (docs/ledger.md); every quantity has its unit in its name.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from harness.api.export.fields import Fields, arm_fields, call_fields, review_fields, trial_fields
from harness.api.export.port import Format, Texts
from harness.api.export.reading import RunToExport, TrialToExport, utf8
from harness.store.records import GradeRecord, SpanRecord
from harness.store.rows import span_row

FORMAT_VERSION = 1
"""Raised when a field changes its meaning or goes; a new field raises nothing."""


class JsonLines:
    """Writes a run as JSON lines."""

    makes: Literal["file", "folder"] = "file"
    texts: Texts = "always"

    def write(self, run: RunToExport, place: Path, *, with_content: bool) -> None:
        """Write a run to a file."""
        del with_content  # the texts are always in it
        with place.open("wb") as file:
            for line in _lines(run):
                file.write(utf8(line) + b"\n")


def create() -> Format:
    """Make the format."""
    return JsonLines()


def _lines(run: RunToExport) -> Iterator[Fields]:
    yield _header(run)
    for trial in run.trials:
        yield _trial(run, trial)
    for call in run.uncounted:
        yield {"kind": "uncounted call", **call_fields(call)}
    for review in run.reviews:
        yield {"kind": "review", **review_fields(run, review)}


def _header(run: RunToExport) -> Fields:
    return {
        "kind": "run",
        "format": "toprung jsonl",
        "format_version": FORMAT_VERSION,
        "run_id": run.record.id,
        "created_at": run.record.created_at.isoformat(),
        "toprung": run.record.toprung,
        "evidence": run.plan.evidence,
        "evidence_note": run.evidence_note,
        "model": run.model,
        "trials_planned": len(run.record.trials),
        "arms": [arm_fields(run, arm) for arm in run.arms.values()],
        "plan": run.record.plan,
        "events": [{"at": event.at.isoformat(), "kind": event.kind, "detail": event.detail} for event in run.events],
    }


def _trial(run: RunToExport, trial: TrialToExport) -> Fields:
    return {
        "kind": "trial",
        **trial_fields(run, trial),
        "identity": trial.record.identity,
        "grade": _grade(trial.grade) if trial.grade else None,
        "earlier_grades": [_grade(grade) for grade in trial.grades[:-1]],
        "answer": trial.record.answer,
        "calls": [call_fields(call) for call in trial.calls],
        "spans": [_span(span) for span in trial.spans],
    }


def _grade(grade: GradeRecord) -> Fields:
    return dict(grade.grade) | {"made_at": grade.made_at.isoformat()}


def _span(span: SpanRecord) -> Fields:
    fields = span_row(span)
    del fields["trial_id"], fields["attempt"]
    return fields
