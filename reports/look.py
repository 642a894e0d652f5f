"""How charts look: colours, shapes, patterns and the frame that all of them stand in.

A level is told by its shape as well as by its colour, and the *tools only* rows by an open shape. The colours reach
3 to 1 on the light and on the dark page, so a figure needs no second set; text and grid lines take the page's own
colours, which the page's script sets when it draws.
"""

import html
import textwrap
from collections.abc import Sequence
from typing import Any

from harness.plan.level import Level
from reports import words

Trace = dict[str, Any]
Figure = dict[str, Any]
"""A picture in plotly's words, as plain data: the page's script draws it, and so does `reports.render.drawing`."""

LIGHT_PAGE, DARK_PAGE = "#ffffff", "#1a2027"
COLOURS = {Level.PROMPTING: "#4b7bb5", Level.CONTEXT: "#b9702a", Level.ORCHESTRATION: "#2f8f7f"}
SHAPES = {Level.PROMPTING: "circle", Level.CONTEXT: "square", Level.ORCHESTRATION: "diamond"}
NEUTRAL = "#7c828a"
SCALE = ((0.0, "#f1e6d0"), (0.5, "#8fb0a6"), (1.0, "#1d5a55"))
"""From no marks to full marks; the share is printed in each field as well."""
PALE_UP_TO = 0.785
"""Fields of `SCALE` up to this share are pale enough for black figures; above it they take white ones."""
LABEL_WIDTH, LABEL_LINES = 20, 3


def shape(level: Level, *, tools_only: bool) -> str:
    """Return the marker of a level, open where no model answered."""
    return SHAPES[level] + ("-open" if tools_only else "")


def label(text: str) -> str:
    """Return a name for an axis: broken into lines, cut after three, its markup taken as text."""
    lines = textwrap.wrap(words.visible(text), LABEL_WIDTH) or [""]
    if len(lines) > LABEL_LINES:
        lines = [*lines[: LABEL_LINES - 1], textwrap.shorten(" ".join(lines[LABEL_LINES - 1 :]), 18, placeholder="…")]
    return "<br>".join(html.escape(line, quote=False) for line in lines)


def scatter(**parts: object) -> Trace:
    """Return points, a line or both."""
    return _trace("scatter", parts)


def bar(**parts: object) -> Trace:
    """Return bars."""
    return _trace("bar", parts)


def heatmap(**parts: object) -> Trace:
    """Return fields of a table, darker for more."""
    return _trace("heatmap", parts)


def _trace(kind: str, parts: dict[str, object]) -> Trace:
    return {"type": kind, **{name: part for name, part in parts.items() if part is not None}}


def span(middle: float, low: float | None, high: float | None, colour: str) -> Trace | None:
    """Return the whisker of a point from the ends of its interval; none where it has none."""
    return None if low is None or high is None else spans([(middle, low, high)], colour)


def spans(ends: Sequence[tuple[float, float, float]], colour: str) -> Trace:
    """Return the whiskers of several points, each from its middle and the ends of its interval."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [high - middle for middle, _, high in ends],
        "arrayminus": [middle - low for middle, low, _ in ends],
        "thickness": 2.5,
        "width": 7,
        "color": colour,
    }


def below(share: float) -> dict[str, object]:
    """Return the place of a legend under a figure, so far below as a share of its height."""
    return {"orientation": "h", "x": 0, "xanchor": "left", "y": -share, "yanchor": "top"}


def framed(traces: Sequence[Trace], *, height_px: int, **layout: object) -> Figure:
    """Put traces into the common frame: no background, no legend unless asked for, nothing to drag."""
    frame: dict[str, Any] = {
        "template": {},
        "height": height_px,
        "margin": {"l": 8, "r": 16, "t": 12, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "system-ui, sans-serif", "size": 13},
        "showlegend": False,
        "dragmode": False,
        "hoverlabel": {"font": {"family": "system-ui, sans-serif"}},
        **layout,
    }
    for name in [name for name in frame if name.startswith(("xaxis", "yaxis"))]:
        frame[name] = {"automargin": True, "fixedrange": True, "zeroline": False, **_titled(frame[name])}
    return {"data": list(traces), "layout": frame}


def _titled(axis: dict[str, Any]) -> dict[str, Any]:
    """Give an axis the size of its title."""
    title = axis.get("title")
    return {**axis, "title": {"font": {"size": 12}, **title}} if title else axis


def rows_axis(labels: list[str]) -> dict[str, object]:
    """Return a vertical axis with one place for each label, the first on top."""
    return {
        "tickvals": list(range(len(labels))),
        "ticktext": [label(text) for text in labels],
        "range": [len(labels) - 0.5, -0.5],
        "showgrid": False,
        "title": None,
    }
