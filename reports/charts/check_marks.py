"""Which checks each row of the main table passes: a field for each, darker for more, with the share printed in it."""

from collections.abc import Sequence

import plotly.graph_objects as go

from reports import look
from reports.rows import ArmChecks


def figure(rows: Sequence[ArmChecks]) -> go.Figure:
    """Draw checks downwards and arms across; a check that an arm was not marked on stays empty."""
    checks = list(dict.fromkeys(name for row in rows for name, _ in row.shares))
    marks = [dict(row.shares) for row in rows]
    shares = [[arm.get(check) for arm in marks] for check in checks]
    heat = go.Heatmap(
        z=shares,
        x=list(range(len(rows))),
        y=list(range(len(checks))),
        zmin=0,
        zmax=1,
        colorscale=[list(step) for step in look.SCALE],
        showscale=False,
        texttemplate="%{z:.2f}",
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
            "title": {"text": "share of the marks, 0 to 1"},
            "showgrid": False,
        },
        yaxis=look.rows_axis(checks),
    )
