"""Tables as rows of typed values, for files that spreadsheets and programs read. Knows no format.

A column whose numbers have intervals becomes three, one whose numbers have each a day becomes two. What the numbers are
evidence of stands in every row.
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
    shapes = [_shape(table, place) for place in range(len(table.columns))]
    heads = [head for column, shape in zip(table.columns, shapes, strict=True) for head in _heads(column, shape)]
    rows = tuple((*_row(row, table, shapes), report.evidence_label) for row in table.rows)
    return TypedTable((*heads, EVIDENCE), rows)


@dataclass(frozen=True, slots=True)
class _Shape:
    """What stands beside the numbers of a column."""

    has_span: bool
    has_days: bool


def _shape(table: Table, place: int) -> _Shape:
    cells = [row.cells[place] for row in table.rows]
    is_words = not table.columns[place].unit
    return _Shape(
        any(cell.low is not None for cell in cells),
        not is_words and any(cell.day is not None and cell.value is not None for cell in cells),
    )


def _heads(column: Column, shape: _Shape) -> Iterator[str]:
    unit = f" ({column.unit})" if column.unit else ""
    yield column.title + unit
    if shape.has_days:
        yield f"{column.title}, on"
    if shape.has_span:
        yield f"{column.title}, from{unit}"
        yield f"{column.title}, to{unit}"


def _row(row: Row, table: Table, shapes: list[_Shape]) -> Iterator[Value]:
    for cell, column, shape in zip(row.cells, table.columns, shapes, strict=True):
        yield _value(cell, column)
        if shape.has_days:
            yield cell.day or ""
        if shape.has_span:
            yield "" if cell.low is None else cell.low
            yield "" if cell.high is None else cell.high


def _value(cell: Cell, column: Column) -> Value:
    """Return what a cell holds: a day, a number where its column has a unit, or a text with its remark."""
    if column.unit and cell.value is not None:
        return cell.value
    if cell.day is not None:
        return cell.day
    if column.unit and _NUMBER.fullmatch(cell.text):
        return float(cell.text.replace(",", ""))
    return f"{cell.text} ({cell.aside})" if cell.aside else cell.text
