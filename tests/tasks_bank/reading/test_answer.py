import io
import json

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks_bank.answer import Answer, Escalation
from tasks_bank.deliverable import Column, Deliverable, Row
from tasks_bank.file import File
from tasks_bank.reading.answer import Reading, read_answer, read_text

CATEGORIES = ("travel", "meals")
LINES = Deliverable(
    "lines",
    columns=(
        Column("line", aliases=("ref", "reference")),
        Column("documents", "ids"),
        Column("category", "choice", choices=CATEGORIES),
    ),
    key=("line",),
)
TOTALS = Deliverable(
    "totals",
    columns=(Column("category", "choice", choices=CATEGORIES), Column("amount", "amount", aliases=("total",))),
    key=("category",),
)
ESCALATIONS = Deliverable(
    "escalations", columns=(Column("item", aliases=("line",)), Column("reason"), Column("why")), key=("item",)
)
SUMMARY = Deliverable("summary", kind="text")
ALL = (LINES, TOTALS, ESCALATIONS, SUMMARY)

TWO_LINES = (
    {"line": "B1", "documents": "R-1", "category": "travel"},
    {"line": "B2", "documents": "none", "category": "meals"},
)
TWO_TOTALS = ({"category": "travel", "amount": "12.50"}, {"category": "meals", "amount": "3"})


def lines_of(text: str) -> tuple[Row, ...]:
    return read_text(text, ALL).tables["lines"]


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


def test_json_object_of_tables_is_read() -> None:
    reading = read_text(json.dumps({"lines": TWO_LINES, "totals": TWO_TOTALS, "summary": "All well."}), ALL)
    assert reading == Reading({"lines": TWO_LINES, "totals": TWO_TOTALS}, {"summary": "All well."}, ())


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(TWO_LINES),
        f"Here: {json.dumps({'lines': TWO_LINES}, indent=2)} Done.",
        "\n".join(json.dumps(row) for row in TWO_LINES),
        " ".join(json.dumps(row) for row in TWO_LINES),
        json.dumps({"result": {"answer": {"lines": TWO_LINES}}}),
        json.dumps([["line", "documents", "category"], *([*row.values()] for row in TWO_LINES)]),
        json.dumps({"lines": [[*row.values()] for row in TWO_LINES]}),
        str(list(TWO_LINES)),
        json.dumps(TWO_LINES)[:-1] + ",]",
        json.dumps(TWO_LINES).replace("}, {", "} {"),
    ],
    ids=[
        "list",
        "prose",
        "lines",
        "one line",
        "nested",
        "lists",
        "headless",
        "Python",
        "comma",
        "no comma",
    ],
)
def test_json_of_many_shapes_is_read(text: str) -> None:
    assert lines_of(text) == TWO_LINES


@pytest.mark.parametrize("cut", range(1, 40, 3))
def test_json_that_is_cut_off_keeps_its_whole_rows(cut: int) -> None:
    reading = read_text(json.dumps({"lines": TWO_LINES})[: -2 - cut], ALL)
    assert reading.tables == {"lines": TWO_LINES[:1]}
    assert "breaks off" in reading.problems[0]


def test_json_numbers_stay_as_written_and_lists_become_references() -> None:
    records = [
        {"line": "B1", "documents": ["R-1", "R-2"]},
        {"line": 2, "documents": []},
        {"line": "B3", "documents": None},
    ]
    assert [row["documents"] for row in lines_of(json.dumps(records))] == ["R-1 + R-2", "none", "none"]
    assert [row["line"] for row in lines_of(json.dumps(records))] == ["B1", "2", "B3"]
    rows = read_text('{"totals": [{"category": "travel", "amount": 12.50}]}', ALL).tables["totals"]
    assert rows[0]["amount"] == "12.50"


def test_json_object_of_key_and_value_is_a_table_of_two_columns() -> None:
    assert read_text('{"totals": {"travel": 12.50, "meals": 3}}', ALL).tables["totals"] == TWO_TOTALS


def test_empty_json_table_counts_as_handed_in() -> None:
    reading = read_text('{"lines": [], "totals": []}', ALL)
    assert reading.tables == {"lines": (), "totals": ()}
    assert reading.is_readable


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


def test_escalations_of_an_answer_join_the_table() -> None:
    answer = Answer("item,reason,why\nB1,odd,x", escalations=(Escalation("B2", "odd", "y"),))
    assert [row["item"] for row in read_answer(answer, ALL).tables["escalations"]] == ["B1", "B2"]
    assert "escalations" not in read_answer(answer, (LINES,)).tables


# --- files -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("lines.csv", "line,documents,category\nB1,R-1,travel\n\nB2,none,meals\n"),
        ("out/anything.csv", "Our lines,,\n,,\nRef;Documents;Category\nB1;R-1;travel\nB2;none;meals\n"),
        ("lines.tsv", "B1\tR-1\ttravel\nB2\tnone\tmeals\n"),
        ("lines.csv", "B1,R-1,travel\r\nB2,none,meals\r\n"),
        ("answer.md", "# Answer\n\n|line|documents|category|\n|-|-|-|\n|B1|R-1|travel|\n|B2|none|meals|"),
        ("lines.txt", "B1 | R-1 | travel\nB2 | none | meals"),
        ("lines.json", json.dumps([[*row.values()] for row in TWO_LINES])),
        ("LINES.JSON", json.dumps(TWO_LINES)),
    ],
)
def test_file_is_read_by_its_ending_and_its_name(name: str, data: str) -> None:
    assert read_answer(Answer(files=(File(name, data.encode()),)), ALL).tables["lines"] == TWO_LINES


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_told_apart(encoding: str) -> None:
    data = "item;reason;why\nB1;odd;café £3".encode(encoding)
    reading = read_answer(Answer(files=(File("a.csv", data),)), ALL)
    assert reading.tables["escalations"][0]["why"] == "café £3"
    assert bool(reading.problems) == (encoding == "cp1252")


def test_file_of_another_kind_is_a_problem_and_no_failure() -> None:
    reading = read_answer(Answer(files=(File("scan.pdf", b"%PDF"),)), ALL)
    assert reading.problems[0] == "scan.pdf was not read; csv, tsv, md, txt, json and xlsx can be"


def workbook(**sheets: list[list[object]]) -> File:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return File("answer.xlsx", stream.getvalue())


def test_sheet_with_a_title_above_its_header_is_read() -> None:
    rows: list[list[object]] = [["Reconciliation May"], [], [None, "Line", "Documents", "Category"]]
    rows += [[None, *row.values()] for row in TWO_LINES]
    assert read_answer(Answer(files=(workbook(Sheet1=rows),)), ALL).tables["lines"] == TWO_LINES


def test_sheet_name_lets_a_table_do_without_a_header_row() -> None:
    file = workbook(Totals=[["travel", 12.5], ["meals", 3]])
    assert read_answer(Answer(files=(file,)), ALL).tables["totals"][1] == {"category": "meals", "amount": "3"}


def test_two_tables_on_one_sheet_are_told_apart() -> None:
    file = workbook(
        Sheet1=[["Lines"], ["B1", "R-1", "travel"], [], ["Totals"], ["category", "amount"], ["travel", 12.5]]
    )
    reading = read_answer(Answer(files=(file,)), ALL)
    assert reading.tables == {"lines": TWO_LINES[:1], "totals": ({"category": "travel", "amount": "12.5"},)}


# --- any text at all -------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "line",
        "category",
        "amount",
        "item",
        ",",
        ";",
        "|",
        "```",
        '{"lines":',
        "[",
        '{"line":',
        '"B1"}',
        "{",
        "}",
        "[",
        "]",
        '"',
        "'",
        ":",
        "---",
        "|--|--|",
        "B1",
        "12.50",
        "NaN",
        "\\",
        "\n",
        "\n\n",
        "\n## lines\n",
        "totals:\n",
        "\t",
        "\x00",
        "\u202e",
        "�",
    ]
)


@settings(max_examples=250, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_text_is_read_without_failing(text: str) -> None:
    reading = read_text(text, ALL)
    for name, rows in reading.tables.items():
        columns = next(each.column_names for each in ALL if each.name == name)
        assert all(set(row) <= set(columns) for row in rows)


CELLS = st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=1, max_size=8)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, st.sampled_from(CATEGORIES)), min_size=1, max_size=8))
def test_rows_survive_being_written_in_each_form(rows: list[tuple[str, str, str]]) -> None:
    expected = tuple(dict(zip(LINES.column_names, row, strict=True)) for row in rows)
    table = [LINES.column_names, *rows]
    pipes = "\n".join("| " + " | ".join(row) + " |" for row in table)
    commas = "\n".join(",".join(f'"{cell}"' for cell in row) for row in table)
    for text in (pipes, commas, json.dumps(expected)):
        assert lines_of(f"Lines:\n\n{text}\n\nDone.") == expected
