"""What is far too big, broken or hostile is read within bounds, and what was not read is said."""

import io
import zipfile

import openpyxl
import pytest

from tasks_bank.answer import Answer
from tasks_bank.deliverable import Column, Deliverable
from tasks_bank.file import File
from tasks_bank.reading.answer import Reading, read_answer, read_text
from tasks_bank.reading.harvest import MOST_ROWS
from tasks_bank.reading.json_text import MOST_DEPTH, read_json

LINES = Deliverable("lines", columns=(Column("line"), Column("category")), key=("line",))
ROW = '{"line": "B1", "category": "travel"}'


def read(text: str) -> Reading:
    return read_text(text, (LINES,))


def read_file(name: str, data: bytes) -> Reading:
    return read_answer(Answer(files=(File(name, data),)), (LINES,))


def test_ten_megabytes_are_cut_and_said() -> None:
    reading = read("line,category\n" + "B1,travel\n" * 1_000_000)
    assert len(reading.tables["lines"]) == MOST_ROWS
    assert "the first 2,000,000 were read" in reading.problems[0]
    assert f"more than {MOST_ROWS} rows" in reading.problems[1]


def test_all_texts_of_an_answer_share_one_bound() -> None:
    text = "x" * 1_500_000
    answer = Answer(text, tuple(File(f"{n}.txt", text.encode()) for n in range(5)))
    problems = read_answer(answer, (LINES,)).problems
    assert any("the first 500,000 were read" in problem for problem in problems)
    assert any("the first 0 were read" in problem for problem in problems)


def test_line_of_a_megabyte_is_not_read_and_the_rest_is() -> None:
    reading = read("line,category\nB1,travel\n\n" + "a," * 500_000 + "\n\nline,category\nB2,meals")
    assert [row["line"] for row in reading.tables["lines"]] == ["B1", "B2"]
    assert reading.problems == ("a line of 1,000,000 characters was not read",)


def test_json_on_one_line_of_a_megabyte_is_read() -> None:
    assert len(read("[" + ", ".join([ROW] * 15_000) + "]").tables["lines"]) == 15_000


def test_too_many_files_are_said() -> None:
    answer = Answer(files=tuple(File(f"{n}.csv", b"line,category\nB1,travel") for n in range(30)))
    reading = read_answer(answer, (LINES,))
    assert len(reading.tables["lines"]) == 20
    assert reading.problems == ("30 files were handed in; the first 20 were read",)


def test_flood_of_problems_is_cut() -> None:
    reading = read("".join(f"{'x' * (20_001 + n)}\n" for n in range(60)))
    assert len(reading.problems) == 41
    assert reading.problems[-1] == "there were more problems than are listed"


@pytest.mark.parametrize("nest", ["[", '{"a":', '[{"a":', "[[", '{"lines":['])
def test_deeply_nested_json_raises_nothing(nest: str) -> None:
    text = nest * 20_000
    assert not read_json(text, 0).is_whole
    assert all(rows == () for rows in read(text).tables.values())


def test_json_as_deep_as_is_allowed_is_read() -> None:
    wraps = MOST_DEPTH - 2
    assert len(read('{"x":' * wraps + f"[{ROW}]" + "}" * wraps).tables["lines"]) == 1


@pytest.mark.parametrize(
    "unit",
    [
        "[",
        '["',
        '{"a" ',
        '[" ',
        '["\\"',
        "['\"",
        '{"a": 1, ',
        "[1] {x} ",
        '"',
        "| ",
        "```\n",
        "# lines\n",
        "lines: a, b\n",
        'line,"\n',
    ],
)
def test_hostile_repetition_is_read_in_one_pass(unit: str) -> None:
    """Were the work to grow with the square of the length, this test would take hours."""
    assert set(read(unit * (100_000 // len(unit))).tables) <= {"lines"}


def test_not_a_number_is_kept_as_text_and_is_no_amount() -> None:
    totals = Deliverable("totals", columns=(Column("category"), Column("amount", "amount")), key=("category",))
    reading = read_text(
        '[{"category": "travel", "amount": NaN}, {"category": "meals", "amount": -Infinity}]', (totals,)
    )
    assert [row["amount"] for row in reading.tables["totals"]] == ["NaN", "-Infinity"]


def test_bytes_of_no_encoding_are_read_with_replacements() -> None:
    reading = read_file("lines.csv", b"line,category\nB1,tr\x81vel\n\xff\xfe,\x00meals\n")
    assert [row["line"] for row in reading.tables["lines"]] == ["B1", "ÿþ"]
    assert reading.problems == ("lines.csv is not UTF-8; it was read as Windows-1252",)


# --- workbooks -------------------------------------------------------------------------------------------------------


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def two_rows() -> bytes:
    book = openpyxl.Workbook()
    for row in (["line", "category"], ["B1", "travel"]):
        book.worksheets[0].append(row)
    return saved(book)


def test_zip_bomb_is_not_unpacked() -> None:
    stream = io.BytesIO(two_rows())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/more.xml", b"0" * 60_000_000)
    reading = read_file("answer.xlsx", stream.getvalue())
    assert not reading.is_readable
    assert "answer.xlsx unpacks to 60," in reading.problems[0]


def test_cell_far_below_the_table_is_not_reached() -> None:
    book = openpyxl.Workbook()
    for row in (["line", "category"], ["B1", "travel"]):
        book.worksheets[0].append(row)
    book.worksheets[0].cell(1_048_576, 16_384, "far away")
    reading = read_file("answer.xlsx", saved(book))
    assert reading.tables["lines"] == ({"line": "B1", "category": "travel"},)
    assert reading.problems == ("answer.xlsx has too many rows; what follows row 20,000 was not read",)


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"not a workbook", b"PK\x05\x06" + b"\x00" * 18], ids=["none", "PK", "text", "empty zip"]
)
def test_broken_workbook_is_a_problem(data: bytes) -> None:
    assert read_file("a.xlsx", data).problems[0].startswith("a.xlsx cannot be read as a workbook")


@pytest.mark.parametrize("at", range(50, 1200, 115))
def test_damaged_workbook_raises_nothing(at: int) -> None:
    data = bytearray(two_rows())
    data[at] ^= 0xFF
    read_file("a.xlsx", bytes(data))
    read_file("a.xlsx", bytes(data[: len(data) - at]))


def test_damaged_sheet_raises_nothing() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(two_rows())) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b"</row>", b""))
    assert not read_file("a.xlsx", stream.getvalue()).is_readable
