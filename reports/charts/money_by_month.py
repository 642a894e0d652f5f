"""Money month by month: what is left in an account above, and below it what is paid out of it and beside it."""

from collections.abc import Sequence

from reports import look
from reports.money_rows import MoneyMonth

LEFT, FUNDED, OWN = "#4b7bb5", "#2f8f7f", "#b9702a"
_LABELS = 6
"""Months that are named below: more would run into one another."""


def figure(rows: Sequence[MoneyMonth]) -> look.Figure:
    """Draw months to the right; without an account the upper part is left out."""
    has_account = any(row.left is not None for row in rows)
    every = max(1, -(-len(rows) // _LABELS))
    months = {
        "tickvals": list(range(0, len(rows), every)),
        "ticktext": [look.label(row.label) for row in rows[::every]],
        "range": [-0.5, max(len(rows), 1) - 0.5],
        "showgrid": False,
    }
    paid = [
        _line("paid by levy or government", FUNDED, "circle", [row.funded for row in rows]),
        _line("paid by the employer", OWN, "diamond-open", [row.own for row in rows]),
    ]
    below = months | {"title": {"text": "month"}}
    if not has_account:
        return look.framed(
            paid,
            height_px=300,
            showlegend=True,
            legend=look.below(0.3),
            xaxis=below,
            yaxis=_pounds("pounds a month"),
        )
    left = _line("left at the end of the month", LEFT, "square", [row.left for row in rows])
    for trace in paid:
        trace.update(xaxis="x2", yaxis="y2")
    return look.framed(
        [left, *paid],
        height_px=480,
        showlegend=True,
        legend=look.below(0.2),
        xaxis=months | {"title": {"text": "month"}},
        yaxis=_pounds("pounds left") | {"domain": [0.6, 1]},
        xaxis2=below | {"anchor": "y2"},
        yaxis2=_pounds("pounds a month") | {"domain": [0, 0.36], "anchor": "x2"},
    )


def _line(name: str, colour: str, symbol: str, values: Sequence[float | None]) -> look.Trace:
    return look.scatter(
        mode="lines+markers",
        name=name,
        x=list(range(len(values))),
        y=list(values),
        line={"color": colour, "width": 2, **({"dash": "dot"} if symbol.endswith("open") else {})},
        marker={"color": colour, "size": 7, "symbol": symbol, "line": {"color": colour, "width": 1.5}},
        hovertemplate="£%{y:,.0f}<extra></extra>",
    )


def _pounds(title: str) -> dict[str, object]:
    return {"title": {"text": title, "font": {"size": 12}}, "rangemode": "tozero", "nticks": 4}
