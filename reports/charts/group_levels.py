"""How many of a group are at each level: a bar a level, with the interval, the highest level on top."""

from collections.abc import Sequence

from reports import look
from reports.groups.rows import LevelShare

BAR, WHISKER = "#8fb0a6", "#1d5a55"


def figure(rows: Sequence[LevelShare]) -> look.Figure:
    """Draw shares out of a hundred; the numbers stand to the right."""
    shown = list(rows)[::-1]
    ends = [(100 * row.share.part, 100 * row.share.low, 100 * row.share.high) for row in shown]
    places = list(range(len(shown)))
    bars = look.bar(
        orientation="h",
        x=[middle for middle, _, _ in ends],
        y=places,
        marker={"color": BAR},
        hovertemplate="%{x:.0f} in 100<extra></extra>",
    )
    whiskers = look.scatter(
        mode="markers",
        x=[middle for middle, _, _ in ends],
        y=places,
        error_x=look.spans(ends, WHISKER),
        marker={"symbol": "diamond", "color": WHISKER, "size": 9},
        hoverinfo="skip",
    )
    return look.framed(
        [bars, whiskers],
        height_px=110 + 44 * max(len(shown), 1),
        bargap=0.35,
        xaxis={
            "title": {"text": "people of 100 at each level, with the 95 % interval"},
            "range": [0, 125],
            "tickvals": [0, 25, 50, 75, 100],
        },
        yaxis=look.rows_axis([row.level for row in shown]),
        annotations=[
            {
                "x": high,
                "y": place,
                "text": f"{middle:.0f} ({low:.0f} to {high:.0f})",
                "showarrow": False,
                "xanchor": "left",
                "xshift": 6,
                "font": {"size": 12},
            }
            for place, (middle, low, high) in zip(places, ends, strict=True)
        ],
    )
