"""Quality against what a trial costs: up is better, to the left is cheaper."""

from collections.abc import Sequence

from reports import look
from reports.rows import ArmCost

ROOM = 1.3
"""How much wider the axis is than the dearest row, so that its name has room beside it."""
LEFT_FROM = 0.6
"""Names stand to the left of points beyond this share of the dearest."""
NEAR_COST, NEAR_QUALITY = 0.5, 0.1
"""Points closer than this would print their names over one another, so the later name goes a line higher."""
LINE_PX = 17


def figure(rows: Sequence[ArmCost]) -> look.Figure:
    """Draw a point for each row, with the interval of its quality and its name."""
    drawn = [row for row in rows if row.quality is not None and row.cost is not None]
    unit = rows[0].unit if rows else "tokens a trial"
    most = max([row.cost or 0.0 for row in drawn], default=1.0) or 1.0
    return look.framed(
        [_point(row) for row in drawn],
        height_px=380,
        xaxis={"title": {"text": unit}, "range": [-0.05 * most, ROOM * most], "nticks": 5},
        yaxis={
            "title": {"text": "quality, 0 to 1", "font": {"size": 12}},
            "range": [-0.05, 1.05],
            "tickvals": [0, 0.25, 0.5, 0.75, 1],
        },
        annotations=[_name(row, most, _lines_up(drawn[:place], row, most)) for place, row in enumerate(drawn)],
    )


def _point(row: ArmCost) -> look.Trace:
    colour, quality = look.COLOURS[row.level], row.quality or 0.0
    likely = "not known" if row.frontier is None else f"{row.frontier:.2f}"
    return look.scatter(
        x=[row.cost],
        y=[quality],
        mode="markers",
        error_y=look.span(quality, row.low, row.high, colour),
        marker={
            "color": colour,
            "size": 15,
            "symbol": look.shape(row.level, tools_only=False),
            "line": {"color": colour, "width": 2},
        },
        hovertemplate=f"quality %{{y:.2f}}, %{{x:,.4~r}} {row.unit}, on the frontier: {likely}<extra></extra>",
    )


def _lines_up(earlier: Sequence[ArmCost], row: ArmCost, most: float) -> int:
    """Count the earlier points whose names would stand where this one's does."""
    return sum(
        abs((one.cost or 0.0) - (row.cost or 0.0)) < NEAR_COST * most
        and abs((one.quality or 0.0) - (row.quality or 0.0)) < NEAR_QUALITY
        for one in earlier
    )


def _name(row: ArmCost, most: float, lines_up: int) -> dict[str, object]:
    """Write the name beside its point: to the left of a point that stands far right."""
    far = (row.cost or 0.0) > LEFT_FROM * most
    return {
        "x": row.cost,
        "y": row.quality,
        "text": look.label(row.label),
        "showarrow": False,
        "xanchor": "right" if far else "left",
        "align": "right" if far else "left",
        "xshift": -14 if far else 14,
        "yshift": LINE_PX * lines_up,
        "font": {"size": 12},
    }
