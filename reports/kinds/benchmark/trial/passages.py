"""What models and documents said, bounded in length, with a count of what was cut."""

import csv
import io

from reports.data import Cell, Column, Passage, Row, Table

MOST_CHARS = 8000
MOST_ROWS = 60
MOST_COLUMNS = 24
MOST_CELL_CHARS = 300


def passage(title: str, text: str, most_chars: int = MOST_CHARS) -> Passage:
    """Quote a text up to a length."""
    return Passage(title, text[:most_chars], max(len(text) - most_chars, 0))


def short(text: str) -> str:
    """Cut a text that stands in a table or a sentence."""
    return (
        text
        if len(text) <= MOST_CELL_CHARS
        else f"{text[:MOST_CELL_CHARS]}… ({len(text) - MOST_CELL_CHARS} more characters)"
    )


def handed_in(place: int, name: str, text: str) -> Passage | Table:
    """Show a file of an answer: CSV as a table, everything else as text."""
    rows = csv_rows(name, text)
    if len(rows) < 2:  # noqa: PLR2004 - a head and a line make a table
        return passage(name, text)
    head, *body = rows
    width = min(max(map(len, rows)), MOST_COLUMNS)
    cut = [
        f"{len(body) - MOST_ROWS:,} more rows not shown." if len(body) > MOST_ROWS else "",
        f"{max(map(len, rows)) - width:,} more columns not shown." if max(map(len, rows)) > width else "",
    ]
    return Table(
        f"file-{place}",
        name,
        tuple(Column(short(title)) for title in _padded(head, width)),
        tuple(Row(tuple(Cell(short(field)) for field in _padded(row, width))) for row in body[:MOST_ROWS]),
        " ".join(filter(None, cut)),
        quoted=True,
    )


def csv_rows(name: str, text: str) -> list[list[str]]:
    """Read the rows of a CSV file, its head included; none of what is no CSV or not readable as such."""
    if not name.lower().endswith(".csv"):
        return []
    try:
        return [row for row in csv.reader(io.StringIO(text), strict=True) if row]
    except csv.Error:
        return []


def _padded(row: list[str], width: int) -> list[str]:
    return (row + [""] * width)[:width]


def place(key: str) -> Cell:
    """Name a call or a span of the trial, ``call 3`` or ``step 5``, and lead to its row among the steps."""
    kind, _, number = key.partition(" ")
    return Cell(f"{'step' if kind == 'span' else kind} {number}", row=f"{kind}-{number}")
