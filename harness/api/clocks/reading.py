"""Reads the three machine clocks from a trial's pieces.

The words are those of the field: work that overlaps counted once (the union), and added up (the sum); the sum over the
union is how many were at work at a time. A model call, a tool and a check by code are work; a fan-out counts as one
worker for each item that is under way. An attempt that came to nothing is no work, nor is a delay that somebody put in:
one could only wait.
"""

from collections.abc import Iterable, Sequence

from harness.api.happened.pieces import Piece
from harness.api.happened.rows import TrialClocks


def clocks_of(pieces: Sequence[Piece], wall_s: float, waited_s: float) -> TrialClocks:
    """Return the clocks of a trial."""
    work = [(piece.start_s, piece.end_s) for piece in pieces if piece.is_work]
    return TrialClocks(wall_s, union_s(work), sum(end - start for start, end in work), waited_s)


def union_s(stretches: Iterable[tuple[float, float]]) -> float:
    """Return the length of what the stretches cover, each moment once."""
    total, until = 0.0, float("-inf")
    for start, end in sorted(stretches):
        total += max(end - max(start, until), 0.0)
        until = max(until, end)
    return total
