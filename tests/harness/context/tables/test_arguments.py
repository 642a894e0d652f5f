"""Arguments as a model gave them."""

import pytest

from harness.context.tables.arguments import cell, choice, column_pairs, shown, word, words
from harness.plan.tools import ToolMistake


@pytest.mark.parametrize(
    ("value", "text"), [("a", "a"), (7, "7"), (0.1 + 0.2, "0.3"), (12.5, "12.5"), (True, "yes"), (False, "no")]
)
def test_json_values_become_cells(value: object, text: str) -> None:
    assert cell(value) == text


@pytest.mark.parametrize("value", [None, [1], {"a": 1}, 10**400])
def test_what_cannot_stand_in_a_cell_is_turned_down(value: object) -> None:
    with pytest.raises(ToolMistake, match="cannot stand in a cell"):
        cell(value)


def test_one_text_will_do_for_a_list() -> None:
    assert words({"by": " kind "}, "by") == ["kind"]


def test_an_absent_list_is_empty() -> None:
    assert words({}, "by") == []


@pytest.mark.parametrize("value", [[1], ["a", ""], {"a": 1}, 5])
def test_a_list_of_something_else_is_turned_down(value: object) -> None:
    with pytest.raises(ToolMistake, match="give a list of texts"):
        words({"by": value}, "by")


@pytest.mark.parametrize("value", ["", "  ", 5, None])
def test_a_word_has_to_be_text(value: object) -> None:
    with pytest.raises(ToolMistake, match="give it as text"):
        word({"table": value}, "table")


def test_an_absent_choice_is_the_first() -> None:
    assert choice({}, "keep", ("inner", "left")) == "inner"


def test_pairs_are_columns_by_their_tables_own_names() -> None:
    left, right = ("l", ({"Date": "", "amount": ""},)), ("r", ({"date": "", "gross": ""},))
    pairs = column_pairs({"on": ["date", ["AMOUNT", "gross"]]}, "on", left, right)
    assert pairs == [("Date", "date"), ("amount", "gross")]


def test_long_values_are_shortened_in_messages() -> None:
    assert shown("x" * 500) == "x" * 60 + "…"
    assert shown(10**400) == "a very long number"
    assert shown([1, 2]) == "a list of 2"
