"""The pieces of a trial that took time, cut to the trial's own time: what clocks and paths are read from."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from harness.plan.trouble import DELAY, TROUBLE
from harness.store.reading.steps import CallLine, Steps
from harness.store.records import SpanRecord

Kind = Literal["call", "failed", "tool", "gate", "delay"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A model call, a tool at work, a check at a gate that no model makes, or a delay that somebody put in."""

    key: str
    """``call 3`` or ``span 5``: its place among the trial's calls or spans, from 1."""
    kind: Kind
    agent: str
    what: str
    start_s: float
    """Seconds after the trial began."""
    end_s: float
    again: str = ""
    """Of a repeat: the key of the attempt that came to nothing before it; empty for a first attempt."""

    @property
    def is_work(self) -> bool:
        """False for an attempt that came to nothing and for a delay: while they last one can only wait."""
        return self.kind not in {"failed", "delay"}

    @property
    def seconds(self) -> float:
        """How long it took."""
        return self.end_s - self.start_s


def pieces_of(steps: Steps, wall_s: float) -> list[Piece]:
    """Return the pieces in the order of their beginning; what has no length is left out."""
    again = _repeats(steps.calls)
    found = [_of_call(place, call, wall_s, again.get(place, "")) for place, call in enumerate(steps.calls, start=1)]
    found += [_of_span(place, span, wall_s) for place, span in enumerate(steps.spans, start=1) if _took_time(span)]
    return sorted((piece for piece in found if piece.end_s > piece.start_s), key=lambda piece: piece.start_s)


def turns_of(spans: Sequence[SpanRecord], agent: str) -> list[tuple[float, float]]:
    """Return when an agent's turns began and ended."""
    return [
        (span.started_s, span.started_s + span.seconds) for span in spans if (span.kind, span.agent) == ("agent", agent)
    ]


def troubles_of(steps: Steps) -> list[tuple[str, SpanRecord]]:
    """Return the spans that say what went wrong, each with its key."""
    return [(f"span {place}", span) for place, span in enumerate(steps.spans, start=1) if span.kind == TROUBLE]


def _repeats(calls: Sequence[CallLine]) -> dict[int, str]:
    """Return the attempt before each repeat: of the same agent's same request, ended by then, and taken once."""
    ended: defaultdict[tuple[str, str, int], list[tuple[float, str]]] = defaultdict(list)
    found: dict[int, str] = {}
    for place, call in sorted(enumerate(calls, start=1), key=lambda each: each[1].started_s):
        before = ended[call.agent, call.request_digest, call.attempt - 1]
        if done := [each for each in before if each[0] <= call.started_s]:
            before.remove(done[0])
            found[place] = done[0][1]
        if call.seconds is not None and call.status != "ok":
            ended[call.agent, call.request_digest, call.attempt].append(
                (call.started_s + call.seconds, f"call {place}")
            )
    return found


def _of_call(place: int, call: CallLine, wall_s: float, again: str) -> Piece:
    """Return a call; one whose end was never seen lasts to the trial's end, and counts as work."""
    end_s = wall_s if call.seconds is None else call.started_s + call.seconds
    failed = call.status not in {None, "ok"}
    what = f"model call, {call.status}" if failed else "model call"
    kind: Kind = "failed" if failed else "call"
    return Piece(f"call {place}", kind, call.agent, what, *_cut(call.started_s, end_s, wall_s), again)


def _of_span(place: int, span: SpanRecord, wall_s: float) -> Piece:
    kind: Kind = "gate" if span.kind == "gate" else "delay" if span.kind == DELAY else "tool"
    ends = _cut(span.started_s, span.started_s + span.seconds, wall_s)
    what = "delay put in on purpose" if kind == "delay" else span.name.removeprefix("tool:")
    return Piece(f"span {place}", kind, span.agent, what, *ends)


def _took_time(span: SpanRecord) -> bool:
    """Say whether a span is a piece of its own: a gate at which a model checks is the model's call, and no more."""
    return span.kind in {"tool", DELAY} or (span.kind == "gate" and span.name.startswith("tool:"))


def _cut(start_s: float, end_s: float, wall_s: float) -> tuple[float, float]:
    start_s = min(max(start_s, 0.0), wall_s)
    return start_s, min(max(end_s, start_s), wall_s)
