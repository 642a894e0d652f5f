"""Rows as an Excel workbook: a sheet each, with dates as dates and amounts as numbers."""

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter

from tasks_bank.deliverable import Column, Row

_MADE_AT = dt.datetime(2025, 1, 1)  # noqa: DTZ001 - the writer of workbooks takes no zone
"""A fixed date of making: a workbook's bytes must not depend on the clock."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook."""

    columns: Sequence[Column]
    """Cells of type ``date``, ``amount`` and ``integer`` are written as such, all others as text."""
    rows: Sequence[Row]


def workbook(sheets: Mapping[str, Sheet]) -> bytes:
    """Return a workbook with these sheets, by name. A cell that is empty stays so."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE_AT})
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        money = book.add_format({"num_format": "#,##0.00"})
        for name, content in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.set_column(0, len(content.columns) - 1, 16)
            for place, column in enumerate(content.columns):
                sheet.write_string(0, place, column.name, bold)
                for number, row in enumerate(content.rows, start=1):
                    cell = row.get(column.name, "")
                    if not cell:
                        continue
                    if column.type == "date":
                        sheet.write_datetime(number, place, dt.date.fromisoformat(cell), day)
                    elif column.type in {"amount", "integer"}:
                        sheet.write_number(number, place, float(cell), money if column.type == "amount" else None)
                    else:
                        sheet.write_string(number, place, cell)
    return buffer.getvalue()
