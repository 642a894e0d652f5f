"""Where each box stands in pixels: as straight below what it is joined to as the boxes beside it allow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from harness.api.drawing.layers import Layers
from harness.api.drawing.nodes import Content, GateMark, Node
from harness.api.drawing.texts import LINE_PX, TEXT_PX, widest_px, width_px

CHANNEL_PX = 14
"""How far left of its box a line runs that is sent back."""
DIAMOND_PX = 20
"""Half of a gate's width and height."""
BESIDE_PX = 32
"""From the middle of a gate to the words beside it."""
FRAME_PX = 8
"""Between words and the box around them."""
_STEP_PX = 8
_LINK_PX = 18
_MARGIN_PX, _GAP_PX, _ROW_GAP_PX = 16, 22, 60
_SWEEPS = 24
_BEND_PX = 5
_BEND_WEIGHT = 3.0
"""A line that passes by is kept straight rather than a box centred."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a box or a bend stands."""

    x: float
    """Its middle."""
    y: float
    """Its top; of a bend the top of the row."""
    row: int


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything stands, in pixels."""

    spots: Mapping[str, Spot]
    tops: tuple[float, ...]
    bottoms: tuple[float, ...]
    left: float
    """Where the boxes begin; before it stand the labels of the rows."""
    width: float
    height: float


def box_height(node: Node) -> float:
    """Return the height of a box without its gates."""
    return len(node.lines) * LINE_PX + 2 * FRAME_PX


def gate_height(mark: GateMark) -> float:
    """Return the height of a gate with its words and the line that leads to it."""
    return _LINK_PX + max(2 * DIAMOND_PX, len(mark.lines) * LINE_PX + 2 * FRAME_PX)


def gate_middles(node: Node, y: float) -> list[float]:
    """Return how far down the middles of a box's gates lie; `y` is the top of the box."""
    middles, below = [], y + box_height(node)
    for mark in node.gates:
        middles.append(below + _LINK_PX + (gate_height(mark) - _LINK_PX) / 2)
        below += gate_height(mark)
    return middles


def channel(node: Node, x: float, gate: int = 0) -> float:
    """Return where the line runs that comes back to a box, or that one of its gates sends back."""
    return x - node.width_px / 2 - CHANNEL_PX - _STEP_PX * gate


def places_of(content: Content, layers: Layers) -> Places:
    """Give everything its place."""
    left = {name: _left(content, name) for row in layers.rows for name in row}
    right = {name: _right(content, name) for row in layers.rows for name in row}
    x = _spread(_Room(layers, left, right))
    labels = max((width_px(text, TEXT_PX) for row in content.rows for text in row.label), default=0) + _GAP_PX
    begin = _MARGIN_PX + labels
    shift = begin - min(x[name] - left[name] for name in x)
    tops, bottoms, y = [], [], float(_MARGIN_PX)
    for row in layers.rows:
        tops.append(y)
        bottoms.append(y + max(_height(content, name) for name in row))
        y = bottoms[-1] + _ROW_GAP_PX
    spots = {
        name: Spot(x[name] + shift, tops[number], number) for number, row in enumerate(layers.rows) for name in row
    }
    width = max(spots[name].x + right[name] for name in spots) + _MARGIN_PX
    return Places(spots, tuple(tops), tuple(bottoms), begin, width, bottoms[-1] + _MARGIN_PX)


def _height(content: Content, name: str) -> float:
    if name not in content.nodes:
        return 0
    node = content.nodes[name]
    return box_height(node) + sum(gate_height(mark) for mark in node.gates)


def _left(content: Content, name: str) -> float:
    """Return how much room a box takes to the left of its middle, with what is sent back along it."""
    if name not in content.nodes:
        return _BEND_PX
    node = content.nodes[name]
    lanes = max((number for number, mark in enumerate(node.gates, 1) if mark.returns_to), default=0)
    if any(link.kind == "returns" and link.target == name for link in content.links):
        lanes = max(lanes, 1)
    return node.width_px / 2 + (CHANNEL_PX + _STEP_PX * lanes if lanes else 0)


def _right(content: Content, name: str) -> float:
    """Return how much room a box takes to the right of its middle, with the words of its gates."""
    if name not in content.nodes:
        return _BEND_PX
    node = content.nodes[name]
    return max([node.width_px / 2, *(BESIDE_PX + widest_px(mark.lines) + 2 * FRAME_PX for mark in node.gates)])


@dataclass(frozen=True, slots=True)
class _Room:
    """How much room everything takes beside its middle."""

    layers: Layers
    left: Mapping[str, float]
    right: Mapping[str, float]

    def settled(self, row: Sequence[str], wanted: Sequence[float]) -> dict[str, float]:
        """Return middles as near to those wanted as the room that each takes allows."""
        bends = self.layers.bends
        weights = [_BEND_WEIGHT if name in bends else 1.0 for name in row]
        apart = [
            self.right[one] + (_BEND_PX if {one, two} <= bends else _GAP_PX) + self.left[two]
            for one, two in pairwise(row)
        ]
        return dict(zip(row, _apart(wanted, weights, apart), strict=True))

    def reach(self, x: Mapping[str, float], row: Sequence[str]) -> float:
        """Return how far it is from the left end of a row to its right one."""
        return x[row[-1]] + self.right[row[-1]] - x[row[0]] + self.left[row[0]]


def _spread(room: _Room) -> dict[str, float]:
    """Return the middles: each as near to the mean of its neighbours as those beside it allow, up and down in turn."""
    rows = room.layers.rows
    joined: dict[tuple[str, bool], list[str]] = {}
    for piece in room.layers.pieces:
        joined.setdefault((piece.lower, True), []).append(piece.upper)
        joined.setdefault((piece.upper, False), []).append(piece.lower)
    x = {name: middle for row in rows for name, middle in room.settled(row, [0.0] * len(row)).items()}
    least = max(room.reach(x, row) for row in rows)
    for sweep in range(_SWEEPS):
        downwards = sweep % 2 == 0
        for row in rows if downwards else reversed(rows):
            near = [[x[other] for other in joined.get((name, downwards), ())] for name in row]
            wanted = [sum(found) / len(found) if found else x[name] for name, found in zip(row, near, strict=True)]
            x |= room.settled(row, wanted)
    # What has drifted apart is drawn together again, until the widest row of all leaves no more room.
    widest = max(x[name] + room.right[name] for name in x) - min(x[name] - room.left[name] for name in x)
    closer = min(1.0, least / widest)
    for row in rows:
        x |= room.settled(row, [x[name] * closer for name in row])
    return x


def _apart(wanted: Sequence[float], weights: Sequence[float], apart: Sequence[float]) -> list[float]:
    """Return the places nearest to those wanted (least squares) that keep the order and the distances.

    Pool adjacent violators (Ayer and others, 1955), on the places less the distances before them.
    """
    offsets = [0.0]
    for distance in apart:
        offsets.append(offsets[-1] + distance)
    pools: list[tuple[float, float, int]] = []
    for want, weight, offset in zip(wanted, weights, offsets, strict=True):
        mean, heavy, count = want - offset, weight, 1
        while pools and pools[-1][0] > mean:
            before, more, others = pools.pop()
            mean = (before * more + mean * heavy) / (more + heavy)
            heavy, count = heavy + more, count + others
        pools.append((mean, heavy, count))
    means = [mean for mean, _, count in pools for _ in range(count)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]
