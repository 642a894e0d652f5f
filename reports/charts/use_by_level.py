"""What one trial used: tokens sent and brought back, and machine time, side by side below one another."""

from collections.abc import Sequence

from reports import look
from reports.rows import ArmUse


def figure(rows: Sequence[ArmUse]) -> look.Figure:
    """Draw tokens above and seconds below, with the same lines in both."""
    lines = look.rows_axis([row.label for row in rows])
    return look.framed(
        [bar for place, row in enumerate(rows) for bar in _line(place, row)],
        height_px=150 + 2 * 40 * max(len(rows), 1),
        barmode="stack",
        bargap=0.35,
        xaxis={"title": {"text": "tokens a trial<br>(hatched: out)"}, "rangemode": "tozero"},
        yaxis=lines | {"domain": [0.6, 1]},
        xaxis2={"title": {"text": "seconds a trial"}, "anchor": "y2", "rangemode": "tozero"},
        yaxis2=lines | {"domain": [0, 0.4], "anchor": "x2"},
    )


def _line(place: int, row: ArmUse) -> list[look.Trace]:
    """Draw the bars of one arm; colours are per trace, because plotly.js warns of lists of colours with patterns."""
    colour = look.COLOURS[row.level]
    sent = _bar(place, row.input_tokens, colour, "", "tokens in")
    back = _bar(place, row.output_tokens, colour, "/", "tokens out")
    clock = _bar(place, row.wall_s or 0.0, colour, "", "seconds")
    clock.update(xaxis="x2", yaxis="y2")
    return [sent, back, clock]


def _bar(place: int, value: float, colour: str, pattern: str, unit: str) -> look.Trace:
    return look.bar(
        x=[value],
        y=[place],
        orientation="h",
        marker={
            "color": colour,
            "pattern": {"shape": pattern, "fillmode": "overlay", "fgcolor": "#ffffff", "fgopacity": 0.9, "size": 6},
        },
        hovertemplate="%{x:,.4~r} " + unit + "<extra></extra>",
    )
