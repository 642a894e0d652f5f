"""Columns by name."""

import pytest

from harness.context.tables.columns import MOST_ROWS, bounded, even, find_column, new_names
from harness.plan.tools import ToolMistake

ROWS = ({"Line no": "1", "amount": "2"},)


@pytest.mark.parametrize("asked", ["Line no", "line_no", "LINE NO"])
def test_a_column_is_found_whatever_its_case_and_spaces(asked: str) -> None:
    assert find_column("bank", ROWS, asked) == "Line no"


def test_an_unknown_column_is_answered_with_the_nearest() -> None:
    with pytest.raises(ToolMistake, match="no column 'amout'; did you mean 'amount'"):
        find_column("bank", ROWS, "amout")


def test_an_unknown_column_is_answered_with_all_when_none_is_near() -> None:
    with pytest.raises(ToolMistake, match="it has Line no, amount"):
        find_column("bank", ROWS, "supplier")


def test_an_empty_table_has_every_column() -> None:
    assert find_column("bank", (), "anything") == "anything"


def test_names_that_clash_are_told_apart() -> None:
    assert new_names(["a", "r_a"], ["a", "b"], "r") == {"a": "r_a 2", "b": "b"}


def test_absent_cells_become_blank() -> None:
    assert even([{"a": "1"}, {"b": "2"}]) == [{"a": "1", "b": ""}, {"a": "", "b": "2"}]


def test_a_result_is_never_cut_but_turned_down() -> None:
    with pytest.raises(ToolMistake, match="more than 5000 rows; ask for less"):
        bounded([{}] * (MOST_ROWS + 1), "ask for less")
