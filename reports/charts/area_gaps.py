"""Which areas lie above or below what the whole sitting lets one expect: a point an area, with its interval."""

from collections.abc import Sequence

from reports import look
from reports.growth_rows import AreaGap

ABOVE, BELOW = "#1d5a55", "#b9702a"
REACH = 60.0
"""The scale shown goes so far to both sides, and further where an interval does."""


def figure(rows: Sequence[AreaGap]) -> look.Figure:
    """Draw areas downwards; what chance may explain is an open circle, what it hardly does a filled triangle."""
    reach = max([REACH, *(abs(end) + 5 for row in rows for end in (row.low, row.high))])
    return look.framed(
        [_point(place, row) for place, row in enumerate(rows)],
        height_px=110 + 44 * max(len(rows), 1),
        xaxis={
            "title": {"text": "points in 100 questions, below (left) or above (right) what is expected"},
            "range": [-reach, reach],
            "tickvals": [-100, -50, 0, 50, 100],
        },
        yaxis=look.rows_axis([row.area for row in rows]),
        shapes=[
            {
                "type": "line",
                "yref": "paper",
                "x0": 0,
                "x1": 0,
                "y0": 0,
                "y1": 1,
                "line": {"color": look.NEUTRAL, "dash": "dash", "width": 1},
            }
        ],
    )


def _point(place: int, row: AreaGap) -> look.Trace:
    symbol, colour = "circle-open", look.NEUTRAL
    if row.low > 0:
        symbol, colour = "triangle-right", ABOVE
    elif row.high < 0:
        symbol, colour = "triangle-left", BELOW
    return look.scatter(
        mode="markers",
        x=[row.points],
        y=[place],
        error_x=look.span(row.points, row.low, row.high, colour),
        marker={"symbol": symbol, "color": colour, "size": 13, "line": {"color": colour, "width": 2}},
        hovertemplate="%{x:+.0f} in 100<extra></extra>",
    )
