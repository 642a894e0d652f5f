"""Quality of each row of the main table: the mean, its interval, and a dot for each case."""

from collections.abc import Sequence

from reports import look
from reports.rows import ArmQuality

DOTS_BELOW = 0.27
"""How far under the mean the dots of the cases stand, in rows."""


def figure(rows: Sequence[ArmQuality]) -> look.Figure:
    """Draw one line for each row, from 0 to 1."""
    traces = [trace for place, row in enumerate(rows) for trace in _line(place, row)]
    return look.framed(
        traces,
        height_px=80 + 62 * max(len(rows), 1),
        xaxis={"title": {"text": "quality, 0 to 1"}, "range": [-0.03, 1.03], "tickvals": [0, 0.25, 0.5, 0.75, 1]},
        yaxis=look.rows_axis([row.label for row in rows]),
    )


def _line(place: int, row: ArmQuality) -> list[look.Trace]:
    colour = look.COLOURS[row.level]
    dots = look.scatter(
        x=list(row.cases),
        y=[place + DOTS_BELOW] * len(row.cases),
        mode="markers",
        marker={"color": colour, "size": 7, "opacity": 0.55, "symbol": "circle"},
        hovertemplate="one case: %{x:.2f}<extra></extra>",
    )
    if row.mean is None:
        return [dots]
    middle = look.scatter(
        x=[row.mean],
        y=[place],
        mode="markers",
        error_x=look.span(row.mean, row.low, row.high, colour),
        marker={
            "color": colour,
            "size": 15,
            "symbol": look.shape(row.level, tools_only=row.tools_only),
            "line": {"color": colour, "width": 2},
        },
        hovertemplate="mean: %{x:.2f}<extra></extra>",
    )
    return [middle, dots]
