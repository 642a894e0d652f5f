"""The ladder: how likely each level is, and below it the ability found, between the cuts where levels begin."""

from collections.abc import Sequence

from reports import look
from reports.growth_rows import ABILITY, Band, Rung

ISSUED, POINTED = "#1d5a55", "#2f8f7f"
REACH = 2.6
"""The scale shown goes so far to both sides, and further where an interval does."""
_ENDS = {"type": "line", "xref": "x2", "yref": "y2", "y0": -0.5, "y1": 0.5}


def figure(rows: Sequence[Rung | Band]) -> look.Figure:
    """Draw the highest level on top; the level issued is dark, one that answers point to is hatched."""
    rungs = [row for row in rows if isinstance(row, Rung)][::-1]
    bands = [row for row in rows if isinstance(row, Band)]
    reach = max([REACH, *(abs(end) + 0.2 for band in bands for end in (band.low, band.high))])
    steps = [rung for rung in rungs if rung.begins is not None]
    return look.framed(
        [*(_bar(place, rung) for place, rung in enumerate(rungs)), *map(_point, bands)],
        height_px=330,
        bargap=0.3,
        barmode="overlay",
        xaxis={
            "title": {"text": "chance of each level, out of 100"},
            "range": [0, 108],
            "tickvals": [0, 25, 50, 75, 100],
        },
        yaxis=look.rows_axis([rung.name for rung in rungs]) | {"domain": [0.4, 1]},
        xaxis2={
            "title": {"text": f"{ABILITY}<br>(lines: where levels begin)"},
            "range": [-reach, reach],
            "anchor": "y2",
            "showgrid": False,
            "tickvals": [-2, -1, 0, 1, 2],
        },
        yaxis2=look.rows_axis(["ability"]) | {"domain": [0, 0.14], "anchor": "x2"},
        shapes=[
            {**_ENDS, "x0": rung.begins, "x1": rung.begins, "line": {"color": look.NEUTRAL, "dash": "dash"}}
            for rung in steps
        ],
        annotations=[
            {
                "x": 100 * rung.chance,
                "y": place,
                "text": f"{100 * rung.chance:.0f}",
                "showarrow": False,
                "xanchor": "left",
                "xshift": 5,
                "font": {"size": 12},
            }
            for place, rung in enumerate(rungs)
        ],
    )


def _bar(place: int, rung: Rung) -> look.Trace:
    colour = {"issued": ISSUED, "pointed to": POINTED, "": look.NEUTRAL}[rung.state]
    return look.bar(
        orientation="h",
        x=[100 * rung.chance],
        y=[place],
        marker={
            "color": colour,
            "pattern": {
                "shape": "/" if rung.state == "pointed to" else "",
                "fillmode": "overlay",
                "fgcolor": "#ffffff",
                "fgopacity": 0.9,
                "size": 6,
            },
        },
        hovertemplate="%{x:.0f} in 100<extra></extra>",
    )


def _point(band: Band) -> look.Trace:
    return look.scatter(
        x=[band.theta],
        y=[0],
        xaxis="x2",
        yaxis="y2",
        mode="markers",
        error_x=look.span(band.theta, band.low, band.high, ISSUED),
        marker={"color": ISSUED, "size": 13, "symbol": "diamond"},
        hovertemplate="%{x:.2f}<extra></extra>",
    )
