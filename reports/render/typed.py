"""Tables as rows of typed values, for files that spreadsheets and programs read. Knows no format.

A column whose numbers have intervals becomes three. What the numbers are evidence of stands in every row.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from reports.data import Cell, Column, Report, Row, Table

Value = str | float | dt.date
EVIDENCE = "Evidence"
_NUMBER = re.compile(r"[-+]?\d[\d,]*(\.\d+)?")


@dataclass(frozen=True, slots=True)
class TypedTable:
    """A table without its looks."""

    heads: tuple[str, ...]
    """With the units."""
    rows: tuple[tuple[Value, ...], ...]


def typed(table: Table, report: Report) -> TypedTable:
    """Return a table as values."""
    spans = [_has_span(table, place) for place in range(len(table.columns))]
    heads = [head for column, wide in zip(table.columns, spans, strict=True) for head in _heads(column, wide=wide)]
    rows = tuple((*_row(row, table, spans), report.evidence_label) for row in table.rows)
    return TypedTable((*heads, EVIDENCE), rows)


def _has_span(table: Table, place: int) -> bool:
    return any(row.cells[place].low is not None for row in table.rows)


def _heads(column: Column, *, wide: bool) -> Iterator[str]:
    unit = f" ({column.unit})" if column.unit else ""
    yield column.title + unit
    if wide:
        yield f"{column.title}, from{unit}"
        yield f"{column.title}, to{unit}"


def _row(row: Row, table: Table, spans: list[bool]) -> Iterator[Value]:
    for cell, column, wide in zip(row.cells, table.columns, spans, strict=True):
        yield _value(cell, column)
        if wide:
            yield "" if cell.low is None else cell.low
            yield "" if cell.high is None else cell.high


def _value(cell: Cell, column: Column) -> Value:
    """Return what a cell holds: a day, a number where its column has a unit, or a text with its remark."""
    if cell.day is not None:
        return cell.day
    if column.unit and cell.value is not None:
        return cell.value
    if column.unit and _NUMBER.fullmatch(cell.text):
        return float(cell.text.replace(",", ""))
    return f"{cell.text} ({cell.aside})" if cell.aside else cell.text
