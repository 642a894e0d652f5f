"""Finds tables in a text: CSV and its cousins, the sheets of a workbook as text, and Markdown tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from harness.plan.tools import ToolMistake
from tasks_bank.deliverable import Row
from tasks_bank.reading.delimited import DELIMITERS, is_ruler, split_lines

_SHEET = re.compile(r"\[sheet (?P<name>.+), \d+ rows?\]")
MOST_COLUMNS = 200
_LONGEST_LINE = 100_000
_BEGINNING = 100
_FEWEST_COLUMNS = 2
_FEWEST_LINES = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A table that was found in a text."""

    name: str
    """The sheet's name; empty where there is none."""
    rows: tuple[Row, ...]


def sheet_heading(name: str, rows: int) -> str:
    """Write the line that stands above a sheet's rows."""
    return f"[sheet {name}, {rows} row{'' if rows == 1 else 's'}]"


def tables_in(text: str, *, is_table: bool) -> list[Found]:
    """Return the tables of a text: its sheets, else the whole text as one table, else its Markdown tables.

    `is_table` says that the file's ending promises a table, so that one line or one column is enough.
    """
    lines = text.splitlines()
    if sheets := list(_sheets(lines)):
        return [Found(name, _rows(part, ",")) for name, part in sheets]
    if delimiter := _delimiter(lines, is_table=is_table):
        return [Found("", _rows(lines, delimiter))]
    return [Found("", rows) for part in _markdown(lines) if (rows := _rows(part, "|"))]


def named_rows(heading: Sequence[str], body: Sequence[Sequence[str]]) -> tuple[Row, ...]:
    """Make rows of a heading and cells; columns without a name, or with one that is taken, are numbered.

    Raises ToolMistake for a table that is too wide to be one.
    """
    width = max([len(heading), *(len(cells) for cells in body)])
    if width > MOST_COLUMNS:
        raise ToolMistake(f"a line has {width} cells; tables of up to {MOST_COLUMNS} columns are read")
    names: list[str] = []
    for number in range(1, width + 1):
        name = (heading[number - 1].strip() if number <= len(heading) else "") or f"column {number}"
        while name in names:
            name = f"{name} {number}"
        names.append(name)
    padded = ([cell.strip() for cell in cells] + [""] * (width - len(cells)) for cells in body)
    return tuple(dict(zip(names, cells, strict=True)) for cells in padded)


def _sheets(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    starts = [(number, found["name"]) for number, line in enumerate(lines) if (found := _SHEET.fullmatch(line.strip()))]
    for place, (start, name) in enumerate(starts, start=1):
        end = starts[place][0] if place < len(starts) else len(lines)
        yield name, list(lines[start + 1 : end])


def _delimiter(lines: Sequence[str], *, is_table: bool) -> str:
    """Return what separates the cells when lines have the same number of them; empty when nothing does.

    A file that promises a table is judged by its beginning, any other by all of its lines.
    """
    filled = [line for line in lines if line.strip()]
    heading = filled[0] if filled else ""
    for delimiter in (one for one in DELIMITERS if one in heading):
        widths = {len(cells) for cells in _cells(filled[:_BEGINNING] if is_table else filled, delimiter)}
        if len(widths) == 1 and widths.pop() >= _FEWEST_COLUMNS and (is_table or len(filled) >= _FEWEST_LINES):
            return delimiter
    return max(DELIMITERS, key=heading.count) if is_table else ""


def _rows(lines: Sequence[str], delimiter: str) -> tuple[Row, ...]:
    heading, *body = _cells(lines, delimiter) or [[]]
    return named_rows(heading, body)


def _cells(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """Split lines into cells; empty rows are left out."""
    found = split_lines([line[:_LONGEST_LINE] for line in lines], delimiter)
    return [cells for cells in found if any(map(str.strip, cells))]


def _markdown(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield the lines of each Markdown table: a heading, a rule of dashes, and what follows with bars."""
    for number, line in enumerate(lines[1:], start=1):
        if "|" in lines[number - 1] and "|" in line and is_ruler(line) and not is_ruler(lines[number - 1]):
            end = number + 1
            while end < len(lines) and "|" in lines[end]:
                end += 1
            yield list(lines[number - 1 : end])
