"""Differences between arms on the same cases, with their intervals and a line at no difference."""

from collections.abc import Sequence

from harness.plan.level import Level
from reports import look
from reports.rows import PairedDifference

SIGNS = {
    "better": ("triangle-right", look.COLOURS[Level.ORCHESTRATION]),
    "worse": ("triangle-left", look.COLOURS[Level.CONTEXT]),
    "not resolved": ("circle-open", look.NEUTRAL),
}


def figure(rows: Sequence[PairedDifference]) -> look.Figure:
    """Draw one line for each comparison; a pointed marker says better or worse, an open circle not resolved."""
    ends = [abs(end) for row in rows for end in (row.difference, row.low, row.high) if end is not None]
    reach = max([0.1, *ends]) * 1.15
    drawn = [(place, row) for place, row in enumerate(rows) if row.difference is not None]
    return look.framed(
        [_line(place, row) for place, row in drawn],
        height_px=90 + 52 * max(len(rows), 1),
        xaxis={"title": {"text": f"difference, {rows[0].unit if rows else '-1 to 1'}"}, "range": [-reach, reach]},
        yaxis=look.rows_axis([row.label for row in rows]),
        shapes=[{"type": "line", "x0": 0, "x1": 0, "yref": "paper", "y0": 0, "y1": 1, "line": {"color": look.NEUTRAL}}],
    )


def _line(place: int, row: PairedDifference) -> look.Trace:
    symbol, colour = SIGNS[row.verdict]
    middle = row.difference or 0.0
    return look.scatter(
        x=[middle],
        y=[place],
        mode="markers",
        error_x=look.span(middle, row.low, row.high, colour),
        marker={"color": colour, "size": 15, "symbol": symbol, "line": {"color": colour, "width": 2}},
        hovertemplate="%{x:+.2f}<extra></extra>",
    )
