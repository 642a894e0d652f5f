"""CSV as spreadsheets open it, in and out: every table that leaves the assessor is written here.

It leaves as UTF-8 with a mark of its encoding, and with no cell that a spreadsheet would run.

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
from typing import TextIO

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
_MARKED = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
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
    try:
        if secret:
            path.touch(_OWNER_ONLY)
            path.chmod(_OWNER_ONLY)
        with path.open("w", encoding="utf-8-sig" if marked else "utf-8", newline="") as file:
            return _write(file, columns, rows)
    except OSError as error:
        raise CannotWrite(path, error) from None


def sheet_bytes(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as the bytes of a file to download."""
    file = io.StringIO(newline="")
    _write(file, columns, rows)
    return file.getvalue().encode("utf-8-sig")


def _write(file: TextIO, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    writer = csv.writer(file)
    writer.writerow([held(column) for column in columns])
    written = 0
    for row in rows:
        writer.writerow([held(cell) for cell in row])
        written += 1
    return written


def read_sheet(path: Path) -> Sheet:
    """Read a table from a file. Raises BadTable."""
    try:
        if (size := path.stat().st_size) > MOST_BYTES:
            raise BadTable(f"{path} has {size:,} bytes; {MOST_BYTES:,} are read, so divide it")
        return parse_sheet(path.read_bytes(), str(path))
    except OSError as error:
        raise BadTable(f"cannot read {path}: {error.strerror or error}") from None


def parse_sheet(raw: bytes, name: str) -> Sheet:
    """Read a table; commas, semicolons or tabs are told apart by its first line. Raises BadTable, which names it."""
    text, encoding = _text(raw, name)
    first = text.split("\n", 1)[0]
    csv.field_size_limit(MOST_IN_A_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(_SEPARATORS, key=first.count), strict=True)
    try:
        head = tuple(cell.strip() for cell in next(reader, []))
        if not any(head):
            raise BadTable(f"{name} is empty; its first line names the columns")
        if len(set(head)) < len(head):
            raise BadTable(f"{name}: a column has no name or one that stands twice: {', '.join(head)}")
        rows = tuple(_rows(name, reader, len(head)))
    except csv.Error as error:
        raise BadTable(f"{name}, line {reader.line_num}: {error}") from None
    return Sheet(head, rows, encoding)


def held(cell: str) -> str:
    """Return a cell that no spreadsheet runs."""
    return f"'{cell}" if _RUNS.match(cell) and not _NUMBER.fullmatch(cell) else cell


def released(cell: str) -> str:
    """Return a cell as it was before `held`."""
    return cell[1:] if cell.startswith("'") and _HELD.match(cell) else cell


def _rows(name: str, records: Iterable[list[str]], width: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, cells in enumerate(records, start=2):
        if number > MOST_ROWS + 1:
            raise BadTable(f"{name} has more than {MOST_ROWS:,} rows; divide it")
        if any(cells[width:]):
            raise BadTable(f"{name}, row {number}: {len(cells)} cells, but {width} columns have a name")
        if any(cells):
            yield number, tuple(released(cell) for cell in (*cells[:width], *[""] * (width - len(cells))))


def _text(raw: bytes, name: str) -> tuple[str, str]:
    """Return a table's text and the encoding that it is taken to be in. Raises BadTable."""
    for mark, encoding in _MARKED:
        if raw.startswith(mark):
            return _decoded(raw, encoding, name), encoding.removesuffix("-sig")
    try:
        text, encoding = raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text, encoding = _decoded(raw, "cp1252", name), "cp1252"
        if _TWICE_ENCODED.search(text):
            raise BadTable(f"{name} mixes encodings; save it as CSV UTF-8") from None
    if "\0" in text:
        raise BadTable(f"{name} is no text, or UTF-16 without its mark; save it as CSV UTF-8")
    return text, encoding


def _decoded(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        kinds = "neither UTF-8 nor Windows-1252" if encoding == "cp1252" else f"not the {encoding} that its mark says"
        raise BadTable(f"{name} is {kinds} (line {line}); save it as CSV UTF-8") from None
