"""In which areas a group does better or worse than it does overall: a field an area, shaded where chance is too little.

The middle shade says that chance may explain the figure; the number is printed in each field as well.
"""

from collections.abc import Sequence

from reports import look
from reports.groups.rows import AreaField, AreaFigure
from reports.groups.wording import is_far

SCALE = ((0.0, "#b9702a"), (0.25, "#e9c79c"), (0.5, "#eceef0"), (0.75, "#97c4b8"), (1.0, "#2f7568"))
"""From much weaker to much stronger. Only the darkest takes white figures."""
FAR = 8.0
"""Points in a hundred questions from which a shade is the strongest or the weakest."""
_TAKES_WHITE = 1.0


def figure(rows: Sequence[AreaField]) -> look.Figure:
    """Draw areas downwards and groups across; what is not shown stays empty and says so."""
    areas = list(dict.fromkeys(row.area for row in rows))
    groups = list(dict.fromkeys(row.group for row in rows))
    found = {(row.area, row.group): row.figure for row in rows}
    fields = [[found.get((area, group)) for group in groups] for area in areas]
    heat = look.heatmap(
        z=[[_shade(field) for field in line] for line in fields],
        x=list(range(len(groups))),
        y=list(range(len(areas))),
        zmin=0,
        zmax=1,
        colorscale=[list(step) for step in SCALE],
        showscale=False,
        hoverinfo="skip",
        hoverongaps=False,
        xgap=3,
        ygap=3,
    )
    return look.framed(
        [heat],
        height_px=130 + 46 * max(len(areas), 1),
        xaxis={
            "tickvals": list(range(len(groups))),
            "ticktext": [look.label(group) for group in groups],
            "title": {"text": "points in 100 questions above or below what is expected"},
            "showgrid": False,
        },
        yaxis=look.rows_axis(areas),
        annotations=[
            _printed(across, down, field) for down, line in enumerate(fields) for across, field in enumerate(line)
        ],
    )


def _shade(figure: AreaFigure | None) -> float | None:
    """Return the place on the scale, in steps of a quarter; none where nothing is shown."""
    if figure is None or figure.points is None:
        return None
    away = 0.0 if not is_far(figure) else 0.5 if abs(figure.points) >= FAR else 0.25
    return 0.5 + (away if figure.points > 0 else -away)


def _printed(across: int, down: int, figure: AreaFigure | None) -> dict[str, object]:
    shade = _shade(figure)
    if figure is None or figure.points is None or shade is None:
        return {"x": across, "y": down, "text": "not shown", "showarrow": False, "font": {"size": 12}}
    ink = "#ffffff" if shade == _TAKES_WHITE else "#000000"
    text = f"{round(figure.points):+d} (error {figure.se:.0f})"
    return {"x": across, "y": down, "text": text, "showarrow": False, "font": {"color": ink, "size": 12}}
