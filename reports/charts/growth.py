"""Ability over time: a point for each sitting with its interval, among the levels of the ladder."""

from collections.abc import Sequence
from itertools import pairwise

from reports import look
from reports.growth_rows import Change, GrowthPoint, Zone

SIGNS: dict[Change, tuple[str, str, str]] = {
    "first": ("circle", look.NEUTRAL, "first sitting"),
    "gain": ("triangle-up", "#2f8f7f", "higher than at first, beyond chance"),
    "loss": ("triangle-down", "#b9702a", "lower than at first, beyond chance"),
    "not certain": ("circle-open", look.NEUTRAL, "not certainly different from the first"),
}
REACH = 2.2
_ROOM = 0.06
_APART = 0.17
"""Labels of dates closer than this share of the width would run into one another, so only one of them stands."""


def figure(rows: Sequence[GrowthPoint | Zone]) -> look.Figure:
    """Draw time to the right; what is certain about a change is the shape of its point."""
    points = [row for row in rows if isinstance(row, GrowthPoint)]
    zones = [row for row in rows if isinstance(row, Zone)]
    cuts = [zone.begins for zone in zones if zone.begins is not None]
    reach = max([REACH, *(abs(end) + 0.2 for point in points for end in (point.band.low, point.band.high))])
    last = max([point.day for point in points], default=0) or 1
    labelled = _labelled(points, last)
    path = look.scatter(
        x=[point.day for point in points],
        y=[point.band.theta for point in points],
        mode="lines",
        line={"color": look.NEUTRAL, "width": 1.5, "dash": "dot"},
        hoverinfo="skip",
        showlegend=False,
    )
    return look.framed(
        [path, *(trace for change in SIGNS if (trace := _points(change, points)))],
        height_px=370,
        showlegend=True,
        legend=look.below(0.28),
        xaxis={
            "title": {"text": "date of the sitting"},
            "range": [-_ROOM * last, (1 + _ROOM) * last],
            "tickvals": [point.day for point in labelled],
            "ticktext": [look.label(point.label) for point in labelled],
            "showgrid": False,
        },
        yaxis={
            "title": {"text": "ability: where each level lies", "font": {"size": 12}},
            "range": [-reach, reach],
            "tickvals": _middles(cuts, reach),
            "ticktext": [look.label(zone.name) for zone in zones],
            "showgrid": False,
        },
        shapes=[
            {
                "type": "line",
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "y0": cut,
                "y1": cut,
                "line": {"color": look.NEUTRAL, "dash": "dash", "width": 1},
            }
            for cut in cuts
        ],
    )


def _middles(cuts: Sequence[float], reach: float) -> list[float]:
    """Return the middle of each zone, from the lowest up."""
    return [(low + high) / 2 for low, high in pairwise([-reach, *cuts, reach])] if cuts else []


def _labelled(points: Sequence[GrowthPoint], last: int) -> list[GrowthPoint]:
    found: list[GrowthPoint] = []
    for point in points:
        if not found or point.day - found[-1].day > _APART * last:
            found.append(point)
    return found


def _points(change: Change, points: Sequence[GrowthPoint]) -> look.Trace | None:
    drawn = [point for point in points if point.change == change]
    if not drawn:
        return None
    symbol, colour, name = SIGNS[change]
    return look.scatter(
        mode="markers",
        name=name,
        x=[point.day for point in drawn],
        y=[point.band.theta for point in drawn],
        error_y=look.spans([(one.band.theta, one.band.low, one.band.high) for one in drawn], colour),
        marker={"symbol": symbol, "color": colour, "size": 13, "line": {"color": colour, "width": 2}},
        hovertemplate="%{y:.2f}<extra></extra>",
    )
