"""A whole figure as SVG: axes, what stands between them, and the legend below."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from reports.look import Figure, Trace
from reports.render.drawing.plane import LINE_PX, SMALL_PX, Axis, Plane, fitted, lines_of, planes, wide
from reports.render.drawing.shapes import GRID, INK, annotated, drawn, line, marker, patterns, words

WIDTH_PX = 640
_EDGE_PX, _GAP_PX = 14.0, 8.0
_ENTRY_PX = 208
"""Of the legend."""


def svg(figure: Figure) -> str:
    """Return a figure as SVG, as wide as a page's column."""
    layout = figure["layout"]
    parts: list[str] = []
    pairs = list(planes(figure))
    entries = _entries(figure) if layout.get("showlegend") else []
    legend_px = math.ceil(len(entries) / (WIDTH_PX // _ENTRY_PX)) * (LINE_PX + 4) + _GAP_PX if entries else 0
    height = max(layout["height"], 120) + (0 if "legend" in layout else legend_px)
    lowest = next((x for _, x, y in pairs if y.domain[0] == 0), pairs[0][1])
    room = (_EDGE_PX, height - legend_px - _below(lowest))
    for ending, x, y in pairs:
        plane = _plane(x, y, room, max(_side(each) for _, _, each in pairs))
        parts += _frame(plane)
        parts += [_shape(each, plane) for each in layout.get("shapes", ()) if _is_on(each, ending)]
        stacks: dict[float, float] = {}
        for trace in figure["data"]:
            if trace.get("xaxis", "x") == f"x{ending}":
                parts += drawn(trace, plane, stacks)
        parts += [annotated(each, plane) for each in layout.get("annotations", ()) if _is_on(each, ending)]
    parts += _legend(entries, height - legend_px + _GAP_PX)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH_PX} {height:.0f}" width="{WIDTH_PX}" '
        f'height="{height:.0f}"><defs>{"".join(patterns(figure["data"]))}</defs>{"".join(parts)}</svg>'
    )


def _is_on(each: Mapping[str, Any], ending: str) -> bool:
    return bool(each.get("xref", "x") in {f"x{ending}", "paper"}) and each.get("yref", "y") in {f"y{ending}", "paper"}


def _side(y: Axis) -> float:
    """Return the room that labels at the side take."""
    return max((wide(text) for _, text in y.ticks), default=0.0) + (LINE_PX + 4 if y.title else 0) + _GAP_PX


def _below(x: Axis) -> float:
    """Return the room that labels and title below take."""
    lines = max((len(lines_of(text)) for _, text in x.ticks), default=0) + len(lines_of(x.title))
    return lines * LINE_PX + 2 * _GAP_PX


def _plane(x: Axis, y: Axis, room: tuple[float, float], side_px: float) -> Plane:
    top, bottom = room
    right = WIDTH_PX - 1.5 * _EDGE_PX
    x = fitted(x, right - side_px)
    low, high = y.domain
    return Plane(
        x=x,
        y=y,
        left=side_px,
        right=right,
        top=bottom - high * (bottom - top),
        bottom=bottom - low * (bottom - top),
    )


def _frame(plane: Plane) -> Iterator[str]:
    """Draw grid lines, labels and titles of both axes."""
    for value, text in plane.x.ticks:
        at = plane.across(value)
        if plane.x.has_grid:
            yield line(at, plane.top, at, plane.bottom, {"color": GRID})
        yield words(text, (at, plane.bottom + LINE_PX * (0.2 + len(lines_of(text)) / 2)), size=SMALL_PX)
    for value, text in plane.y.ticks:
        at = plane.down(value)
        if plane.y.has_grid:
            yield line(plane.left, at, plane.right, at, {"color": GRID})
        yield words(text, (plane.left - _GAP_PX, at), "end")
    yield line(plane.left, plane.bottom, plane.right, plane.bottom, {"color": INK, "width": 0.8})
    if plane.x.title:
        labels = max((len(lines_of(text)) for _, text in plane.x.ticks), default=0)
        middle = plane.bottom + LINE_PX * (labels + 0.4 + len(lines_of(plane.x.title)) / 2)
        yield words(plane.x.title, ((plane.left + plane.right) / 2, middle), size=SMALL_PX)
    if plane.y.title:
        at = (plane.top + plane.bottom) / 2
        yield f'<g transform="rotate(-90 10 {at:.1f})">{words(plane.y.title, (10, at), size=SMALL_PX)}</g>'


def _shape(each: Mapping[str, Any], plane: Plane) -> str:
    """Draw a line or a block behind the marks; ends in shares of the paper run over the whole plane."""
    if each.get("xref") == "paper":
        x0, x1 = (plane.left + each[end] * (plane.right - plane.left) for end in ("x0", "x1"))
    else:
        x0, x1 = plane.across(each["x0"]), plane.across(each["x1"])
    if each.get("yref") == "paper":
        y0, y1 = (plane.bottom - each[end] * (plane.bottom - plane.top) for end in ("y0", "y1"))
    else:
        y0, y1 = plane.down(each["y0"]), plane.down(each["y1"])
    if each["type"] == "line":
        return line(x0, y0, x1, y1, each.get("line", {}))
    return (
        f'<rect x="{min(x0, x1):.1f}" y="{min(y0, y1):.1f}" width="{abs(x1 - x0):.1f}" height="{abs(y1 - y0):.1f}" '
        f'fill="{each["fillcolor"]}" fill-opacity="{each.get("opacity", 1)}"/>'
    )


def _entries(figure: Figure) -> list[Trace]:
    return [trace for trace in figure["data"] if trace.get("showlegend", True) and trace.get("name")]


def _legend(entries: list[Trace], top: float) -> Iterator[str]:
    """Draw what each kind of mark stands for, in columns."""
    across = WIDTH_PX // _ENTRY_PX
    for number, trace in enumerate(entries):
        x = _EDGE_PX + number % across * _ENTRY_PX
        y = top + number // across * (LINE_PX + 4) + LINE_PX / 2
        how = trace.get("marker", {})
        if trace["type"] == "bar":
            yield from drawn({**trace, "x": [14.0], "y": [0.0], "base": [0.0], "width": [9.0]}, _beside(x, y), {})
        else:
            yield marker(how.get("symbol", "circle"), x + 7, y, {**how, "size": 10})
        yield words(trace["name"], (x + 22, y), "start", size=SMALL_PX)


def _beside(x: float, y: float) -> Plane:
    """Return a plane in pixels around a place of the legend."""
    across = Axis(0, 14, (), "", has_grid=False, domain=(0, 1))
    down = Axis(-5, 5, (), "", has_grid=False, domain=(0, 1))
    return Plane(across, down, x, x + 14, y - 5, y + 5)
