"""Which box stands where in its row, and where long lines pass rows by, so that few lines cross.

After Sugiyama, Tagawa and Toda (1981): a line that goes on over several rows gets a bend in each row between, and each
row is sorted by the mean place of what its boxes are joined to, downwards and upwards in turn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from harness.api.drawing.links import Link
from harness.api.drawing.nodes import Content

_SWEEPS = 12


@dataclass(frozen=True, slots=True)
class Piece:
    """A line's way from one row to the next."""

    upper: str
    """Name of a box or bend."""
    lower: str
    link: Link
    """One of the lines that take this way: those of one kind from one box share it."""


@dataclass(frozen=True, slots=True)
class Layers:
    """Rows of boxes and bends from left to right, and the pieces of lines between them."""

    rows: tuple[tuple[str, ...], ...]
    pieces: tuple[Piece, ...]
    bends: frozenset[str]


def layers_of(content: Content) -> Layers:
    """Put bends in, then sort each row; of all the orders that were tried, the one with the fewest crossings."""
    rows = [list(row.names) for row in content.rows]
    pieces, bends = _bent(content, rows)
    best, fewest = [list(row) for row in rows], _crossings(rows, pieces)
    for sweep in range(_SWEEPS):
        _sort(rows, pieces, downwards=sweep % 2 == 0)
        crossings = _crossings(rows, pieces)
        if crossings < fewest:
            best, fewest = [list(row) for row in rows], crossings
    return Layers(tuple(tuple(row) for row in best), pieces, bends)


def _bent(content: Content, rows: list[list[str]]) -> tuple[tuple[Piece, ...], frozenset[str]]:
    """Return the pieces of all lines, and the bends that were put into the rows for them."""
    row_of = {name: number for number, row in enumerate(rows) for name in row}
    pieces: dict[tuple[str, str, str], Piece] = {}
    bends: dict[str, None] = {}
    for link in content.links:
        upper, lower = sorted((link.source, link.target), key=lambda name: row_of[name])
        way = [upper]
        for number in range(row_of[upper] + 1, row_of[lower]):
            bend = f"\0{link.kind}\0{link.source}\0{number}"
            if bend not in bends:
                bends[bend] = None
                rows[number].append(bend)
            way.append(bend)
        way.append(lower)
        for above, below in pairwise(way):
            pieces.setdefault((above, below, link.kind), Piece(above, below, link))
    return tuple(pieces.values()), frozenset(bends)


def _sort(rows: list[list[str]], pieces: Sequence[Piece], *, downwards: bool) -> None:
    """Sort each row but the first by the mean place of its neighbours in the row before it."""
    joined: dict[str, list[str]] = {}
    for piece in pieces:
        here, there = (piece.lower, piece.upper) if downwards else (piece.upper, piece.lower)
        joined.setdefault(here, []).append(there)
    order = range(1, len(rows)) if downwards else range(len(rows) - 2, -1, -1)
    for number in order:
        before, row = rows[number - 1 if downwards else number + 1], rows[number]
        place = {name: (spot + 0.5) / len(before) for spot, name in enumerate(before)}
        wanted = {name: (spot + 0.5) / len(row) for spot, name in enumerate(row)}
        wanted |= {name: fmean(place[other] for other in joined[name]) for name in row if name in joined}
        row.sort(key=wanted.__getitem__)


def _crossings(rows: Sequence[Sequence[str]], pieces: Sequence[Piece]) -> int:
    """Count the pairs of pieces that cross: one begins to the left of the other and ends to the right of it."""
    found = 0
    for above, below in pairwise(rows):
        top = {name: spot for spot, name in enumerate(above)}
        bottom = {name: spot for spot, name in enumerate(below)}
        ends = [(top[p.upper], bottom[p.lower]) for p in pieces if p.upper in top and p.lower in bottom]
        found += sum((a - c) * (b - d) < 0 for n, (a, b) in enumerate(ends) for c, d in ends[:n])
    return found
