"""The tool calendar."""

from datetime import date, timedelta

import pytest

from harness.context.registry import make_tool
from harness.plan.tools import ToolMistake, Workspace

calendar = make_tool("calendar")


def test_dates_are_described(workspace: Workspace) -> None:
    # 14 September 2026 is a Monday, the 19th a Saturday.
    assert calendar.use(workspace, {"dates": ["14/09/2026", "19 Sep 2026"]}) == (
        {"date": "2026-09-14", "weekday": "Monday", "working_day": "yes", "month": "2026-09"},
        {"date": "2026-09-19", "weekday": "Saturday", "working_day": "no", "month": "2026-09"},
    )


def test_a_month_is_listed_day_by_day(workspace: Workspace) -> None:
    days = calendar.use(workspace, {"month": "2028-02"})
    assert (len(days), days[-1]["date"]) == (29, "2028-02-29")


@pytest.mark.parametrize("length", [0, 1, 4, 7, 9, 33])
def test_working_days_between_two_dates_equal_a_count_day_by_day(workspace: Workspace, length: int) -> None:
    for start in (date(2026, 9, 11) + timedelta(days=shift) for shift in range(7)):
        end = start + timedelta(days=length)
        (row,) = calendar.use(workspace, {"from": start.isoformat(), "to": end.isoformat()})
        after = [start + timedelta(days=number) for number in range(1, length + 1)]
        assert (row["days"], row["working_days"]) == (str(length), str(sum(day.weekday() < 5 for day in after)))


def test_a_span_that_runs_backwards_is_negative(workspace: Workspace) -> None:
    (row,) = calendar.use(workspace, {"from": "2026-09-18", "to": "2026-09-14"})
    assert (row["days"], row["working_days"]) == ("-4", "-4")


def test_a_column_of_dates_is_described_beside_its_rows(workspace: Workspace) -> None:
    rows = calendar.use(workspace, {"table": "ledger", "column": "date"})
    assert [(row["entry"], row["weekday"]) for row in rows] == [("L1", "Monday"), ("L2", "Tuesday")]


def test_a_cell_that_is_no_date_stays_blank(workspace: Workspace) -> None:
    rows = calendar.use(workspace, {"table": "bank", "column": "line"})
    assert {row["weekday"] for row in rows} == {""}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({}, "takes one of"),
        ({"from": "2026-09-01"}, "takes one of"),
        ({"dates": ["soon"]}, "'soon' is no date"),
        ({"month": "2026-13"}, "'2026-13' is no month"),
    ],
)
def test_arguments_that_do_not_fit_are_named(workspace: Workspace, arguments: dict[str, object], said: str) -> None:
    with pytest.raises(ToolMistake, match=said):
        calendar.use(workspace, arguments)


def test_it_says_that_it_knows_no_bank_holidays() -> None:
    assert "bank holidays are not known" in calendar.about
