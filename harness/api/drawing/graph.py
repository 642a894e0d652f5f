"""The picture itself: SVG with a title and a description in words, without script, style sheet or font of its own.

Text and lines take the colour of the page around; the other colours reach 3 to 1 on a light and on a dark page. None
carries a meaning alone: boxes say what they are, a gate is a diamond, lines differ by their strokes.
"""

from collections.abc import Iterator, Sequence
from html import escape

from harness.api.drawing.layers import layers_of
from harness.api.drawing.lines import Stroke, strokes
from harness.api.drawing.links import LinkKind
from harness.api.drawing.nodes import Content, GateMark, Node, NodeKind, content_of
from harness.api.drawing.places import (
    BESIDE_PX,
    DIAMOND_PX,
    FRAME_PX,
    Places,
    Spot,
    box_height,
    gate_middles,
    places_of,
)
from harness.api.drawing.texts import LINE_PX, Line, widest_px, width_px
from harness.plan.design import Design

_COLOURS: dict[NodeKind, str] = {"agent": "#4b7bb5", "code": "#7c828a", "queue": "#2f8f7f", "person": "#2f8f7f"}
_GATE = "#b9702a"
_LINES: dict[LinkKind, tuple[str, str]] = {
    "feeds": ("#7c828a", ""),
    "waits": ("#7c828a", "1 5"),
    "hands in": ("#2f8f7f", ""),
    "escalates": ("#2f8f7f", "2 4"),
    "returns": (_GATE, "7 4"),
}
"""Colour and dashes of each kind of line."""
_KEY: tuple[tuple[LinkKind, str], ...] = (
    ("feeds", "tables handed on"),
    ("waits", "is done before"),
    ("returns", "sent back"),
    ("escalates", "exceptions"),
)
_KEY_PX, _SAMPLE_PX = 40, 34
_FONT = 'font-family="system-ui, sans-serif"'
_ALONE = (
    "<style>svg:root{color:#1b1f24;background:#fff}"
    "@media (prefers-color-scheme:dark){svg:root{color:#e6e8ea;background:#1a2027}}</style>"
)


def graph_svg(design: Design) -> str:
    """Draw a design for a page that brings its own colours. Raises BadDesign where agents wait in a circle."""
    return _drawn(design, "")


def graph_file(design: Design) -> str:
    """Draw a design for a file of its own, which follows the reader's light or dark setting."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_drawn(design, _ALONE)}\n'


def _drawn(design: Design, style: str) -> str:
    content = content_of(design)
    layers = layers_of(content)
    places = places_of(content, layers)
    title, about = f"graph-{design.digest}-title", f"graph-{design.digest}-about"
    key, width = _key(content, places)
    width = max(places.width, width)
    wide, high = f"{width:.0f}", f"{places.height + _KEY_PX:.0f}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" '
        f'role="img" aria-labelledby="{title} {about}" {_FONT} fill="currentColor">'
    )
    return "\n".join(
        [
            head,
            f'<title id="{title}">{escape(f"{design.name}: who works when")}</title>',
            f'<desc id="{about}">{escape(in_words(content))}</desc>',
            *([style] if style else []),
            *_labels(content, places),
            *(_stroke(stroke) for stroke in strokes(content, layers, places)),
            *(line for name, node in content.nodes.items() for line in _box(node, places.spots[name])),
            *key,
            "</svg>",
        ]
    )


def in_words(content: Content) -> str:
    """Say in sentences what the picture shows."""
    said = []
    for row in content.rows:
        label = f"{' '.join(row.label)}: " if row.label else ""
        boxes = [content.nodes[name] for name in row.names]
        said.append(label + "; ".join(", ".join(line.text for line in box.lines) for box in boxes))
        said += [
            f"gate after {box.name}: {', '.join(line.text for line in m.lines)}" for box in boxes for m in box.gates
        ]
    said += dict.fromkeys(link.says for link in content.links)
    return ". ".join(said) + "."


def _labels(content: Content, places: Places) -> Iterator[str]:
    """Return what stands before the rows, and a pale band behind each stage."""
    stages: list[tuple[int, int]] = []
    for number, row in enumerate(content.rows):
        stages = [*stages, (number, number)] if row.label else [*stages[:-1], (stages[-1][0], number)]
    for first, last in stages:
        top, bottom = places.tops[first] - FRAME_PX, places.bottoms[last] + FRAME_PX
        yield (
            f'<rect x="4" y="{top:.1f}" width="{places.width - 8:.1f}" height="{bottom - top:.1f}" rx="6" '
            'fill-opacity="0.05"/>'
        )
        lines = [Line(text) for text in content.rows[first].label]
        yield from _texts(lines, 14, places.tops[first] + LINE_PX - 2, "0.8")


def _box(node: Node, spot: Spot) -> Iterator[str]:
    x, height, colour = spot.x - node.width_px / 2, box_height(node), _COLOURS[node.kind]
    if node.is_many:
        sheet = f"M{x + node.width_px + 5:.1f} {spot.y + 6:.1f}v{height - 1:.1f}h-{node.width_px - 1:.1f}"
        yield f'<path d="{sheet}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
    yield _rect((x, spot.y, node.width_px, height), colour, node.kind)
    yield from _texts(node.lines, x + FRAME_PX + 2, spot.y + FRAME_PX + 12)
    if node.kind == "person":
        yield from _figure(x + node.width_px - 22, spot.y + 8, colour)
    for mark, y in zip(node.gates, gate_middles(node, spot.y), strict=True):
        yield from _gate(mark, spot.x, y)


def _rect(box: tuple[float, float, float, float], colour: str, kind: NodeKind) -> str:
    """Return a box; agents with a model have round corners, code has square ones, and people's boxes are rounder."""
    x, y, width, height = box
    corner = {"agent": 6, "code": 0, "queue": 14, "person": 14}[kind]
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="{corner}" '
        f'fill="{colour}" fill-opacity="0.13" stroke="{colour}" stroke-width="1.5"/>'
    )


def _figure(x: float, y: float, colour: str) -> Iterator[str]:
    """Return a head and shoulders."""
    yield f'<circle cx="{x + 6:.1f}" cy="{y + 5:.1f}" r="4.5" fill="{colour}"/>'
    yield f'<path d="M{x - 2:.1f} {y + 20:.1f}a8 9 0 0 1 16 0z" fill="{colour}"/>'


def _gate(mark: GateMark, x: float, y: float) -> Iterator[str]:
    height = len(mark.lines) * LINE_PX + 2 * FRAME_PX
    yield (
        f'<path d="M{x:.1f} {y - DIAMOND_PX:.1f}l{DIAMOND_PX} {DIAMOND_PX}l-{DIAMOND_PX} {DIAMOND_PX}'
        f'l-{DIAMOND_PX} -{DIAMOND_PX}z" fill="{_GATE}" fill-opacity="0.25" stroke="{_GATE}" stroke-width="1.5"/>'
    )
    if mark.is_framed:
        yield f'<path d="M{x + DIAMOND_PX:.1f} {y:.1f}h{BESIDE_PX - DIAMOND_PX}" stroke="{_COLOURS["agent"]}"/>'
        box = (x + BESIDE_PX, y - height / 2, widest_px(mark.lines) + 2 * FRAME_PX, height)
        yield _rect(box, _COLOURS["agent"], "agent")
    yield from _texts(mark.lines, x + BESIDE_PX + FRAME_PX, y - height / 2 + FRAME_PX + 12)


def _texts(lines: Sequence[Line], x: float, y: float, opacity: str = "") -> Iterator[str]:
    for number, line in enumerate(lines):
        weight = ' font-weight="bold"' if line.is_name else ""
        pale = f' fill-opacity="{opacity}"' if opacity else ""
        yield (
            f'<text x="{x:.1f}" y="{y + number * LINE_PX:.1f}" font-size="{line.size_px}"{weight}{pale}>'
            f"{escape(line.text)}</text>"
        )


def _stroke(stroke: Stroke) -> str:
    colour, dashes = _LINES[stroke.kind]
    dashed = f' stroke-dasharray="{dashes}" stroke-linecap="round"' if dashes else ""
    drawn = f'<path d="{stroke.path}" fill="none" stroke="{colour}" stroke-width="1.5"{dashed}/>'
    if stroke.tip is not None:
        x, y = stroke.tip
        head = "l-8 -4.5v9z" if stroke.points_right else "l-4.5 -8h9z"
        drawn += f'<path d="M{x:.1f} {y:.1f}{head}" fill="{colour}"/>'
    return f"<g><title>{escape(stroke.says)}</title>{drawn}</g>"


def _key(content: Content, places: Places) -> tuple[list[str], float]:
    """Return what the strokes of lines mean, for the kinds that are there, and how far it reaches to the right."""
    kinds = {link.kind for link in content.links}
    kinds |= {"returns"} if any(mark.returns_to for node in content.nodes.values() for mark in node.gates) else set()
    x, y, drawn = 14.0, places.height + _KEY_PX / 2, list[str]()
    for kind, text in _KEY:
        if kind in kinds:
            colour, dashes = _LINES[kind]
            dashed = f' stroke-dasharray="{dashes}" stroke-linecap="round"' if dashes else ""
            drawn.append(f'<path d="M{x:.1f} {y:.1f}h{_SAMPLE_PX}" stroke="{colour}" stroke-width="1.5"{dashed}/>')
            drawn += _texts([Line(text)], x + _SAMPLE_PX + 8, y + 4)
            x += _SAMPLE_PX + 8 + width_px(text, 12) + 24
    return drawn, x
