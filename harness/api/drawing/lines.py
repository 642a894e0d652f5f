"""The ways of the lines: curves between the rows, straight down within a row, so that none runs through a box."""

from collections.abc import Iterator
from dataclasses import dataclass

from harness.api.drawing.layers import Layers, Piece
from harness.api.drawing.links import LinkKind
from harness.api.drawing.nodes import Content
from harness.api.drawing.places import DIAMOND_PX, Places, box_height, channel, gate_middles

_PORT_PX = 16


@dataclass(frozen=True, slots=True)
class Stroke:
    """One line to draw."""

    path: str
    """In the words of SVG."""
    kind: LinkKind
    says: str
    tip: tuple[float, float] | None = None
    """Where the head of its arrow ends; None where it only goes on."""
    points_right: bool = False
    """True where the head points to the right, into the side of a box; else it points down."""


def strokes(content: Content, layers: Layers, places: Places) -> Iterator[Stroke]:
    """Return the lines between boxes, and those by which a gate sends work back to the same agent."""
    enter, leave = _ports(content, layers, places)
    for piece in layers.pieces:
        yield (
            _sent_back(content, places, piece)
            if piece.link.kind == "returns"
            else _down(content, places, piece, (leave, enter))
        )
    for name, node in content.nodes.items():
        spot = places.spots[name]
        above = spot.y + box_height(node)
        for number, (mark, y) in enumerate(zip(node.gates, gate_middles(node, spot.y), strict=True)):
            top = y - DIAMOND_PX
            yield Stroke(f"M{spot.x:.1f} {above:.1f}V{top - 6:.1f}", "feeds", f"a gate checks {name}", (spot.x, top))
            above = y + DIAMOND_PX
            if mark.returns_to == name:
                side, middle = spot.x - node.width_px / 2, spot.y + box_height(node) / 2
                turn = channel(node, spot.x, number)
                path = f"M{spot.x - DIAMOND_PX:.1f} {y:.1f}H{turn:.1f}V{middle:.1f}H{side - 6:.1f}"
                yield Stroke(path, "returns", f"the gate sends back to {name}", (side, middle), points_right=True)


def _down(
    content: Content, places: Places, piece: Piece, ports: tuple[dict[Piece, float], dict[Piece, float]]
) -> Stroke:
    upper, lower = places.spots[piece.upper], places.spots[piece.lower]
    begin, end = upper.x + ports[0].get(piece, 0), lower.x + ports[1].get(piece, 0)
    path = "M" + (f"{begin:.1f} {_foot(content, places, piece.upper):.1f}V{places.bottoms[upper.row]:.1f}")
    is_bend = piece.lower not in content.nodes
    path += _curve(begin, places.bottoms[upper.row], end, lower.y - (0 if is_bend else 6))
    if is_bend:
        path += f"V{places.bottoms[lower.row]:.1f}"
    return Stroke(path, piece.link.kind, piece.link.says, None if is_bend else (end, lower.y))


def _sent_back(content: Content, places: Places, piece: Piece) -> Stroke:
    """Return a piece of the way back, from its upper end to its lower one."""
    upper, lower = places.spots[piece.upper], places.spots[piece.lower]
    tip = None
    bottom = places.bottoms[upper.row]
    if piece.upper in content.nodes:
        node = content.nodes[piece.upper]
        begin, middle, side = channel(node, upper.x), upper.y + box_height(node) / 2, upper.x - node.width_px / 2
        tip, path = (side, middle), f"M{side - 6:.1f} {middle:.1f}H{begin:.1f}V{bottom:.1f}"
    else:
        begin, path = upper.x, f"M{upper.x:.1f} {bottom:.1f}"
    if piece.lower in content.nodes:
        node = content.nodes[piece.lower]
        number = next(n for n, mark in enumerate(node.gates) if mark.returns_to == piece.link.target)
        end = channel(node, lower.x, number)
        last = f"V{gate_middles(node, lower.y)[number]:.1f}H{lower.x - DIAMOND_PX:.1f}"
    else:
        end, last = lower.x, f"V{places.bottoms[lower.row]:.1f}"
    path += _curve(begin, bottom, end, places.tops[lower.row]) + last
    return Stroke(path, "returns", piece.link.says, tip, points_right=True)


def _foot(content: Content, places: Places, name: str) -> float:
    """Return where the lines leave a box: below its last gate."""
    spot = places.spots[name]
    if name not in content.nodes:
        return places.bottoms[spot.row]
    node = content.nodes[name]
    return gate_middles(node, spot.y)[-1] + DIAMOND_PX if node.gates else spot.y + box_height(node)


def _curve(begin: float, top: float, end: float, bottom: float) -> str:
    middle = (top + bottom) / 2
    return f"C{begin:.1f} {middle:.1f} {end:.1f} {middle:.1f} {end:.1f} {bottom:.1f}"


def _ports(content: Content, layers: Layers, places: Places) -> tuple[dict[Piece, float], dict[Piece, float]]:
    """Return how far from a box's middle each piece arrives and leaves, so that they do not meet in one point."""
    down = [piece for piece in layers.pieces if piece.link.kind != "returns"]
    enter: dict[Piece, float] = {}
    leave: dict[Piece, float] = {}
    for name, node in content.nodes.items():
        arriving = sorted((p for p in down if p.lower == name), key=lambda p: (places.spots[p.upper].x, p.link.kind))
        enter |= _side_by_side(arriving, node.width_px)
        if not node.gates:
            kinds: dict[LinkKind, list[Piece]] = {}
            for piece in down:
                if piece.upper == name:
                    kinds.setdefault(piece.link.kind, []).append(piece)
            for kind, apart in zip(kinds, range(len(kinds)), strict=True):
                leave |= dict.fromkeys(kinds[kind], (apart - (len(kinds) - 1) / 2) * _PORT_PX)
    return enter, leave


def _side_by_side(pieces: list[Piece], room_px: float) -> dict[Piece, float]:
    step = min(_PORT_PX, (room_px - 2 * _PORT_PX) / max(len(pieces) - 1, 1))
    return {piece: (place - (len(pieces) - 1) / 2) * step for place, piece in enumerate(pieces)}
