"""Tables in a text."""

import pytest

from harness.context.tables.delimited import sheet_heading, tables_in
from harness.plan.tools import ToolMistake

ROWS = ({"line": "B1", "amount": "12.50"}, {"line": "B2", "amount": "7"})


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_delimiter_is_found(delimiter: str) -> None:
    text = "line,amount\nB1,12.50\nB2,7\n".replace(",", delimiter)
    (found,) = tables_in(text, is_table=True)
    assert found.rows == ROWS


def test_quoted_cells_keep_commas_and_line_ends() -> None:
    (found,) = tables_in('line,about\nB1,"paper, pens\nand ink"\n', is_table=True)
    assert found.rows == ({"line": "B1", "about": "paper, pens\nand ink"},)


def test_sheets_are_separate_tables() -> None:
    text = f"{sheet_heading('ledger', 2)}\nline,amount\nB1,12.50\nB2,7\n\n{sheet_heading('open items', 0)}\nline\n"
    ledger, left = tables_in(text, is_table=False)
    assert (ledger.name, ledger.rows) == ("ledger", ROWS)
    assert (left.name, left.rows) == ("open items", ())


def test_a_markdown_table_is_found_within_prose() -> None:
    text = "# Limits\nAs agreed:\n\n| line | amount |\n|---|--:|\n| B1 | 12.50 |\n| B2 | 7 |\n\nThat is all.\n"
    (found,) = tables_in(text, is_table=False)
    assert found.rows == ROWS


def test_prose_with_commas_is_no_table() -> None:
    assert tables_in("Dear all,\nplease, when you can, send receipts.\nThanks, Ann\n", is_table=False) == []


def test_a_csv_file_with_one_column_is_a_table() -> None:
    (found,) = tables_in("document\nINV-1\nINV-2\n", is_table=True)
    assert found.rows == ({"document": "INV-1"}, {"document": "INV-2"})


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("date,,amount,amount", ["date", "column 2", "amount", "amount 4"]),
        ("a,a 4,b,a", ["a", "a 4", "b", "a 4 4"]),
    ],
)
def test_columns_without_a_name_or_with_the_same_name_are_told_apart(heading: str, names: list[str]) -> None:
    (found,) = tables_in(f"{heading}\n1,2,3,4\n", is_table=True)
    assert list(found.rows[0]) == names


def test_a_line_of_thousands_of_cells_is_no_table() -> None:
    with pytest.raises(ToolMistake, match="tables of up to 200 columns are read"):
        tables_in("a," * 30_000 + "\n1,2\n", is_table=True)


def test_short_rows_are_filled_and_long_rows_keep_their_cells() -> None:
    (found,) = tables_in("a,b\n1\n1,2,3\n", is_table=True)
    assert found.rows == ({"a": "1", "b": "", "column 3": ""}, {"a": "1", "b": "2", "column 3": "3"})


def test_empty_rows_are_left_out() -> None:
    (found,) = tables_in("a,b\n,\n\n1,2\n", is_table=True)
    assert found.rows == ({"a": "1", "b": "2"},)


def test_an_open_quote_does_not_swallow_a_long_file() -> None:
    text = 'a,b\n"1,2\n' + "3,4\n" * 30_000
    (found,) = tables_in(text, is_table=True)
    assert len(found.rows) == 30_001


@pytest.mark.parametrize("text", ["", "\n\n", "a,b"])
def test_a_table_file_without_rows_gives_none(text: str) -> None:
    (found,) = tables_in(text, is_table=True)
    assert found.rows == ()
