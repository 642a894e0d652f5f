"""The spans of one trial: invoke_workflow, in it invoke_agent, in those chat (one each attempt) and execute_tool."""

from collections.abc import Iterator, Mapping
from typing import Any

from harness.api.export.formats.otlp.calls import call_attributes, call_content
from harness.api.export.formats.otlp.happened import clock_attributes, happened_in_trial, on_path, sign_attributes
from harness.api.export.formats.otlp.values import Json, attributes, span_id, trace_id, unix_nano
from harness.api.export.reading import RunToExport, TrialToExport
from harness.api.export.tree import Piece, marker_trouble, pieces

_INTERNAL, _CLIENT = 1, 3
_ERROR = 2
_OPERATIONS = {"agent": "invoke_agent", "tool": "execute_tool", "call": "chat"}
"""What the conventions have a word for; gates and the rest are spans of our own."""


def spans_of(run: RunToExport, trial: TrialToExport, *, with_content: bool) -> list[Json]:
    """Return the spans of a trial, parents first."""
    writer = _Trace(run, trial, with_content=with_content)
    return list(writer.spans())


class _Trace:
    """One trial on its way to a trace."""

    def __init__(self, run: RunToExport, trial: TrialToExport, *, with_content: bool) -> None:
        self._run, self._trial, self._with_content = run, trial, with_content
        self._id = trace_id(run.record.id, trial.record.id, trial.record.attempt)
        self._happened = happened_in_trial(trial)
        self._on_path = on_path(trial, self._happened)

    def spans(self) -> Iterator[Json]:
        root = span_id(self._id, "trial")
        yield self._root(root)
        for piece in pieces(self._trial):
            yield from self._below(piece, root)

    def _root(self, key: str) -> Json:
        trial, record = self._trial, self._trial.record
        known = {
            "gen_ai.operation.name": "invoke_workflow",
            "gen_ai.agent.name": trial.arm.design.name,
            "error.type": record.outcome if trial.is_left_out else None,
            **_trial_attributes(trial),
            **clock_attributes(self._happened),
            "toprung.why": record.why or None if self._with_content else None,
        }
        span = self._span(key, None, f"invoke_workflow {trial.arm.design.name}", (0.0, record.wall_s), known)
        if trial.is_left_out:
            span["status"] = {"code": _ERROR, "message": record.why}
        span["events"] = [
            {
                "name": "gen_ai.evaluation.result",
                "timeUnixNano": span["endTimeUnixNano"],
                "attributes": attributes(mark),
            }
            for mark in _evaluations(trial, with_content=self._with_content)
        ]
        span["events"] += [
            {"name": "toprung.failure_sign", "timeUnixNano": span["endTimeUnixNano"], "attributes": attributes(sign)}
            for sign in sign_attributes(self._happened, with_content=self._with_content)
        ]
        return span

    def _below(self, piece: Piece, parent: str) -> Iterator[Json]:
        key = span_id(self._id, piece.key)
        yield self._piece(piece, key, parent)
        for child in piece.children:
            yield from self._below(child, key)

    def _piece(self, piece: Piece, key: str, parent: str) -> Json:
        operation = _OPERATIONS.get(piece.kind)
        name = piece.span.name if piece.span else ""
        times = (piece.start_s, piece.end_s)
        decided = {"toprung.on_critical_path": piece.key in self._on_path or None}
        if piece.call is not None:
            known = call_attributes(self._run, self._trial, piece.call) | decided
            if self._with_content:
                known |= call_content(piece.call)
            span = self._span(key, parent, f"chat {known['gen_ai.request.model']}", times, known)
            span["kind"] = _CLIENT if self._trial.evidence == "real" else _INTERNAL
            end = piece.call.end
            if end and end.status != "ok":
                span["status"] = {"code": _ERROR, "message": end.error}
            return span
        known = {
            "gen_ai.operation.name": operation,
            "toprung.span.kind": piece.kind,
            "toprung.span.detail": piece.span.detail or None if piece.span and self._with_content else None,
            **decided,
        }
        if piece.kind == "agent":
            known |= {
                "gen_ai.agent.name": piece.agent,
                "gen_ai.agent.description": name or None,
                "toprung.span.inferred": piece.span is None,
            }
            return self._span(key, parent, f"invoke_agent {piece.agent}", times, known)
        known["toprung.agent"] = piece.agent or None
        if piece.kind == "tool":
            known |= {"gen_ai.tool.name": name, "gen_ai.tool.type": "function"}
        return self._span(key, parent, f"{operation or piece.kind} {name}", times, known)

    def _span(
        self, key: str, parent: str | None, name: str, times: tuple[float, float], known: Mapping[str, Any]
    ) -> Json:
        began = self._trial.record.started_at
        span: Json = {
            "traceId": self._id,
            "spanId": key,
            "name": name,
            "kind": _INTERNAL,
            "startTimeUnixNano": unix_nano(began, times[0]),
            "endTimeUnixNano": unix_nano(began, times[1]),
            "attributes": attributes(known),
        }
        return span | ({"parentSpanId": parent} if parent else {})


def _trial_attributes(trial: TrialToExport) -> dict[str, Any]:
    record, usage = trial.record, trial.usage
    return {
        "toprung.trial.id": record.id,
        "toprung.trial.attempt": record.attempt,
        "toprung.arm": trial.arm.id,
        "toprung.arm_kind": trial.arm.kind,
        "toprung.level": trial.arm.design.level.value,
        "toprung.design": trial.arm.design.id,
        "toprung.evidence": trial.evidence,
        "toprung.seed": trial.seed,
        "toprung.epoch": trial.epoch,
        "toprung.outcome": record.outcome,
        "toprung.left_out": trial.is_left_out,
        "toprung.status": trial.status,
        "toprung.not_marked_because": marker_trouble(trial) or None,
        "toprung.score_0_to_1": trial.grade.score if trial.grade else None,
        "toprung.grader": trial.grade.grader if trial.grade else None,
        "toprung.wall_s": record.wall_s,
        "toprung.waited_s": record.waited_s,
        "toprung.escalations": record.escalations,
        "toprung.calls_ended": sum(call.end is not None for call in trial.calls),
        # Under our prefix: tools that add `gen_ai.usage.*` up over spans would count every token twice.
        "toprung.sent_tokens": usage.sent,
        "toprung.output_tokens": usage.output,
        "toprung.cost_nano_usd": trial.nano_usd,
    }


def _evaluations(trial: TrialToExport, *, with_content: bool) -> Iterator[dict[str, Any]]:
    """Return the score and each check of a marked trial."""
    grade = trial.grade
    if grade is None:
        return
    yield {
        "gen_ai.evaluation.name": "quality",
        "gen_ai.evaluation.score.value": float(grade.score),
        "gen_ai.evaluation.score.label": grade.status,
    }
    for check in grade.grade["checks"]:
        is_scored = check["scored"] and check["available"]
        yield {
            "gen_ai.evaluation.name": check["name"],
            "gen_ai.evaluation.score.value": check["earned"] / check["available"] if is_scored else None,
            "gen_ai.evaluation.score.label": None if is_scored else "not scored",
            "gen_ai.evaluation.explanation": check["why"] if with_content else None,
            "toprung.earned_marks": float(check["earned"]),
            "toprung.available_marks": float(check["available"]),
        }
