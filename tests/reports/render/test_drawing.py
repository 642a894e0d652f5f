"""Figures as vectors: every sign that charts use can be drawn, and what is said stays text."""

import pytest

from reports import charts
from reports.charts.trace import BARS, MARKS
from reports.growth_rows import AreaGap
from reports.render.drawing.svg import svg
from reports.rows import ArmChecks, MarkKind, TraceBar, TraceKind, TraceMark


@pytest.mark.parametrize("kind", BARS)
def test_every_kind_of_bar_is_drawn(kind: TraceKind) -> None:
    assert "<rect" in svg(charts.draw("trace", [TraceBar("a", 0, kind, 0.0, 1.0, "what")]))


@pytest.mark.parametrize("kind", MARKS)
def test_every_kind_of_mark_is_drawn(kind: MarkKind) -> None:
    assert "<svg" in svg(charts.draw("trace", [TraceMark("a", kind, 1.0, "what")]))


@pytest.mark.parametrize("name", charts.names())
def test_a_chart_without_rows_is_still_drawn(name: str) -> None:
    assert svg(charts.draw(name, ())).startswith("<svg")


def test_a_mark_of_an_axis_beyond_its_range_is_left_out() -> None:
    drawn = svg(charts.draw("area_gaps", [AreaGap("a", 1.0, -9.0, 11.0, 9)]))  # 60 to both sides
    assert ">50</text>" in drawn
    assert ">100</text>" not in drawn


def test_markup_in_a_name_is_text() -> None:
    assert "<a " not in svg(charts.draw("check_marks", [ArmChecks("<a href='x'>y</a>", (("<b>", 0.5),))]))
