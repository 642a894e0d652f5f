"""CSV as spreadsheets open it: UTF-8 with a mark of its encoding, and no cell that a spreadsheet would run.

A text that begins like a formula is written with an apostrophe before it, and read without (OWASP, CSV injection).
Texts that begin with apostrophes and then like a formula get one more, so that every text is read as it was written.
Numbers stay numbers.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assessor.errors import BadTable, CannotWrite

MOST_BYTES = 100_000_000
MOST_ROWS = 50_000
MOST_IN_A_CELL = 200_000
_FORMULA = r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
_RUNS = re.compile(rf"'*{_FORMULA}")
_HELD = re.compile(rf"'+{_FORMULA}")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_OWNER_ONLY = 0o600
_SEPARATORS = ",;\t"
_TWICE_ENCODED = re.compile(r"\u00c3[\u0080-\u00bf]|\u00e2\u20ac")
"""How UTF-8 looks when it is read as Windows-1252."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table from a file."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    """With each its number as a spreadsheet counts: 2 is the first below the names. Empty rows are left out."""
    encoding: str


def write_sheet(
    path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]], *, marked: bool = True, secret: bool = False
) -> int:
    """Write a table and return its number of rows. Raises CannotWrite.

    `marked` puts the mark of UTF-8 first, which spreadsheets need, and which R takes for a part of the first name.
    `secret` keeps the file from everybody but its owner.
    """
    written = 0
    try:
        if secret:
            path.touch(_OWNER_ONLY)
            path.chmod(_OWNER_ONLY)
        with path.open("w", encoding="utf-8-sig" if marked else "utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            for row in rows:
                writer.writerow([held(cell) for cell in row])
                written += 1
    except OSError as error:
        raise CannotWrite(path, error) from None
    return written


def read_sheet(path: Path) -> Sheet:
    """Read a table; commas, semicolons or tabs are told apart by its first line. Raises BadTable."""
    text, encoding = _text(path)
    first = text.split("\n", 1)[0]
    csv.field_size_limit(MOST_IN_A_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(_SEPARATORS, key=first.count), strict=True)
    try:
        head = tuple(cell.strip() for cell in next(reader, []))
        if not any(head):
            raise BadTable(f"{path} is empty; its first line names the columns")
        if len(set(head)) < len(head):
            raise BadTable(f"{path}: a column has no name or one that stands twice: {', '.join(head)}")
        rows = tuple(_rows(path, reader, len(head)))
    except csv.Error as error:
        raise BadTable(f"{path}, line {reader.line_num}: {error}") from None
    return Sheet(head, rows, encoding)


def held(cell: str) -> str:
    """Return a cell that no spreadsheet runs."""
    return f"'{cell}" if _RUNS.match(cell) and not _NUMBER.fullmatch(cell) else cell


def released(cell: str) -> str:
    """Return a cell as it was before `held`."""
    return cell[1:] if _HELD.match(cell) else cell


def _rows(path: Path, records: Iterable[list[str]], width: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, cells in enumerate(records, start=2):
        if number > MOST_ROWS + 1:
            raise BadTable(f"{path} has more than {MOST_ROWS:,} rows; divide it")
        if any(cells[width:]):
            raise BadTable(f"{path}, row {number}: {len(cells)} cells, but {width} columns have a name")
        if any(cells):
            yield number, tuple(released(cell) for cell in (*cells[:width], *[""] * (width - len(cells))))


def _text(path: Path) -> tuple[str, str]:
    try:
        if (size := path.stat().st_size) > MOST_BYTES:
            raise BadTable(f"{path} has {size:,} bytes; {MOST_BYTES:,} are read, so divide it")
        raw = path.read_bytes()
    except OSError as error:
        raise BadTable(f"cannot read {path}: {error.strerror or error}") from None
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise BadTable(f"{path} is UTF-16; save it as CSV UTF-8")
    try:
        return raw.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        raise BadTable(f"{path} is neither UTF-8 nor Windows-1252; save it as CSV UTF-8") from None
    if _TWICE_ENCODED.search(text) or "\0" in text:
        raise BadTable(f"{path} mixes encodings; save it as CSV UTF-8")
    return text, "cp1252"
