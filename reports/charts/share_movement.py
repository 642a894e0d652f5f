"""By how much shares of a group have moved between two campaigns, with their intervals and a line at no movement."""

from collections.abc import Sequence

from reports import look
from reports.groups.rows import Share, ShareMoved

MORE = ("triangle-right", "#2f8f7f", "more people, beyond chance")
FEWER = ("triangle-left", "#b9702a", "fewer people, beyond chance")
UNSURE = ("circle-open", look.NEUTRAL, "may be chance")
_LEAST = 20.0
"""The axis goes at least so far to both sides, in points of a hundred."""


def figure(rows: Sequence[ShareMoved]) -> look.Figure:
    """Draw the highest level on top; a pointed mark is a movement that chance does not explain."""
    shown = list(rows)[::-1]
    reach = max([_LEAST, *(100 * abs(end) for row in shown for end in (row.by.low, row.by.high))]) * 1.08
    return look.framed(
        [trace for sign in (MORE, FEWER, UNSURE) if (trace := _points(sign, shown))],
        height_px=150 + 46 * max(len(shown), 1),
        showlegend=True,
        legend=look.below(0.3),
        xaxis={"title": {"text": "difference in points of 100, now less then"}, "range": [-reach, reach], "nticks": 7},
        yaxis=look.rows_axis([row.label for row in shown]),
        shapes=[{"type": "line", "x0": 0, "x1": 0, "yref": "paper", "y0": 0, "y1": 1, "line": {"color": look.NEUTRAL}}],
    )


def _sign(by: Share) -> tuple[str, str, str]:
    return MORE if by.low > 0 else FEWER if by.high < 0 else UNSURE


def _points(sign: tuple[str, str, str], rows: Sequence[ShareMoved]) -> look.Trace | None:
    drawn = [(place, row.by) for place, row in enumerate(rows) if _sign(row.by) == sign]
    if not drawn:
        return None
    symbol, colour, name = sign
    return look.scatter(
        mode="markers",
        name=name,
        x=[100 * by.part for _, by in drawn],
        y=[place for place, _ in drawn],
        error_x=look.spans([(100 * by.part, 100 * by.low, 100 * by.high) for _, by in drawn], colour),
        marker={"symbol": symbol, "color": colour, "size": 14, "line": {"color": colour, "width": 2}},
        hovertemplate="%{x:+.0f} points<extra></extra>",
    )
