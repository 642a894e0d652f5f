"""What happened in a trial as events of Inspect: a span around it, one a turn of an agent, calls, tools."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from harness.api.export.formats.inspect.messages import chat_message, model_output
from harness.api.export.formats.inspect.usage import Json
from harness.api.export.reading import TrialToExport
from harness.api.export.tree import Piece, pieces

_SOLVER, _SCORERS = "solver", "scorers"


def events_of(trial: TrialToExport, scores: Mapping[str, Json], limit: Json | None) -> list[Json]:
    """Return the events of a trial in the order of time."""
    return list(_Events(trial).all(scores, limit))


def error_of(message: str) -> Json:
    """Return an error; a fault of a service has no traceback."""
    return {"message": message, "traceback": "", "traceback_ansi": ""}


class _Events:
    """One trial on its way to events."""

    def __init__(self, trial: TrialToExport) -> None:
        self._trial = trial
        self._key = f"{trial.record.id}-{trial.record.attempt}"
        self._end_s = trial.record.wall_s

    def all(self, scores: Mapping[str, Json], limit: Json | None) -> Iterator[Json]:
        # Sorting is stable: what begins or ends at the same moment stays in the order of the tree.
        yield from sorted(self._work(limit), key=lambda event: float(event["working_start"]))
        yield self._begin(_SCORERS, None, "scorers", _SCORERS, self._end_s)
        for name, score in scores.items():
            event = self._event("score", f"score {name}", _SCORERS, self._end_s)
            yield event | {"scorer": name, "score": score, "target": ""}
        yield self._end(_SCORERS, self._end_s)

    def _work(self, limit: Json | None) -> Iterator[Json]:
        """Return what happened up to the trial's end, in the order of the tree."""
        yield self._begin(_SOLVER, None, "solver", self._trial.arm.design.id, 0.0)
        for piece in pieces(self._trial):
            yield from self._of(piece, _SOLVER)
        if limit:
            reached = {"type": limit["type"], "message": limit["reason"], "limit": limit["limit"]}
            yield self._event("sample_limit", "limit", _SOLVER, self._end_s) | reached
        if self._trial.is_left_out:
            failed = {"error": error_of(self._trial.record.why)}
            yield self._event("error", "error", _SOLVER, self._end_s) | failed
        yield self._end(_SOLVER, self._end_s)

    def _of(self, piece: Piece, within: str) -> Iterator[Json]:
        """Return the events of a piece and of all below it."""
        if piece.call is not None:
            yield self._model(piece, within)
        elif piece.kind == "tool":
            yield self._tool(piece, within)
        else:
            name = piece.agent if piece.kind == "agent" or not piece.span else piece.span.name
            yield self._begin(piece.key, within, piece.kind, name, piece.start_s)
            if piece.span and piece.span.detail:
                said = {"source": piece.kind, "data": piece.span.detail}
                yield self._event("info", f"detail of {piece.key}", piece.key, piece.end_s) | said
            for child in piece.children:
                yield from self._of(child, piece.key)
            yield self._end(piece.key, piece.end_s)

    def _model(self, piece: Piece, within: str) -> Json:
        call = piece.call
        assert call is not None
        start, end = call.start, call.end
        failure = "the outcome of this call is unknown" if end is None else end.error or None
        return self._event("model", piece.key, within, piece.start_s) | {
            "model": start.model_asked,
            "role": start.agent,
            "input": [chat_message(turn) for turn in start.messages],
            "tools": [],
            "tool_choice": "auto",
            "config": {},
            "output": model_output(call),
            "error": failure,
            "completed": self._at(piece.end_s) if end else None,
            "working_time": end.seconds if end and end.status == "ok" else None,
            "metadata": {
                "attempt": start.attempt,
                "status": end.status if end else "outcome unknown",
                "cost_nano_usd": end.nano_usd if end else None,
                "worst_cost_nano_usd": start.worst_nano_usd,
                "price_table": end.price_table if end else None,
                "first_token_s": end.first_token_s if end else None,
            },
        }

    def _tool(self, piece: Piece, within: str) -> Json:
        assert piece.span is not None
        return self._event("tool", piece.key, within, piece.start_s) | {
            "id": self._id(piece.key),
            "function": piece.span.name,
            "arguments": {},
            "result": piece.span.detail,
            "completed": self._at(piece.end_s),
            "working_time": piece.end_s - piece.start_s,
        }

    def _begin(self, key: str, parent: str | None, kind: str, name: str, at_s: float) -> Json:
        of_span = {"id": self._id(key), "parent_id": self._id(parent) if parent else None, "type": kind, "name": name}
        return self._event("span_begin", f"begin {key}", key, at_s) | of_span

    def _end(self, key: str, at_s: float) -> Json:
        return self._event("span_end", f"end {key}", key, at_s) | {"id": self._id(key)}

    def _event(self, kind: str, key: str, within: str, at_s: float) -> Json:
        return {
            "event": kind,
            "uuid": self._id(key),
            "span_id": self._id(within),
            "timestamp": self._at(at_s),
            "working_start": at_s,
        }

    def _at(self, seconds: float) -> str:
        return (self._trial.record.started_at + timedelta(seconds=seconds)).isoformat()

    def _id(self, key: str) -> str:
        return f"{self._key}/{key}"
