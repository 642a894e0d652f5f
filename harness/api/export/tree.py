"""What happened in a trial as a tree: agents' turns, and in them calls, tools and the rest.

The ledger keeps a flat list with times. A piece belongs to the turn of its agent in which it began; times of a child
are cut to those of its parent, since clocks are read a moment apart.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from harness.api.export.reading import TrialToExport
from harness.store.records import CallRecord, SpanRecord

MARKER = "marker"
"""The kind of a span that says why an answer could not be marked: it is not part of the trial."""


@dataclass(slots=True)
class Piece:
    """Something that took time within a trial."""

    key: str
    """Names it within its trial, the same in every export."""
    kind: str
    """`call`, or the kind of the ledger's span: `agent`, `tool`, `gate`, `coordinator`, `trouble`, `delay`."""
    agent: str
    start_s: float
    """Seconds after the trial began."""
    end_s: float
    call: CallRecord | None = None
    span: SpanRecord | None = None
    """None for a call, and for a turn that the ledger has no span of and that is inferred from its calls."""
    children: list["Piece"] = field(default_factory=list)

    def __iter__(self) -> Iterator["Piece"]:
        """Go through this piece and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child


def pieces(trial: TrialToExport) -> list[Piece]:
    """Return the pieces of a trial that lie directly in it, in the order of their beginning, with those below them."""
    end_s = trial.record.wall_s
    spans = [_of_span(number, span) for number, span in enumerate(trial.spans) if span.kind != MARKER]
    calls = [_of_call(call, end_s) for call in trial.calls]
    turns = [piece for piece in spans if piece.kind == "agent"]
    turns += _inferred(call for call in calls if not _holder(call, spans))
    top = list(turns)
    for piece in [piece for piece in spans if piece.kind != "agent"]:
        # A gate stands after the turn whose work it looks at, whatever the clocks say of an inferred one.
        holder = None if piece.kind == "gate" else _holder(piece, turns)
        (holder.children if holder else top).append(piece)
    for call in calls:
        holder = _holder(call, spans) or _holder(call, turns)
        assert holder is not None, "a call without a turn has an inferred one"
        holder.children.append(call)
    for piece in top:
        _cut(piece, 0.0, end_s)
    return sorted(top, key=_began)


def marker_trouble(trial: TrialToExport) -> str:
    """Return why an answer could not be marked; empty where it was, or where nothing says so."""
    return "; ".join(span.detail for span in trial.spans if span.kind == MARKER)


def _of_span(number: int, span: SpanRecord) -> Piece:
    key = f"span {number}"
    return Piece(key, span.kind, span.agent, span.started_s, span.started_s + span.seconds, span=span)


def _of_call(call: CallRecord, trial_end_s: float) -> Piece:
    """Return a call; one whose end was never seen lasts to the end of what it is in."""
    start_s = call.start.started_s
    end_s = start_s + call.end.seconds if call.end else trial_end_s
    return Piece(call.start.id, "call", call.start.agent, start_s, end_s, call=call)


def _inferred(calls: Iterable[Piece]) -> list[Piece]:
    """Return a turn for each agent whose calls lie in none: a chat has no turns, and a trial may end within one."""
    found: dict[str, Piece] = {}
    for call in calls:
        turn = found.setdefault(
            call.agent, Piece(f"turn of {call.agent}", "agent", call.agent, call.start_s, call.end_s)
        )
        turn.start_s, turn.end_s = min(turn.start_s, call.start_s), max(turn.end_s, call.end_s)
    return list(found.values())


def _holder(piece: Piece, among: Iterable[Piece]) -> Piece | None:
    """Return what a piece began in: the latest turn of its agent, or a gate at which that agent reviews."""
    found = [
        other
        for other in among
        if other is not piece and _is_of(piece.agent, other) and other.start_s <= piece.start_s <= other.end_s
    ]
    return max(found, key=_began, default=None)


def _is_of(agent: str, other: Piece) -> bool:
    if other.kind == "gate" and other.span:
        return other.span.name == f"agent:{agent}"
    return other.kind == "agent" and other.agent == agent


def _cut(piece: Piece, start_s: float, end_s: float) -> None:
    """Cut the times of a piece, and of all below it, to those of what it is in."""
    piece.start_s = min(max(piece.start_s, start_s), end_s)
    piece.end_s = min(max(piece.end_s, piece.start_s), end_s)
    piece.children.sort(key=_began)
    for child in piece.children:
        _cut(child, piece.start_s, piece.end_s)


def _began(piece: Piece) -> tuple[float, str]:
    return piece.start_s, piece.key
