"""The ability in each area at the start, the time before and now, where it can be told apart from the whole."""

from collections.abc import Sequence

from reports import look
from reports.growth_rows import ABILITY, AreaPoint, When

SIGNS: dict[When, tuple[str, str, float]] = {
    "at the start": ("circle-open", look.NEUTRAL, -0.25),
    "the time before": ("square-open", "#4b7bb5", 0.0),
    "at the last review": ("square-open", "#4b7bb5", 0.0),
    "now": ("diamond", "#1d5a55", 0.25),
}
"""Shape, colour, and how far below its area's line a point stands."""
REACH = 2.2


def figure(rows: Sequence[AreaPoint]) -> look.Figure:
    """Draw a line for each area, with up to three points."""
    areas = list(dict.fromkeys(row.area for row in rows))
    ends = [abs(end) + 0.2 for row in rows if row.band for end in (row.band.low, row.band.high)]
    reach = max([REACH, *ends])
    return look.framed(
        [trace for when in SIGNS if (trace := _points(when, rows, areas))],
        height_px=130 + 52 * max(len(areas), 1),
        showlegend=True,
        legend=look.below(0.2),
        xaxis={"title": {"text": ABILITY}, "range": [-reach, reach], "tickvals": [-2, -1, 0, 1, 2]},
        yaxis=look.rows_axis(areas),
    )


def _points(when: When, rows: Sequence[AreaPoint], areas: Sequence[str]) -> look.Trace | None:
    symbol, colour, below = SIGNS[when]
    drawn = [(areas.index(row.area) + below, row.band) for row in rows if row.when == when and row.band]
    if not drawn:
        return None
    return look.scatter(
        mode="markers",
        name=when,
        x=[band.theta for _, band in drawn],
        y=[place for place, _ in drawn],
        error_x=look.spans([(band.theta, band.low, band.high) for _, band in drawn], colour),
        marker={"symbol": symbol, "color": colour, "size": 11, "line": {"color": colour, "width": 2}},
        hovertemplate="%{x:.2f}<extra></extra>",
    )
