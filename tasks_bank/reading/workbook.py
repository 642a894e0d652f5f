"""Reads XLSX workbooks: values only, and no more than the harvest allows. What cannot be read is a problem."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tasks_bank.file import File
from tasks_bank.reading.grid import read_grid
from tasks_bank.reading.harvest import Harvest

if TYPE_CHECKING:
    from openpyxl import Workbook

_MOST_COLUMNS = 100
_MOST_SHEETS = 40


def read_workbook(file: File, hints: tuple[str, ...], harvest: Harvest) -> None:
    """Take in every sheet of a workbook; the sheet's name is the first hint."""
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > harvest.bytes_left:
            harvest.problem(f"{file.name} unpacks to {unpacked:,} bytes; {harvest.bytes_left:,} would still be read")
            return
        harvest.bytes_left -= unpacked
        from openpyxl import load_workbook  # noqa: PLC0415 - heavy, and few answers bring a workbook

        book = load_workbook(io.BytesIO(file.data), read_only=True, data_only=True)
        try:
            _read_sheets(book, file.name, hints, harvest)
        finally:
            book.close()
    except Exception as error:  # noqa: BLE001 - a broken workbook makes openpyxl raise nearly anything
        harvest.problem(f"{file.name} cannot be read as a workbook ({type(error).__name__})")


def _read_sheets(book: "Workbook", name: str, hints: tuple[str, ...], harvest: Harvest) -> None:
    for sheet in book.worksheets[:_MOST_SHEETS]:
        lines = list(_lines(sheet, harvest.lines_left + 1))
        if len(lines) > harvest.lines_left:
            harvest.problem(f"{name} has too many rows; what follows row {harvest.lines_left:,} was not read")
            lines = lines[: harvest.lines_left]
        harvest.lines_left -= len(lines)
        read_grid(lines, (sheet.title, *hints), harvest)


def _lines(sheet: Any, most: int) -> Iterator[list[str]]:  # noqa: ANN401 - the stubs do not know read-only sheets
    # A sheet may claim any size; without its claim only what is there is read.
    sheet.reset_dimensions()
    for line in sheet.iter_rows(max_row=most, max_col=_MOST_COLUMNS, values_only=True):
        yield [_text(value) for value in line]


def _text(value: object) -> str:
    """Write a cell's value as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        number = Decimal(repr(value))
        return str(int(value)) if value.is_integer() else format(number, "f")
    return str(value).lower() if isinstance(value, bool) else str(value)
