"""How charts look: colours, shapes, patterns and the frame that all of them stand in.

A level is told by its shape as well as by its colour, and the *tools only* rows by an open shape. The colours reach
3 to 1 on the light and on the dark page, so a figure needs no second set; text and grid lines take the page's own
colours, which the page's script sets when it draws.
"""

import html
import textwrap

import plotly.graph_objects as go

from harness.plan.level import Level
from reports import words

LIGHT_PAGE, DARK_PAGE = "#ffffff", "#1a2027"
COLOURS = {Level.PROMPTING: "#4b7bb5", Level.CONTEXT: "#b9702a", Level.ORCHESTRATION: "#2f8f7f"}
SHAPES = {Level.PROMPTING: "circle", Level.CONTEXT: "square", Level.ORCHESTRATION: "diamond"}
NEUTRAL = "#7c828a"
SCALE = ((0.0, "#f1e6d0"), (0.5, "#8fb0a6"), (1.0, "#1d5a55"))
"""From no marks to full marks; the share is printed in each field as well."""
PALE_UP_TO = 0.785
"""Fields of `SCALE` up to this share are pale enough for black figures; above it they take white ones."""
LABEL_WIDTH, LABEL_LINES = 20, 3


def shape(level: Level, *, tools_only: bool) -> str:
    """Return the marker of a level, open where no model answered."""
    return SHAPES[level] + ("-open" if tools_only else "")


def label(text: str) -> str:
    """Return a name for an axis: broken into lines, cut after three, its markup taken as text."""
    lines = textwrap.wrap(words.visible(text), LABEL_WIDTH) or [""]
    if len(lines) > LABEL_LINES:
        lines = [*lines[: LABEL_LINES - 1], textwrap.shorten(" ".join(lines[LABEL_LINES - 1 :]), 18, placeholder="…")]
    return "<br>".join(html.escape(line, quote=False) for line in lines)


def framed(traces: list[go.Scatter | go.Bar | go.Heatmap], *, height_px: int, **layout: object) -> go.Figure:
    """Put traces into the common frame: no background, no legend unless asked for, nothing to drag."""
    figure = go.Figure(
        data=traces,
        layout={
            "template": {},
            "height": height_px,
            "margin": {"l": 8, "r": 16, "t": 12, "b": 8},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": "system-ui, sans-serif", "size": 13},
            "showlegend": False,
            "dragmode": False,
            "hoverlabel": {"font": {"family": "system-ui, sans-serif"}},
        },
    )
    figure.update_layout(layout)
    figure.update_xaxes(title_font_size=12, automargin=True, fixedrange=True, zeroline=False)
    figure.update_yaxes(automargin=True, fixedrange=True, zeroline=False)
    return figure


def rows_axis(labels: list[str]) -> dict[str, object]:
    """Return a vertical axis with one place for each label, the first on top."""
    return {
        "tickvals": list(range(len(labels))),
        "ticktext": [label(text) for text in labels],
        "range": [len(labels) - 0.5, -0.5],
        "showgrid": False,
        "title": None,
    }
