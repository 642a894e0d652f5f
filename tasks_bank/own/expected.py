"""Reads the rows that are expected, from CSV; every fault is one sentence with file and line."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from tasks_bank.checks.compare import key_of
from tasks_bank.deliverable import Column, Deliverable, Row
from tasks_bank.errors import BrokenTask
from tasks_bank.own.places import at
from tasks_bank.reading.values import amount, clock, code, day

_MOST_ROWS = 5000
_HEADER_LINE = 1
_WANTED = {
    "amount": "an amount such as 1234.50",
    "date": "a date such as 2026-03-31",
    "time": "a time such as 09:30",
    "integer": "a whole number",
}
FACTS = Deliverable(
    "facts",
    columns=(Column("fact"), Column("says", "choice", ("must", "never")), Column("spellings")),
    key=("fact",),
)
"""The table behind a text: each fact that it must or must never state, in any of the spellings, ``|`` between them."""


def read_expected(path: Path, name: str, table: Deliverable) -> tuple[Row, ...]:
    """Read the expected rows of a table; `name` is the file's for messages. Raises BrokenTask."""
    records = _records(utf8(path, name), name)
    _, header = next(records, (_HEADER_LINE, []))
    _check_header(header, name, table)
    rows: list[Row] = []
    lines: dict[tuple[str, ...], int] = {}
    for line, cells in records:
        if len(cells) != len(header):
            raise BrokenTask(f"{at(name, line)}: {len(cells)} cells, but the header has {len(header)}")
        given = dict(zip(header, cells, strict=True))
        row = {column.name: _cell(column, given[column.name], at(name, line)) for column in table.columns}
        key = key_of(table, row)
        if not all(key):
            raise BrokenTask(f"{at(name, line)}: the key ({', '.join(table.key)}) is empty")
        if key in lines:
            raise BrokenTask(f"{at(name, line)}: the key {' '.join(key)} stands in line {lines[key]} already")
        lines[key] = line
        rows.append(row)
        if len(rows) > _MOST_ROWS:
            raise BrokenTask(f"{at(name, line)}: more than {_MOST_ROWS:,} rows are expected; split the case")
    return tuple(rows)


def utf8(path: Path, name: str) -> str:
    """Read a text file that has to be UTF-8. Raises BrokenTask with the line that is not."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BrokenTask(f"{name} cannot be read: {error.strerror}") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BrokenTask(
            f"{at(name, line)}: byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8 (in a spreadsheet: "
            "'CSV UTF-8')"
        ) from error


def _records(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each line that says something, with its number; blanks in cells are one space."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, [" ".join(cell.split()) for cell in cells]
    except csv.Error as error:
        raise BrokenTask(f"{at(name, reader.line_num)}: not CSV ({error})") from error


def _check_header(header: list[str], name: str, table: Deliverable) -> None:
    where = at(name, _HEADER_LINE)
    wanted = table.column_names
    if missing := [column for column in wanted if column not in header]:
        hint = "; the cells have to be parted by commas" if len(header) == 1 and len(wanted) > 1 else ""
        raise BrokenTask(f"{where}: there is no column '{missing[0]}'; the columns are {', '.join(wanted)}{hint}")
    if stray := [column for column in header if column not in wanted]:
        raise BrokenTask(f"{where}: '{stray[0]}' is no column of {table.name}; the columns are {', '.join(wanted)}")
    if len(set(header)) < len(header):
        raise BrokenTask(f"{where}: a column stands twice")


def _cell(column: Column, cell: str, where: str) -> str:
    """Return the cell, a choice as it is listed. Raises BrokenTask when it is not of its column's type."""
    if column.choices:
        listed = {code(choice): choice for choice in column.choices}
        if code(cell) not in listed:
            raise BrokenTask(f"{where}: {column.name} is '{cell}'; it has to be one of {', '.join(column.choices)}")
        return listed[code(cell)]
    readable: Mapping[str, bool] = {
        "amount": amount(cell) is not None,
        "date": day(cell) is not None,
        "time": clock(cell) is not None,
        "integer": cell.isdecimal(),
    }
    if cell and not readable.get(column.type, True):
        raise BrokenTask(f"{where}: {column.name} is '{cell}', which is not {_WANTED[column.type]}")
    return cell
