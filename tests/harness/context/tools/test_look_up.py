"""The tool look_up."""

import pytest

from harness.context.registry import make_tool
from harness.plan.tools import ToolMistake, Workspace

look_up = make_tool("look_up")


@pytest.mark.parametrize(
    ("where", "lines"),
    [
        ({"kind": "RAIL"}, ["B1", "B3"]),
        ({"amount": 7}, ["B2", "B3"]),
        ({"amount": "£7.00", "kind": "rail"}, ["B3"]),
        ({"date": "14 Sep 2026"}, ["B1"]),
        ({"line": ["B1", "B3", "B9"]}, ["B1", "B3"]),
        ({"line": "B9"}, []),
        ({}, ["B1", "B2", "B3"]),
    ],
)
def test_rows_that_hold_the_values_are_found(workspace: Workspace, where: dict[str, object], lines: list[str]) -> None:
    rows = look_up.use(workspace, {"table": "bank", "where": where})
    assert [row["line"] for row in rows] == lines


def test_an_unknown_table_is_answered_with_the_tables(workspace: Workspace) -> None:
    with pytest.raises(ToolMistake, match="there are bank, ledger, nothing"):
        look_up.use(workspace, {"table": "bnk", "where": {}})


def test_where_has_to_name_columns(workspace: Workspace) -> None:
    with pytest.raises(ToolMistake, match="give column names with values"):
        look_up.use(workspace, {"table": "bank", "where": "rail"})


def test_a_missing_argument_is_named_with_what_goes_in(workspace: Workspace) -> None:
    with pytest.raises(ToolMistake, match="needs the argument 'where': column name to the value"):
        look_up.use(workspace, {"table": "bank"})
