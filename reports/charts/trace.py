"""One trial in time: a lane for each agent, above them the chain that decided how long it took.

What a bar is says its pattern as well as its colour, what a mark is its shape. Bars keep a thin edge, so that what took
a thousandth of a second can still be seen.
"""

import html
from collections.abc import Sequence

from reports import look, words
from reports.rows import MarkKind, TraceBar, TraceKind, TraceMark

LINE_PX, BETWEEN_PX, BELOW_PX = 15, 11, 120
"""Height of a line, space between lanes, and room for the axis and the legend below them."""
PATH = "#b9702a"
_EDGE = 2.5
"""Of bars on the critical path, in pixels."""
BARS: dict[TraceKind, tuple[str, str, str]] = {
    "path": (PATH, "", "what decided the time"),
    "gap": (PATH, ".", "decided the time: the program, or a wait"),
    "call": ("#4b7bb5", "", "model call"),
    "put in": ("#4b7bb5", "-", "empty reply put in, no AI asked"),
    "failed": ("#4b7bb5", "x", "call that came to nothing"),
    "waiting": ("#7c828a", ".", "waiting: for a repeat, or for a free place"),
    "delay": ("#8a6fb0", "\\", "delay put in on purpose"),
    "tool": ("#2f8f7f", "/", "tool at work"),
    "check": ("#7c828a", "|", "check by code"),
}
"""Colour, pattern and words of each kind of bar."""
MARKS: dict[MarkKind, tuple[str, str, str]] = {
    "passed": ("diamond-open", "#2f8f7f", "check passed"),
    "nothing": ("circle-open", "#7c828a", "nothing to check"),
    "off": ("circle-x", PATH, "check switched off on purpose"),
    "sent back": ("diamond", PATH, "check sent back"),
    "let through": ("diamond-x", PATH, "let through unchecked or not good"),
    "person": ("star-triangle-up", "#2f8f7f", "handed to a person"),
    "trouble": ("x", "#c4524a", "trouble"),
}
"""Shape, colour and words of each kind of mark."""


def figure(rows: Sequence[TraceBar | TraceMark]) -> look.Figure:
    """Draw lanes downwards in the order in which they come, time to the right."""
    bars = [row for row in rows if isinstance(row, TraceBar)]
    marks = [row for row in rows if isinstance(row, TraceMark)]
    tops, height = _lanes(rows, bars)
    longest_s = max([0.0, *(bar.start_s + bar.seconds for bar in bars), *(mark.at_s for mark in marks)])
    unit, scale = ("milliseconds", words.MS) if 0 < longest_s < 1 else ("seconds", 1)
    shown = {bar.kind for bar in bars if not bar.on_path}
    traces = [
        _bars(
            kind,
            [bar for bar in bars if (bar.kind, bar.on_path) == (kind, on_path)],
            tops,
            scale,
            in_legend=not on_path or kind not in shown,
        )
        for kind in BARS
        for on_path in (False, True)
    ]
    traces += [_marks(kind, [mark for mark in marks if mark.kind == kind], tops, scale) for kind in MARKS]
    return look.framed(
        [trace for trace in traces if trace is not None],
        height_px=round(BELOW_PX + height + LINE_PX),
        barmode="overlay",
        showlegend=True,
        legend={"orientation": "h", "x": 0, "xanchor": "left", "yref": "container", "y": 0, "yanchor": "bottom"},
        margin={"l": 8, "r": 16, "t": 12, "b": BELOW_PX},
        xaxis={"title": {"text": f"{unit} after the start"}, "rangemode": "tozero"},
        yaxis={
            "tickvals": [(top + bottom) / 2 for top, bottom in tops.values()],
            "ticktext": [look.label(lane) for lane in tops],
            "range": [height, 0],
            "showgrid": False,
            "title": None,
        },
    )


def _lanes(
    rows: Sequence[TraceBar | TraceMark], bars: Sequence[TraceBar]
) -> tuple[dict[str, tuple[float, float]], float]:
    """Return where each lane begins and ends, and where the last one does."""
    lines = {row.lane: 1 for row in rows}
    for bar in bars:
        lines[bar.lane] = max(lines[bar.lane], bar.line + 1)
    tops, at = {}, BETWEEN_PX / 2
    for lane, many in lines.items():
        tall = max(many * LINE_PX, _label_px(lane))
        tops[lane] = (at, at + tall)
        at += tall + BETWEEN_PX
    return tops, at


def _label_px(lane: str) -> int:
    """Return the room that a lane's name takes."""
    return 17 * (look.label(lane).count("<br>") + 1)


def _bars(
    kind: TraceKind, bars: Sequence[TraceBar], tops: dict[str, tuple[float, float]], scale: int, *, in_legend: bool
) -> look.Trace | None:
    """Draw the bars of a kind: all of them on the critical path, or none; a kind stands in the legend once."""
    if not bars:
        return None
    colour, pattern, name = BARS[kind]
    on_path = bars[0].on_path
    return look.bar(
        orientation="h",
        name=name,
        legendgroup=kind,
        showlegend=in_legend,
        base=[bar.start_s * scale for bar in bars],
        x=[bar.seconds * scale for bar in bars],
        y=[tops[bar.lane][0] + (bar.line + 0.5) * LINE_PX for bar in bars],
        width=[LINE_PX - 3] * len(bars),
        customdata=[_said(bar) for bar in bars],
        hovertemplate="%{customdata}<extra></extra>",
        marker={
            "color": colour,
            "pattern": {"shape": pattern, "fillmode": "overlay", "fgcolor": "#ffffff", "fgopacity": 0.9, "size": 5},
            "line": {"color": PATH if on_path else colour, "width": _EDGE if on_path else 1},
        },
    )


def _marks(
    kind: MarkKind, marks: Sequence[TraceMark], tops: dict[str, tuple[float, float]], scale: int
) -> look.Trace | None:
    if not marks:
        return None
    shape, colour, name = MARKS[kind]
    return look.scatter(
        mode="markers",
        cliponaxis=False,
        name=name,
        x=[mark.at_s * scale for mark in marks],
        y=[_height(kind, tops[mark.lane]) for mark in marks],
        customdata=[html.escape(words.visible(mark.what)[:200]) for mark in marks],
        hovertemplate="%{customdata}<extra></extra>",
        marker={"symbol": shape, "color": colour, "size": 11, "line": {"width": 2, "color": colour}},
    )


def _height(kind: MarkKind, lane: tuple[float, float]) -> float:
    """Return how far down a mark stands: troubles above, checks below, so that neither hides the other."""
    top, bottom = lane
    return top + (0.2 if kind == "trouble" else 0.8) * (bottom - top)


def _said(bar: TraceBar) -> str:
    when = f"from {words.duration(bar.start_s)}, took {words.duration(bar.seconds)}"
    return f"{html.escape(words.visible(bar.what)[:200])}<br>{when}"
