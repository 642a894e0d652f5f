"""Which checks each row of the main table passes: a field for each, darker for more, with the share printed in it."""

from collections.abc import Sequence

from reports import look
from reports.rows import ArmChecks


def figure(rows: Sequence[ArmChecks]) -> look.Figure:
    """Draw checks downwards and arms across; a check that an arm was not marked on stays empty."""
    checks = list(dict.fromkeys(name for row in rows for name, _ in row.shares))
    marks = [dict(row.shares) for row in rows]
    shares = [[arm.get(check) for arm in marks] for check in checks]
    heat = look.heatmap(
        z=shares,
        x=list(range(len(rows))),
        y=list(range(len(checks))),
        zmin=0,
        zmax=1,
        colorscale=[list(step) for step in look.SCALE],
        showscale=False,
        hovertemplate="share of marks: %{z:.2f}<extra></extra>",
        hoverongaps=False,
        xgap=3,
        ygap=3,
    )
    return look.framed(
        [heat],
        height_px=150 + 36 * max(len(checks), 1),
        xaxis={
            "tickvals": list(range(len(rows))),
            "ticktext": [look.label(row.label) for row in rows],
            "title": {"text": "share of marks, 0 to 1"},
            "showgrid": False,
        },
        yaxis=look.rows_axis(checks),
        annotations=[
            _printed(across, down, share)
            for down, line in enumerate(shares)
            for across, share in enumerate(line)
            if share is not None
        ],
    )


def _printed(across: int, down: int, share: float) -> dict[str, object]:
    """Print a share in its field, black on pale and white on dark."""
    ink = "#000000" if share <= look.PALE_UP_TO else "#ffffff"
    return {"x": across, "y": down, "text": f"{share:.2f}", "showarrow": False, "font": {"color": ink, "size": 12}}
