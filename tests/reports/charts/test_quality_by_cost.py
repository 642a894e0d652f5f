"""Names in the picture of quality against cost."""

from harness.plan.level import Level
from reports.charts.quality_by_cost import figure
from reports.rows import ArmCost


def at(label: str, quality: float, cost: float) -> ArmCost:
    return ArmCost(label, Level.CONTEXT, quality, None, None, cost, "tokens a trial", 0.5)


def test_names_of_points_that_lie_together_stand_on_lines_of_their_own() -> None:
    names = figure([at("a", 0.5, 300), at("b", 0.5, 310), at("c", 0.9, 305)])["layout"]["annotations"]
    assert [name["yshift"] for name in names] == [0, 17, 0]


def test_the_name_of_the_dearest_stands_to_its_left() -> None:
    names = figure([at("cheap", 0.1, 100), at("dear", 0.9, 1000)])["layout"]["annotations"]
    assert [name["xanchor"] for name in names] == ["left", "right"]


def test_a_row_without_a_cost_is_not_drawn() -> None:
    row = ArmCost("a", Level.CONTEXT, 0.5, None, None, None, "dollars a trial", None)
    assert len(figure([row])["data"]) == 0
