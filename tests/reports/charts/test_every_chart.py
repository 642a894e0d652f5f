from typing import Any

import pytest

from reports import charts, kinds
from reports.data import Chart
from reports.kinds.benchmark.made_up.run import run
from reports.kinds.benchmark.made_up.trials import HOSTILE, Invention
from reports.kinds.benchmark.overview import build
from reports.rows import ArmChecks


def drawn(cases: int) -> dict[str, Any]:
    """Return each figure of a made-up run as JSON types, by its name."""
    sections = build(run(Invention(cases))).sections
    shown = [block for section in sections for block in section.blocks if isinstance(block, Chart)]
    return {chart.name: charts.draw(chart.name, chart.rows) for chart in shown}


def test_every_chart_is_used_by_a_report() -> None:
    pages = [page for kind in kinds.names() for page in kinds.samples(kind)["many"].pages]
    blocks = [block for page in pages for section in page.report.sections for block in section.blocks]
    assert {block.name for block in blocks if isinstance(block, Chart)} == set(charts.names())


@pytest.mark.parametrize("name", sorted(drawn(5)))
def test_plotly_knows_every_word_of_a_chart(name: str) -> None:
    import plotly.graph_objects as go  # noqa: PLC0415 - slow to load, and only here

    assert go.Figure(drawn(5)[name]).to_plotly_json()


@pytest.mark.parametrize("name", charts.names())
def test_a_chart_without_rows_is_still_drawn(name: str) -> None:
    assert charts.draw(name, ())["layout"]["height"] > 0


@pytest.mark.parametrize("name", charts.names())
def test_nothing_in_a_chart_can_be_dragged(name: str) -> None:
    layout = charts.draw(name, ())["layout"]
    assert layout["dragmode"] is False
    assert layout["xaxis"]["fixedrange"]


def test_quality_has_a_dot_for_each_case() -> None:
    dots = [trace for trace in drawn(5)["quality_by_level"]["data"] if trace["marker"]["size"] == 7]
    assert [len(trace["x"]) for trace in dots] == [5] * 5


def test_quality_has_no_interval_below_four_cases() -> None:
    assert all("error_x" not in trace or trace["error_x"] is None for trace in drawn(3)["quality_by_level"]["data"])


def test_tools_only_has_an_open_shape() -> None:
    symbols = [t["marker"]["symbol"] for t in drawn(5)["quality_by_level"]["data"] if t["marker"]["size"] == 15]
    assert symbols == ["circle", "square", "square-open", "diamond", "diamond-open"]


def test_the_share_of_marks_stands_in_every_field() -> None:
    figure = drawn(5)["check_marks"]
    fields = sum(len(line) for line in figure["data"][0]["z"])
    assert len(figure["layout"]["annotations"]) == fields == 20


def test_a_difference_that_is_not_resolved_is_an_open_circle() -> None:
    assert {trace["marker"]["symbol"] for trace in drawn(2)["paired_differences"]["data"]} == {"circle-open"}


def test_a_worse_result_points_to_the_left() -> None:
    symbols = [trace["marker"]["symbol"] for trace in drawn(12)["paired_differences"]["data"]]
    assert symbols == ["triangle-right", "triangle-right", "triangle-left"]


def test_names_with_markup_are_text_in_charts() -> None:
    row = ArmChecks(HOSTILE, ((HOSTILE, 0.5),))
    assert "<a " not in str(charts.draw("check_marks", [row]))
