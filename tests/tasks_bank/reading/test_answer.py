import io
import json

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks_bank.answer import Answer, Escalation
from tasks_bank.file import File
from tasks_bank.reading.answer import read_answer, read_text
from tasks_bank.reading.harvest import _SUMS
from tests.tasks_bank.reading.wanted import ALL, CATEGORIES, LINES, TWO_LINES, lines_of


def test_escalations_of_an_answer_join_the_table() -> None:
    answer = Answer("item,reason,why\nB1,odd,x", escalations=(Escalation("B2", "odd", "y"),))
    assert [row["item"] for row in read_answer(answer, ALL).tables["escalations"]] == ["B1", "B2"]
    assert "escalations" not in read_answer(answer, (LINES,)).tables


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
    assert reading.problems[0] == "scan.pdf was not read; csv, tsv, md, txt, json, ics and xlsx can be"


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


CELLS = st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=1, max_size=8).filter(
    lambda cell: cell.casefold() not in _SUMS  # a row called so adds up the others, and is left out
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, st.sampled_from(CATEGORIES)), min_size=1, max_size=8))
def test_rows_survive_being_written_in_each_form(rows: list[tuple[str, str, str]]) -> None:
    expected = tuple(dict(zip(LINES.column_names, row, strict=True)) for row in rows)
    table = [LINES.column_names, *rows]
    pipes = "\n".join("| " + " | ".join(row) + " |" for row in table)
    commas = "\n".join(",".join(f'"{cell}"' for cell in row) for row in table)
    for text in (pipes, commas, json.dumps(expected)):
        assert lines_of(f"Lines:\n\n{text}\n\nDone.") == expected
