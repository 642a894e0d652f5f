"""The tool parse."""

import pytest

from harness.context.registry import make_tool
from harness.plan.tools import ToolMistake, Workspace

parse = make_tool("parse")


def test_a_table_file_becomes_its_rows(workspace: Workspace) -> None:
    assert parse.use(workspace, {"file": "bank.csv"}) == (
        {"line": "B1", "date": "2026-09-14", "amount": "12.50"},
        {"line": "B2", "date": "2026-09-15", "amount": "7.00"},
    )


def test_only_the_columns_asked_for_are_kept(workspace: Workspace) -> None:
    rows = parse.use(workspace, {"file": "bank.csv", "columns": ["Amount"]})
    assert rows == ({"amount": "12.50"}, {"amount": "7.00"})


def test_one_sheet_is_read_alone(workspace: Workspace) -> None:
    assert parse.use(workspace, {"file": "ledger.xlsx", "sheet": "Open"}) == ({"entry": "L9", "due": "3"},)


def test_several_sheets_say_which(workspace: Workspace) -> None:
    assert parse.use(workspace, {"file": "ledger.xlsx"}) == (
        {"sheet": "ledger", "entry": "L1", "gross": "12.50", "due": ""},
        {"sheet": "open", "entry": "L9", "gross": "", "due": "3"},
    )


def test_an_unknown_sheet_is_answered_with_the_sheets(workspace: Workspace) -> None:
    with pytest.raises(ToolMistake, match="it has ledger, open"):
        parse.use(workspace, {"file": "ledger.xlsx", "sheet": "old"})


def test_a_form_becomes_labels_and_values(workspace: Workspace) -> None:
    assert parse.use(workspace, {"file": "receipts/R-1.pdf"}) == (
        {"label": "", "value": "Acme Ltd"},
        {"label": "Date", "value": "14 September 2026"},
        {"label": "Total due", "value": "£12.50"},
    )


def test_a_pattern_reads_several_files_and_names_them(workspace: Workspace) -> None:
    rows = parse.use(workspace, {"file": "receipts/*.pdf", "columns": ["date", "Total"]})
    assert rows == (
        {"file": "receipts/R-1.pdf", "date": "14 September 2026", "Total": ""},
        {"file": "receipts/R-2.pdf", "date": "15 September 2026", "Total": "£7.00"},
    )


def test_a_pattern_that_fits_one_file_still_names_it(workspace: Workspace) -> None:
    assert {row["file"] for row in parse.use(workspace, {"file": "*R-2*"})} == {"receipts/R-2.pdf"}


def test_the_last_part_of_a_name_is_enough(workspace: Workspace) -> None:
    assert parse.use(workspace, {"file": "R-2.pdf"}) == parse.use(workspace, {"file": "receipts/R-2.pdf"})


def test_an_unknown_file_is_answered_with_the_files(workspace: Workspace) -> None:
    with pytest.raises(ToolMistake, match=r"no file 'card.csv'; there are bank.csv, ledger.xlsx"):
        parse.use(workspace, {"file": "card.csv"})


def test_an_unknown_column_of_a_table_is_named(workspace: Workspace) -> None:
    with pytest.raises(ToolMistake, match="no column 'amout'"):
        parse.use(workspace, {"file": "bank.csv", "columns": ["amout"]})


def test_more_rows_than_a_tool_returns_are_turned_down() -> None:
    texts = {"long.csv": "a,b\n" + "1,2\n" * 5001}
    with pytest.raises(ToolMistake, match="more than 5000 rows"):
        parse.use(Workspace(texts), {"file": "long.csv"})
