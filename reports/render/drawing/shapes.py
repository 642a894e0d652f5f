"""Marks, bars, fields, whiskers and words as SVG, each from one trace of a figure."""

import html
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from reports.look import Trace
from reports.render.drawing.plane import LINE_PX, SMALL_PX, TEXT_PX, Plane, lines_of
from reports.render.setting.letters import shown

INK, GRID = "#1f2730", "#d9d4c7"
_FONT = "FiraGO"
_DIAMOND = 1.25
"""A diamond of the same look is so much wider than a square."""
_BAR = 0.7
"""Of a row, where a figure does not say how thick its bars are."""
_DASHES = {"dot": "2 3", "dash": "6 4"}
_PATTERNS = {
    "-": '<path d="M0 3 6 3"/>',
    "/": '<path d="M-1 1 1 -1 M0 6 6 0 M5 7 7 5"/>',
    "\\": '<path d="M-1 5 1 7 M0 0 6 6 M5 -1 7 1"/>',
    "x": '<path d="M0 0 6 6 M0 6 6 0"/>',
    ".": '<circle cx="3" cy="3" r="0.7"/>',
    "|": '<path d="M3 0 3 6"/>',
}


def words(text: str, at: tuple[float, float], anchor: str = "middle", size: float = TEXT_PX, ink: str = INK) -> str:
    """Write a label; of several lines, the place is the middle of them all."""
    x, y = at
    lines = lines_of(text)
    top = y - (len(lines) - 1) * LINE_PX / 2 + size * 0.35
    return "".join(
        f'<text x="{x:.1f}" y="{top + place * LINE_PX:.1f}" font-family="{_FONT}" font-size="{size:g}" '
        f'fill="{ink}" text-anchor="{anchor}">{html.escape(shown(line))}</text>'
        for place, line in enumerate(lines)
    )


def line(x0: float, y0: float, x1: float, y1: float, how: Mapping[str, Any]) -> str:
    """Draw a straight line."""
    dash = _DASHES.get(how.get("dash", ""), "")
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{x0:.1f}" y1="{y0:.1f}" x2="{x1:.1f}" y2="{y1:.1f}" stroke="{how.get("color", INK)}" '
        f'stroke-width="{how.get("width", 1)}"{dashed}/>'
    )


def drawn(trace: Trace, plane: Plane, stacks: dict[float, float]) -> Iterator[str]:
    """Draw one trace; `stacks` holds how far the bars of each row have come."""
    if trace["type"] == "scatter":
        yield from _scatter(trace, plane)
    elif trace["type"] == "bar":
        yield from _bars(trace, plane, stacks)
    else:
        yield from _fields(trace, plane)


def marker(symbol: str, x: float, y: float, how: Mapping[str, Any]) -> str:
    """Draw one mark."""
    shape, is_open = symbol.removesuffix("-open"), symbol.endswith("-open")
    half = how.get("size", 8) / 2
    edge = how.get("line", {})
    colour = how.get("color", INK)
    style = (
        f'fill="{"#ffffff" if is_open else colour}" fill-opacity="{how.get("opacity", 1)}" '
        f'stroke="{edge.get("color", colour)}" stroke-width="{edge.get("width", 2 if is_open else 0)}"'
    )
    crossed = _cross(x, y, half * 0.6, "#ffffff") if shape in {"diamond-x", "circle-x"} else ""
    if shape in {"circle", "circle-x"}:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half:.1f}" {style}/>{crossed}'
    points = " ".join(f"{x + half * dx:.1f},{y + half * dy:.1f}" for dx, dy in _OUTLINES[shape])
    return _cross(x, y, half, colour) if shape == "x" else f'<polygon points="{points}" {style}/>{crossed}'


def _cross(x: float, y: float, half: float, colour: str) -> str:
    return (
        f'<path d="M{x - half:.1f} {y - half:.1f} {x + half:.1f} {y + half:.1f} '
        f'M{x - half:.1f} {y + half:.1f} {x + half:.1f} {y - half:.1f}" stroke="{colour}" stroke-width="2.5"/>'
    )


_D = _DIAMOND
_OUTLINES: dict[str, tuple[tuple[float, float], ...]] = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -_D), (_D, 0), (0, _D), (-_D, 0)),
    "diamond-x": ((0, -_D), (_D, 0), (0, _D), (-_D, 0)),
    "triangle-right": ((-0.8, -1), (1, 0), (-0.8, 1)),
    "triangle-left": ((0.8, -1), (-1, 0), (0.8, 1)),
    "triangle-up": ((-1, 0.8), (0, -1), (1, 0.8)),
    "triangle-down": ((-1, -0.8), (0, 1), (1, -0.8)),
    "star-triangle-up": ((-1, 0.8), (0, -1), (1, 0.8)),
    "x": (),
}


def _scatter(trace: Trace, plane: Plane) -> Iterator[str]:
    mode, how = trace.get("mode", "markers"), trace.get("marker", {})
    points = [
        (plane.across(x), plane.down(y))
        for x, y in zip(trace["x"], trace["y"], strict=True)
        if x is not None and y is not None
    ]
    if "lines" in mode:
        joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        look = trace.get("line", {})
        dash = _DASHES.get(look.get("dash", ""), "none")
        fill = trace.get("fillcolor", "none") if trace.get("fill") else "none"
        yield (
            f'<polyline points="{joined}" fill="{fill}" fill-opacity="{trace.get("opacity", 1)}" '
            f'stroke="{look.get("color", INK)}" stroke-width="{look.get("width", 2)}" stroke-dasharray="{dash}"/>'
        )
    yield from _whiskers(trace, plane)
    if "markers" in mode:
        sizes = how.get("size", 8)
        for place, (x, y) in enumerate(points):
            size = sizes[place] if isinstance(sizes, Sequence) else sizes
            yield marker(how.get("symbol", "circle"), x, y, {**how, "size": size})


def _whiskers(trace: Trace, plane: Plane) -> Iterator[str]:
    for way in ("error_x", "error_y"):
        ends = trace.get(way)
        if not ends:
            continue
        look = {"color": ends["color"], "width": ends["thickness"]}
        cap = ends["width"]
        spans = zip(trace["x"], trace["y"], ends["arrayminus"], ends["array"], strict=True)
        for x, y, less, more in spans:
            if way == "error_x":
                start, end, at = plane.across(x - less), plane.across(x + more), plane.down(y)
                yield line(start, at, end, at, look)
                yield line(start, at - cap, start, at + cap, look) + line(end, at - cap, end, at + cap, look)
            else:
                start, end, at = plane.down(y - less), plane.down(y + more), plane.across(x)
                yield line(at, start, at, end, look)
                yield line(at - cap, start, at + cap, start, look) + line(at - cap, end, at + cap, end, look)


def _bars(trace: Trace, plane: Plane, stacks: dict[float, float]) -> Iterator[str]:
    widths = trace.get("width", [_BAR] * len(trace["x"]))
    for number, (value, place, width) in enumerate(zip(trace["x"], trace["y"], widths, strict=True)):
        begins = trace["base"][number] if "base" in trace else stacks.get(place, 0.0)
        if "base" not in trace:
            stacks[place] = begins + value
        left, right = plane.across(begins), plane.across(begins + value)
        top, bottom = sorted((plane.down(place - width / 2), plane.down(place + width / 2)))
        yield from _block((left, right, top, bottom), trace["marker"])


def _block(sides: tuple[float, float, float, float], how: Mapping[str, Any]) -> Iterator[str]:
    """Draw one bar, with its pattern over its colour."""
    left, right, top, bottom = sides
    edge = how.get("line", {})
    box = f'x="{left:.1f}" y="{top:.1f}" width="{max(right - left, 0.8):.1f}" height="{bottom - top:.1f}"'
    yield (
        f'<rect {box} fill="{how["color"]}" stroke="{edge.get("color", how["color"])}" '
        f'stroke-width="{edge.get("width", 0)}"/>'
    )
    if pattern := how.get("pattern", {}).get("shape"):
        yield f'<rect {box} fill="url(#{pattern_id(pattern)})"/>'


def _fields(trace: Trace, plane: Plane) -> Iterator[str]:
    for y, row in zip(trace["y"], trace["z"], strict=True):
        for x, share in zip(trace["x"], row, strict=True):
            if share is None:
                continue
            left, right = plane.across(x - 0.5) + 1.5, plane.across(x + 0.5) - 1.5
            top, bottom = sorted((plane.down(y - 0.5), plane.down(y + 0.5)))
            colour = _mixed(trace["colorscale"], share)
            yield from _block((left, right, top + 1.5, bottom - 1.5), {"color": colour})


def _mixed(scale: Sequence[tuple[float, str]], share: float) -> str:
    for (start, first), (end, last) in pairwise(scale):
        if share <= end:
            part = (share - start) / (end - start)
            mixed = [int(first[i : i + 2], 16) * (1 - part) + int(last[i : i + 2], 16) * part for i in (1, 3, 5)]
            return "#" + "".join(f"{round(value):02x}" for value in mixed)
    return scale[-1][1]


def pattern_id(shape: str) -> str:
    """Return the name of a pattern within a picture."""
    return f"pattern-{ord(shape)}"


def patterns(traces: Sequence[Trace]) -> Iterator[str]:
    """Define the patterns that bars of a figure have."""
    used = {trace.get("marker", {}).get("pattern", {}).get("shape") for trace in traces} - {None, ""}
    for shape in sorted(used):
        yield (
            f'<pattern id="{pattern_id(shape)}" width="6" height="6" patternUnits="userSpaceOnUse">'
            f'<g stroke="#ffffff" stroke-width="1.4" fill="#ffffff">{_PATTERNS[shape]}</g></pattern>'
        )


def annotated(note: Mapping[str, Any], plane: Plane) -> str:
    """Write a label within the plane."""
    size = note.get("font", {}).get("size", SMALL_PX)
    x = plane.left + note["x"] * (plane.right - plane.left) if note.get("xref") == "paper" else plane.across(note["x"])
    y = plane.bottom - note["y"] * (plane.bottom - plane.top) if note.get("yref") == "paper" else plane.down(note["y"])
    anchor = {"left": "start", "right": "end"}.get(note.get("xanchor", ""), "middle")
    ink = note.get("font", {}).get("color", INK)
    return words(note["text"], (x + note.get("xshift", 0), y - note.get("yshift", 0)), anchor, size, ink)
