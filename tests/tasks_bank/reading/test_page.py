import pytest

from tasks_bank.deliverable import Column, Deliverable
from tasks_bank.reading.answer import read_text
from tests.tasks_bank.reading.wanted import ALL, CATEGORIES, TOTALS, TWO_LINES, TWO_TOTALS, lines_of


def test_markdown_table_is_read() -> None:
    assert (
        lines_of("""
| Line | Documents | Category |
|:-----|:---------:|---------:|
| **B1** | `R-1` | travel |
| B2 | none | *meals* |
""")
        == TWO_LINES
    )


def test_markdown_table_without_outer_pipes_is_read() -> None:
    assert lines_of("line | documents | category\n--- | --- | ---\nB1 | R-1 | travel\nB2 | none | meals") == TWO_LINES


def test_escaped_pipe_stays_in_its_cell() -> None:
    rows = read_text("| item | reason | why |\n|--|--|--|\n| B1 | odd | a \\| b |", ALL).tables["escalations"]
    assert rows == ({"item": "B1", "reason": "odd", "why": "a | b"},)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", ", ", " | "])
@pytest.mark.parametrize(
    "frame", ["{}", "Here:\n\n{}\n\nI hope that helps, really.", "```csv\n{}\n```", "~~~\n{}\n~~~"]
)
def test_delimited_text_is_read_bare_in_prose_and_fenced(delimiter: str, frame: str) -> None:
    table = "line,documents,category\nB1,R-1,travel\nB2,none,meals".replace(",", delimiter)
    assert lines_of(frame.format(table)) == TWO_LINES


def test_blank_and_stray_lines_in_a_fence_do_not_end_its_table() -> None:
    assert lines_of("```\nline,documents,category\nB1,R-1,travel\n\n(continued)\nB2,none,meals\n```") == TWO_LINES


def test_fence_that_is_never_closed_is_read() -> None:
    assert lines_of("```csv\nline,documents,category\nB1,R-1,travel\nB2,none,meals") == TWO_LINES


def test_two_tables_in_one_fence_are_told_apart() -> None:
    reading = read_text("```\nline,documents,category\nB1,R-1,travel\ncategory,amount\ntravel,12.50\nmeals,3\n```", ALL)
    assert reading.tables == {"lines": TWO_LINES[:1], "totals": TWO_TOTALS}


def test_quoted_cells_hold_delimiters_quotes_and_line_ends() -> None:
    reading = read_text('item,reason,why\nB1,odd,"no, ""really""\nodd"\nB2,odd,fine', ALL)
    assert [row["why"] for row in reading.tables["escalations"]] == ['no, "really" odd', "fine"]


def test_quote_that_is_never_closed_costs_no_further_row() -> None:
    reading = read_text('```\nitem,reason,why\nB1,odd,"no\nB2,odd,fine\n```', ALL)
    assert [row["item"] for row in reading.tables["escalations"]] == ["B1", "B2"]


def test_amount_that_its_own_comma_splits_is_joined() -> None:
    rows = read_text("category,amount\ntravel,1,234.50", ALL).tables["totals"]
    assert rows == ({"category": "travel", "amount": "1,234.50"},)


def test_empty_cell_is_empty_text_and_missing_cell_is_no_key() -> None:
    assert lines_of("```\nline,documents,category\nB1,,travel\nB2\nB3,R-3\n```") == (
        {"line": "B1", "documents": "", "category": "travel"},
        {"line": "B3", "documents": "R-3"},
    )
    assert lines_of("| line | category |\n|--|--|\n| B1 | travel |") == ({"line": "B1", "category": "travel"},)


def test_columns_in_any_order_with_further_ones_are_read() -> None:
    assert (
        lines_of("date,category,ref,amount,documents\n1 May,travel,B1,3.00,R-1\n2 May,meals,B2,4.00,none") == TWO_LINES
    )


@pytest.mark.parametrize(
    "heading", ["## Totals", "totals:", "**Totals**", "3. Totals", "Here: the totals.", "TOTALS", "Totals\n======"]
)
def test_heading_lets_a_table_do_without_a_header_row(heading: str) -> None:
    assert read_text(f"{heading}\n\ntravel, 12.50\nmeals, 3\n", ALL).tables == {"totals": TWO_TOTALS}


def test_table_without_header_and_heading_is_not_guessed() -> None:
    assert not read_text("travel, 12.50\nmeals, 3\n", ALL).is_readable


@pytest.mark.parametrize("bullet", ["- ", "* ", "\u2022 ", "  1. ", "12) "])
def test_bullets_before_rows_do_not_matter(bullet: str) -> None:
    rows = ("travel, 12.50", "meals, 3")
    assert read_text("Totals:\n" + "\n".join(bullet + row for row in rows), ALL).tables == {"totals": TWO_TOTALS}


def test_list_of_names_and_values_below_a_heading_is_a_table() -> None:
    assert read_text("Totals:\n- travel: 12.50\n- meals: 3\nLines:\nB1: R-1, travel\n", ALL).tables == {
        "totals": TWO_TOTALS,
        "lines": TWO_LINES[:1],
    }


def test_reply_to_a_request_for_one_table_needs_neither_heading_nor_header() -> None:
    assert read_text("travel, 12.50\nmeals, 3", (TOTALS,)).tables == {"totals": TWO_TOTALS}


def test_row_that_adds_up_the_others_is_left_out_unless_it_was_asked_for() -> None:
    table = "category,amount\ntravel,12.50\nmeals,3\n**Total**,15.50"
    assert read_text(table, ALL).tables["totals"] == TWO_TOTALS
    asked = Deliverable(
        "totals", columns=(Column("category", "choice", (*CATEGORIES, "total")), Column("amount")), key=("category",)
    )
    assert len(read_text(table, (asked,)).tables["totals"]) == 3


def test_prose_with_commas_below_a_heading_is_no_table() -> None:
    assert not read_text("Totals:\nI added them up, twice.\nThey are fine, I think.", ALL).is_readable


def test_heading_decides_between_tables_with_the_same_columns() -> None:
    twins = [Deliverable(name, columns=(Column("item"), Column("why")), key=("item",)) for name in ("faults", "praise")]
    table = "item,why\nB1,good\n"
    assert set(read_text(f"Praise:\n{table}\nFaults:\n{table}", twins).tables) == {"praise", "faults"}
    reading = read_text(table, twins)
    assert not reading.is_readable
    assert "faults and praise" in reading.problems[0]


def test_table_that_fits_two_by_columns_goes_to_the_one_whose_key_comes_first() -> None:
    reading = read_text("line,category,amount\nB1,travel,3", ALL)
    assert set(reading.tables) == {"lines"}


def test_heading_of_another_table_does_not_capture_what_lacks_its_key() -> None:
    assert set(read_text("## Totals\n\nline,documents,category\nB1,R-1,travel", ALL).tables) == {"lines"}


def test_tables_of_the_same_name_are_joined_and_repeats_are_kept() -> None:
    table = "line,documents,category\nB1,R-1,travel\n"
    assert lines_of(f"{table}\nand again\n\n{table}") == TWO_LINES[:1] * 2


def test_row_without_its_key_is_left_out_and_said() -> None:
    reading = read_text("| line | documents |\n|--|--|\n| | R-1 |\n| B2 | none |", ALL)
    assert [row["line"] for row in reading.tables["lines"]] == ["B2"]
    assert reading.problems == ("lines: 1 row(s) without line were left out",)


@pytest.mark.parametrize(
    "text", ["## Summary\n\nAll well.\n\n## Notes\n", "Summary: All well.", "**Summary**\nAll well."]
)
def test_text_below_its_heading_is_read(text: str) -> None:
    assert read_text(text, ALL).texts == {"summary": "All well."}


def test_prose_beside_tables_is_the_only_text_that_was_asked_for() -> None:
    reading = read_text("All well.\n\ncategory,amount\ntravel,12.50\n", ALL)
    assert reading.texts == {"summary": "All well."}


def test_prose_alone_is_not_readable_and_says_what_was_looked_for() -> None:
    reading = read_text("All well.", ALL)
    assert not reading.is_readable
    assert reading.problems == ("nothing of what was asked for (lines, totals, escalations, summary) was recognised",)
