"""A report as a workbook: a sheet with its words, then a sheet for each table. Texts are never formulas."""

import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from reports.data import Page, Report
from reports.errors import CannotWrite
from reports.render.plain import tables_in
from reports.render.typed import TypedTable, Value, typed

if TYPE_CHECKING:
    import xlsxwriter

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 28
_WIDEST = 60
_MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
"""The clock is not written, so that the same report gives the same bytes."""


def write(pages: Iterable[Page], folder: Path) -> Path:
    """Write each page as a workbook and return the path of the index. Raises CannotWrite."""
    try:
        for page in pages:
            path = folder / f"{page.path}.xlsx"
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(page.report, path)
    except OSError as error:
        raise CannotWrite(folder, error) from error
    return (folder / "index.xlsx").resolve()


def _write(report: Report, path: Path) -> None:
    import xlsxwriter  # noqa: PLC0415 - only workbooks need it

    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"title": report.title[:255], "created": _MADE})
        _about(book, report)
        for number, table in enumerate(tables_in(report), start=1):
            name = f"{number} {_NOT_IN_NAMES.sub(' ', table.id)}"[:_LONGEST_NAME]
            _sheet(book, name, table.caption, typed(table, report))


def _about(book: "xlsxwriter.Workbook", report: Report) -> None:
    sheet = book.add_worksheet("About")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100, book.add_format({"text_wrap": True}))
    said = [("Report", report.kicker), ("Title", report.title), ("About", report.lead)]
    said += [(report.evidence.title, report.evidence.text)]
    said += [(f"Sheet {number}", table.caption) for number, table in enumerate(tables_in(report), start=1)]
    for row, (name, text) in enumerate(said):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, text)


def _sheet(book: "xlsxwriter.Workbook", name: str, caption: str, table: TypedTable) -> None:
    sheet = book.add_worksheet(name)
    bold, day = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "d mmmm yyyy"})
    sheet.write_string(0, 0, caption, bold)
    for place, head in enumerate(table.heads):
        sheet.write_string(1, place, head, bold)
        longest = max([len(head), *(len(str(row[place])) for row in table.rows)])
        sheet.set_column(place, place, min(max(longest + 2, 10), _WIDEST))
    for number, row in enumerate(table.rows, start=2):
        for place, value in enumerate(row):
            _cell(sheet, (number, place), value, day)
    sheet.freeze_panes(2, 1)


def _cell(
    sheet: "xlsxwriter.worksheet.Worksheet", at: tuple[int, int], value: Value, day: "xlsxwriter.format.Format"
) -> None:
    if isinstance(value, dt.date):
        sheet.write_datetime(*at, value, day)
    elif isinstance(value, str):
        sheet.write_string(*at, value)
    else:
        sheet.write_number(*at, value)
