"""Numbers that leave: their types, and what a spreadsheet must not run."""

import csv
import datetime as dt
from pathlib import Path

import openpyxl

from reports.data import Cell, Column, Note, Page, Report, Row, Section, Table
from reports.render import csv_files, xlsx

DAY = dt.date(2026, 2, 1)
TABLE = Table(
    "t",
    "A table",
    (Column("Name"), Column("On"), Column("Size", "m"), Column("Count", "people")),
    (Row((Cell("=1+1"), Cell("1 February 2026", day=DAY), Cell("0.50", 0.504, 0.1, 0.9), Cell("1,234"))),),
)
PAGE = Page("index", Report("r", "t", "l", Note("n", "t"), "Made up.", (Section("s", "S", (TABLE,)),)))
HEADS = ["Name", "On", "Size (m)", "Size, from (m)", "Size, to (m)", "Count (people)", "Evidence"]


def test_a_workbook_has_numbers_days_and_texts_as_such(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(xlsx.write([PAGE], tmp_path))["1 t"]
    heads, row = list(sheet.iter_rows(min_row=2))
    assert [cell.value for cell in heads] == HEADS
    assert [cell.value for cell in row] == [
        "=1+1",
        dt.datetime(2026, 2, 1),  # noqa: DTZ001 - a day
        0.504,
        0.1,
        0.9,
        1234,
        "Made up.",
    ]
    assert [cell.data_type for cell in row] == ["s", "d", "n", "n", "n", "n", "s"]


def test_a_number_with_a_day_has_its_day_beside_it(tmp_path: Path) -> None:
    rows = (Row((Cell("K1"), Cell("2", 2.0, day=DAY))), Row((Cell("K2"), Cell("not rated"))))
    table = Table("t", "T", (Column("Code"), Column("Self", "0 to 5")), rows)
    page = Page("index", Report("r", "t", "l", Note("n", "t"), "Made up.", (Section("s", "S", (table,)),)))
    with (csv_files.write([page], tmp_path) / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        heads, *found = csv.reader(file)
    assert heads == ["Code", "Self (0 to 5)", "Self, on", "Evidence"]
    assert found == [["K1", "2.0", "2026-02-01", "Made up."], ["K2", "not rated", "", "Made up."]]


def test_a_csv_file_has_no_cell_that_is_run(tmp_path: Path) -> None:
    with (csv_files.write([PAGE], tmp_path) / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        heads, row = csv.reader(file)
    assert heads == HEADS
    assert row == ["'=1+1", "2026-02-01", "0.504", "0.1", "0.9", "1234.0", "Made up."]
