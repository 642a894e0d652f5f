"""The tool diff."""

import pytest

from harness.context.registry import make_tool
from harness.plan.tools import Rows, ToolMistake, Workspace

diff = make_tool("diff")
BANK_LEDGER = {"left": "bank", "right": "ledger", "on": ["date"]}


def test_each_kind_of_difference_is_named(workspace: Workspace) -> None:
    tables = dict(workspace.tables) | {"ledger": (*workspace.table("ledger"), {"entry": "L3", "date": "2026-09-30"})}
    rows = diff.use(Workspace({}, tables), {**BANK_LEDGER, "compare": [["amount", "gross"]]})
    assert [(row["difference"], row["line"], row["entry"]) for row in rows] == [
        ("different amount", "B2", "L2"),
        ("only in bank", "B3", ""),
        ("only in ledger", "", "L3"),
    ]


def test_rows_that_agree_are_not_shown(workspace: Workspace) -> None:
    rows = diff.use(workspace, {**BANK_LEDGER, "keep": "all"})
    assert [row["line"] for row in rows] == ["B3"]


def test_the_left_over_rows_come_back_as_they_are(workspace: Workspace) -> None:
    assert diff.use(workspace, {**BANK_LEDGER, "keep": "left"}) == (workspace.table("bank")[2],)
    assert diff.use(workspace, {**BANK_LEDGER, "keep": "right"}) == ()


def test_a_row_has_one_partner_at_most() -> None:
    tables: dict[str, Rows] = {"l": ({"a": "1", "n": "first"}, {"a": "1", "n": "second"}), "r": ({"a": "1"},)}
    rows = diff.use(Workspace({}, tables), {"left": "l", "right": "r", "on": ["a"], "keep": "left"})
    assert [row["n"] for row in rows] == ["second"]


def test_rows_that_agree_find_each_other_first() -> None:
    tables: dict[str, Rows] = {"l": ({"a": "1", "n": "x"}, {"a": "1", "n": "y"}), "r": ({"a": "1", "n": "y"},)}
    rows = diff.use(Workspace({}, tables), {"left": "l", "right": "r", "on": ["a"], "compare": ["n"]})
    assert [(row["difference"], row["n"]) for row in rows] == [("only in l", "x")]


def test_blank_cells_pair_with_nothing() -> None:
    tables: dict[str, Rows] = {"l": ({"a": ""},), "r": ({"a": ""},)}
    assert len(diff.use(Workspace({}, tables), {"left": "l", "right": "r", "on": ["a"]})) == 2


def test_five_thousand_equal_keys_are_paired_in_one_go() -> None:
    rows = tuple({"a": "1", "n": str(number)} for number in range(5000))
    tables: dict[str, Rows] = {"l": rows, "r": tuple(reversed(rows))}
    assert diff.use(Workspace({}, tables), {"left": "l", "right": "r", "on": ["a"], "compare": ["n"]}) == ()


def test_without_a_column_to_pair_by_it_is_turned_down(workspace: Workspace) -> None:
    with pytest.raises(ToolMistake, match="'on' is empty"):
        diff.use(workspace, {**BANK_LEDGER, "on": []})
