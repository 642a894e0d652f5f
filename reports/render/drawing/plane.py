"""Where numbers stand on paper: axes with their marks, and the plane between two of them. Draws nothing."""

import html
import math
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reports.look import Figure, Trace

TEXT_PX, SMALL_PX, LINE_PX = 12.0, 11.0, 14.0
_EM = 0.56
"""Mean width of a letter, as a share of its size."""
_TICKS = 5
_ROOM = 0.05
"""Of a range that nobody gave, left free at both ends."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis."""

    low: float
    """At its left or lower end."""
    high: float
    ticks: tuple[tuple[float, str], ...]
    title: str
    has_grid: bool
    domain: tuple[float, float]
    """Its part of the whole, from left or below."""


@dataclass(frozen=True, slots=True)
class Plane:
    """The room between two axes, in pixels."""

    x: Axis
    y: Axis
    left: float
    right: float
    top: float
    bottom: float

    def across(self, value: float) -> float:
        """Return where a value of the lower axis stands."""
        return self.left + (value - self.x.low) / (self.x.high - self.x.low) * (self.right - self.left)

    def down(self, value: float) -> float:
        """Return where a value of the axis at the side stands."""
        return self.bottom - (value - self.y.low) / (self.y.high - self.y.low) * (self.bottom - self.top)


def lines_of(text: str) -> list[str]:
    """Return the lines of a label, its escapes undone."""
    return [html.unescape(line) for line in text.split("<br>")]


def wide(text: str, size_px: float = TEXT_PX) -> float:
    """Return about how wide a label is."""
    return max((len(line) for line in lines_of(text)), default=0) * size_px * _EM


def fitted(axis: Axis, room_px: float) -> Axis:
    """Return an axis whose labels have lines that do not run into one another, in a room so wide."""
    if len(axis.ticks) < 2:  # noqa: PLR2004 - one has all the room
        return axis
    letters = max(int(room_px / len(axis.ticks) / (SMALL_PX * _EM)), 6)
    ticks = tuple((value, "<br>".join(_refilled(text, letters))) for value, text in axis.ticks)
    return replace(axis, ticks=ticks)


def _refilled(text: str, letters: int) -> Iterator[str]:
    if all(len(line) <= letters for line in text.split("<br>")):
        yield text
        return
    for part in textwrap.wrap(" ".join(lines_of(text)), letters):
        yield html.escape(part, quote=False)


def planes(figure: Figure) -> Iterator[tuple[str, Axis, Axis]]:
    """Give each pair of axes of a figure, with the ending of its name (empty, or 2)."""
    layout = figure["layout"]
    for name in [name for name in layout if name.startswith("xaxis")]:
        ending = name.removeprefix("xaxis")
        traces = [trace for trace in figure["data"] if trace.get("xaxis", "x") == f"x{ending}"]
        x, y = _axis(layout[name], traces, "x"), _axis(layout[f"yaxis{ending}"], traces, "y")
        yield ending, x, y


def _axis(said: Mapping[str, Any], traces: Sequence[Trace], way: str) -> Axis:
    low, high = said.get("range") or _range(said, traces, way)
    values = said.get("tickvals")
    if values is None:
        values = _ticks(low, high, said.get("nticks", _TICKS))
        texts = [f"{value:,.10g}" for value in values]
    else:
        texts = list(said.get("ticktext") or [f"{value:g}" for value in values])
    within = sorted((low, high))
    return Axis(
        low=low,
        high=high,
        ticks=tuple(each for each in zip(values, texts, strict=True) if within[0] <= each[0] <= within[1]),
        title=(said.get("title") or {}).get("text", ""),
        has_grid=said.get("showgrid", True),
        domain=tuple(said.get("domain", (0.0, 1.0))),
    )


def _range(said: Mapping[str, Any], traces: Sequence[Trace], way: str) -> tuple[float, float]:
    reach = _reach(traces, way)
    if any(trace["type"] == "heatmap" for trace in traces):
        return reach[0] - 0.5, reach[1] + 0.5  # fields reach half a row beyond their middles
    return _around(reach, from_zero=said.get("rangemode") == "tozero")


def _around(reach: tuple[float, float], *, from_zero: bool) -> tuple[float, float]:
    low, high = (min(reach[0], 0.0), max(reach[1], 0.0)) if from_zero else reach
    room = _ROOM * (high - low) or 1.0
    return (low if from_zero and low == 0 else low - room), high + room


def _reach(traces: Sequence[Trace], way: str) -> tuple[float, float]:
    """Return the least and the most that traces have on an axis; stacked bars are added up."""
    found: list[float] = []
    stacks: dict[float, float] = {}
    for trace in traces:
        values = [value for value in trace.get(way, ()) if value is not None]
        if trace["type"] == "bar" and way == "x":
            bases = trace.get("base", [0.0] * len(values))
            found += [base + value for base, value in zip(bases, values, strict=True)]
            for place, value in zip(trace["y"], values, strict=True):
                stacks[place] = stacks.get(place, 0.0) + value
        else:
            found += values
    if not any("base" in trace for trace in traces):
        found += stacks.values()
    return (min(found), max(found)) if found else (0.0, 1.0)


def _ticks(low: float, high: float, many: int) -> list[float]:
    """Return round numbers within a range, about so many."""
    rough = abs(high - low) / max(many, 1)
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * each for each in (1, 2, 5, 10) if size * each >= rough)
    first = math.ceil(min(low, high) / step - 1e-9)
    last = math.floor(max(low, high) / step + 1e-9)
    return [round(number * step, 10) for number in range(first, last + 1)]
