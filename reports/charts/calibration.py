"""How sure somebody said she was, against the share that was right: on the line, she knew what she knew."""

import math
from collections.abc import Sequence

from reports import look
from reports.growth_rows import SurePoint

COLOUR = "#4b7bb5"
_SHARES = [0, 25, 50, 75, 100]


def figure(rows: Sequence[SurePoint]) -> look.Figure:
    """Draw larger points for more answers; below the line is surer than right."""
    even = look.scatter(
        x=[0, 100],
        y=[0, 100],
        mode="lines",
        line={"color": look.NEUTRAL, "width": 1.5, "dash": "dash"},
        hoverinfo="skip",
    )
    points = look.scatter(
        mode="markers",
        x=[100 * row.said for row in rows],
        y=[100 * row.right for row in rows],
        error_y=look.spans([(100 * row.right, 100 * row.low, 100 * row.high) for row in rows], COLOUR),
        marker={"symbol": "circle", "color": COLOUR, "size": [7 + 2 * math.sqrt(row.answers) for row in rows]},
        hovertemplate="said %{x:.0f}, right %{y:.0f} in 100<extra></extra>",
    )
    return look.framed(
        [even, points],
        height_px=330,
        xaxis={"title": {"text": "how sure, out of 100"}, "range": [-3, 103], "tickvals": _SHARES},
        yaxis={
            "title": {"text": "right, out of 100", "font": {"size": 12}},
            "range": [-3, 103],
            "tickvals": _SHARES,
        },
    )
