"""The critical path of a trial: the chain of pieces that decided how long it took, read from when they took place.

It is walked backwards, as a trace of nested requests is (Zhang, Ramanathan, Raj, Parwal, Sherwood and Chabbi 2022,
CRISP, USENIX ATC): from the trial's end to the piece that ended last, from its beginning to the piece that it may have
waited for and that ended last before it, and so on. A repeat of a call waited for the attempt before it, and for
nothing else that ended meanwhile: the stretch between the two is the wait for the repeat. What lies between two pieces
is kept and named, so that the steps add up to the wall clock; it is code of the program, or waiting for a place, and
nobody's.
"""

from bisect import bisect_right
from collections.abc import Sequence

from harness.api.clocks.before import MayFollow
from harness.api.happened.pieces import Piece
from harness.api.happened.rows import PathStep, StepKind

_SAME_MOMENT_S = 1e-6
"""Clocks are read a moment apart."""


def critical_path(pieces: Sequence[Piece], wall_s: float, may_follow: MayFollow) -> list[PathStep]:
    """Return the path from the beginning to the end of a trial."""
    by_end = sorted(pieces, key=lambda piece: (piece.end_s, -piece.start_s))
    ends = [piece.end_s for piece in by_end]
    attempts = {piece.key: piece for piece in pieces if piece.kind == "failed"}
    found: list[PathStep] = []
    at_s, later = wall_s, None
    while True:
        piece = attempts.pop(later.again, None) if later and later.again else None
        piece = piece or _last_before(by_end, bisect_right(ends, at_s + _SAME_MOMENT_S), later, may_follow)
        if piece is None:
            break
        found += _gap(piece, later, at_s)
        end_s = min(piece.end_s, at_s)
        found.append(PathStep(piece.kind, piece.agent, piece.what, piece.start_s, end_s - piece.start_s, piece.key))
        at_s, later = piece.start_s, piece
    found += _gap(None, later, at_s)
    return found[::-1]


def _last_before(by_end: Sequence[Piece], count: int, later: Piece | None, may_follow: MayFollow) -> Piece | None:
    """Return the piece that ended last among the first so many, and that the later one may have waited for."""
    for place in range(count - 1, -1, -1):
        piece = by_end[place]
        if later is None or (piece.start_s < later.start_s and may_follow(later.agent, piece.agent)):
            return piece
    return None


def _gap(earlier: Piece | None, later: Piece | None, until_s: float) -> list[PathStep]:
    """Return what lies between two pieces, if anything does."""
    start_s = earlier.end_s if earlier else 0.0
    if until_s <= start_s:
        return []
    kind: StepKind = "between"
    agent, what = "", "between pieces of work"
    if earlier is None:
        kind, what = "before", "before the first piece of work" if later else "nobody was at work"
    elif later is None:
        kind, what = "after", "until the hand-in"
    elif earlier.kind == "failed" and earlier.agent == later.agent:
        kind, agent, what = "waiting", later.agent, "before the call was repeated"
    return [PathStep(kind, agent, what, start_s, until_s - start_s, "")]
