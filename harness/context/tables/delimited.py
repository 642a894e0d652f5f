"""Finds tables in a text: CSV and its cousins, the sheets of a workbook as text, and Markdown tables."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks_bank.deliverable import Row

DELIMITERS = (",", "\t", ";", "|")
_SHEET = re.compile(r"\[sheet (?P<name>.+), \d+ rows?\]")
_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?")
_LONGEST_LINE = 100_000
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
    return [Found("", rows) for rows in map(_markdown_rows, _markdown(lines)) if rows]


def named_rows(heading: Sequence[str], body: Sequence[Sequence[str]]) -> tuple[Row, ...]:
    """Make rows of a heading and cells; columns without a name are numbered, empty rows left out."""
    width = max([len(heading), *(len(cells) for cells in body)])
    names: list[str] = []
    for number in range(1, width + 1):
        name = heading[number - 1].strip() if number <= len(heading) else ""
        name = name or f"column {number}"
        names.append(f"{name} {number}" if name in names else name)
    padded = (
        [cell.strip() for cell in cells] + [""] * (width - len(cells)) for cells in body if any(map(str.strip, cells))
    )
    return tuple(dict(zip(names, cells, strict=True)) for cells in padded)


def _sheets(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    starts = [(number, found["name"]) for number, line in enumerate(lines) if (found := _SHEET.fullmatch(line.strip()))]
    for place, (start, name) in enumerate(starts, start=1):
        end = starts[place][0] if place < len(starts) else len(lines)
        yield name, list(lines[start + 1 : end])


def _delimiter(lines: Sequence[str], *, is_table: bool) -> str:
    """Return what separates the cells when every line has the same number of them; empty when nothing does."""
    for delimiter in DELIMITERS:
        widths = {len(cells) for cells in _cells(lines, delimiter)}
        filled = sum(1 for line in lines if line.strip())
        if len(widths) == 1 and widths.pop() >= _FEWEST_COLUMNS and (is_table or filled >= _FEWEST_LINES):
            return "" if delimiter == "|" and _has_rule(lines) else delimiter
    if not is_table:
        return ""
    heading = next((line for line in lines if line.strip()), "")
    return max(DELIMITERS, key=heading.count)


def _rows(lines: Sequence[str], delimiter: str) -> tuple[Row, ...]:
    heading, *body = _cells(lines, delimiter) or [[]]
    return named_rows(heading, body)


def _cells(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """Split lines into cells; where the quotes do not hold together they are taken as they stand."""
    safe = [line.replace("\0", "")[:_LONGEST_LINE] + "\n" for line in lines]
    try:
        found = list(csv.reader(safe, delimiter=delimiter))
    except csv.Error:
        found = list(csv.reader(safe, delimiter=delimiter, quoting=csv.QUOTE_NONE))
    return [cells for cells in found if any(map(str.strip, cells))]


def _has_rule(lines: Sequence[str]) -> bool:
    return any(_RULE.fullmatch(line.strip()) for line in lines)


def _markdown(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield the lines of each Markdown table: a heading, a rule of dashes, and what follows with bars."""
    for number, line in enumerate(lines[1:], start=1):
        if "|" in lines[number - 1] and "|" in line and _RULE.fullmatch(line.strip()):
            end = number + 1
            while end < len(lines) and "|" in lines[end]:
                end += 1
            yield [lines[number - 1], *lines[number + 1 : end]]


def _markdown_rows(lines: Sequence[str]) -> tuple[Row, ...]:
    cells = [line.strip().removeprefix("|").removesuffix("|").split("|") for line in lines]
    return named_rows(cells[0], cells[1:])
