"""Spreadsheets as LibreOffice opens them: numbers are numbers, days are days, and texts stay the texts that they were.

It is opened without a window; what it has taken each cell for is read back from the workbook that it writes.
"""

import datetime as dt
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import openpyxl
import pytest

from reports import kinds
from reports.data import Cell, Column, Note, Page, Report, Row, Section, Table
from reports.render import csv_files, xlsx
from reports.render.plain import tables_in
from reports.render.typed import typed
from tests.reports.stressing import NAMES

pytestmark = pytest.mark.slow
DAY = dt.date(2028, 2, 29)
TEXTS = [
    *NAMES.values(),
    *("=1+1", "+44 20", "-5 to 3", "@SUM(A1)", "'=1", "\t=1", '=HYPERLINK("x")', "\uff1d1"),
    *("0012345678", "12345678901234567890", "1/2", "1-2", "2026-11-23 to 2026-11-30", "TRUE", 'a,b;c"d', "two\nlines"),
]
_CSV = "CSV:44,34,76,1,,2057,true,true"
"""As its dialogue offers: commas, double quotes, UTF-8, from the first line, British English; quoted is text."""


def hostile() -> Page:
    """Return a page with texts that a spreadsheet likes to take for something else."""
    rows = tuple(Row((Cell(text), Cell("29 February 2028", day=DAY), Cell("1,234.5", 1234.5))) for text in TEXTS)
    table = Table("hostile", "Texts", (Column("Text"), Column("On"), Column("Size", "m")), rows)
    section = Section("s", "S", (table,))
    return Page("hostile", Report("r", "t", "l", Note("n", "t"), "Made up.", (section,)))


def pages() -> list[Page]:
    many = [Page(kind, kinds.samples(kind)["many"].pages[0].report) for kind in kinds.names()]
    return [*many, hostile()]


def opened(office: str, files: Iterable[Path], folder: Path, *how: str) -> None:
    """Open files in LibreOffice and write them as workbooks into a folder."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", *how, "--convert-to", "xlsx", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)


def cells(path: Path, sheet: int, first: int) -> Iterator[tuple[object, ...]]:
    """Give the rows of a sheet from a line on."""
    book = openpyxl.load_workbook(path)
    assert not [cell for each in book for row in each.iter_rows() for cell in row if cell.data_type == "f"]
    return book[book.sheetnames[sheet]].iter_rows(min_row=first, values_only=True)


def plain(value: object) -> object:
    """Return a value as both sides say it: numbers to twelve digits, days without a time, nothing for an empty cell."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(f"{value:.12g}")
    return value or None


def _named(table: Table) -> str:
    return re.sub(r"[^\w.-]", "-", table.id)


def shown(rows: Iterable[Iterable[object]]) -> list[tuple[object, ...]]:
    return [tuple(plain(value) for value in row) for row in rows]


def test_workbooks_open_with_types_and_texts_as_they_were(office: str, tmp_path: Path) -> None:
    made = pages()
    xlsx.write(made, tmp_path / "made")
    opened(office, (tmp_path / "made").glob("*.xlsx"), tmp_path / "out")
    for page in made:
        for number, table in enumerate(tables_in(page.report), start=1):
            wanted = shown(typed(table, page.report).rows)
            assert shown(cells(tmp_path / "out" / f"{page.path}.xlsx", number, 3)) == wanted, (page.path, table.id)


def test_csv_files_open_with_types_and_texts_as_they_were(office: str, tmp_path: Path) -> None:
    made = pages()
    csv_files.write(made, tmp_path / "made")
    files = [path.rename(path.parent / f"{path.parent.name}-{path.name}") for path in tmp_path.glob("made/*/*.csv")]
    opened(office, files, tmp_path / "out", f"--infilter={_CSV}")
    for page in made:
        for table in tables_in(page.report):
            wanted = shown(map(csv_files.held, typed(table, page.report).rows))
            assert shown(cells(tmp_path / "out" / f"{page.path}-{_named(table)}.xlsx", 0, 2)) == wanted, (
                page.path,
                table.id,
            )
