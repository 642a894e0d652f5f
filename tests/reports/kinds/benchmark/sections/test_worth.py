"""What the section on quality, cost and time says."""

from dataclasses import replace

from reports.data import Chart, Table
from reports.kinds.benchmark.made_up.run import run
from reports.kinds.benchmark.made_up.trials import Invention
from reports.kinds.benchmark.sections.worth import section


def chart(made: Invention) -> Chart:
    return next(block for block in section(run(made)).blocks if isinstance(block, Chart))


def test_money_is_compared_where_every_design_has_a_price() -> None:
    shown = chart(Invention(12, priced="known"))
    assert {row.unit for row in shown.rows} == {"dollars a trial"}
    assert "tokens stand for it" not in shown.sentence


def test_tokens_are_compared_where_money_is_nothing_or_unknown() -> None:
    for shown in (chart(Invention(12, priced="free")), chart(Invention(12, priced="unknown"))):
        assert {row.unit for row in shown.rows} == {"tokens a trial"}
        assert "Money is nothing or not known here, so tokens stand for it." in shown.sentence


def test_too_few_cases_say_so_instead_of_a_frontier() -> None:
    assert "Too few designs or cases for a frontier." in chart(Invention(2)).sentence


def test_tools_only_is_no_design_to_choose() -> None:
    assert len(chart(Invention(12)).rows) == 3


def test_a_chance_that_was_not_measured_is_not_known() -> None:
    view = run(Invention(12))
    view = replace(view, arms=(replace(view.arms[0], pass_k=view.arms[0].pass_k[:1]), *view.arms[1:]))
    table = section(view).blocks[-1]
    assert isinstance(table, Table)
    assert [column.title for column in table.columns] == ["Level", "1 trial", "3 trials"]
    assert [row.cells[2].text == "not known" for row in table.rows] == [True, False, False]
