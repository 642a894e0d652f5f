"""Excel workbooks: each sheet as ``[sheet NAME, 3 rows]`` (the heading not counted), then its rows as CSV."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from harness.context.tables.delimited import sheet_heading

SUFFIXES = (".xlsx",)
MOST_ROWS = 20_000
MOST_UNPACKED_BYTES = 50_000_000
_DECIMALS = re.compile(r"0\.(0+)")


def read(data: bytes) -> str:
    """Return the sheets as text. Raises what zipfile and openpyxl raise, and ValueError when it is too large."""
    from openpyxl import load_workbook  # noqa: PLC0415 heavy, and only needed when a case has workbooks

    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        unpacked_bytes = sum(part.file_size for part in packed.infolist())
    if unpacked_bytes > MOST_UNPACKED_BYTES:
        raise ValueError(
            f"it unpacks to {unpacked_bytes // 1_000_000} MB; {MOST_UNPACKED_BYTES // 1_000_000} MB are read"
        )
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        return "\n".join(_sheet(sheet) for sheet in book.worksheets)
    finally:
        book.close()


def _sheet(sheet: Any) -> str:  # noqa: ANN401 openpyxl's read-only sheet has no public type
    sheet.reset_dimensions()  # what a file says of its size may be wrong
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    count, left_out = 0, 0
    for cells in sheet.iter_rows():
        texts = _trimmed(_text(cell.value, cell.number_format) for cell in cells)
        if not texts:
            continue
        count += 1
        if count > MOST_ROWS:
            left_out += 1
        else:
            lines.writerow(texts)
    cut = f"[cut: {left_out} rows after the first {MOST_ROWS} left out]\n" if left_out else ""
    return f"{sheet_heading(sheet.title, max(count - 1, 0))}\n{written.getvalue()}{cut}"


def _trimmed(texts: Iterable[str]) -> list[str]:
    """Drop the blank cells at the end of a row."""
    listed = list(texts)
    while listed and not listed[-1]:
        listed.pop()
    return listed


def _text(value: object, number_format: str) -> str:
    """Write a cell as a reader of the sheet would see it: plain dates, and the decimals of its format."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(value, number_format)
    return str(value)


def _number(value: float, number_format: str) -> str:
    """Keep every digit that is there; show the noughts that the format shows."""
    exact = f"{value:.15g}"
    found = _DECIMALS.search(number_format or "")
    shown = f"{value:.{len(found[1])}f}" if found and "%" not in number_format else exact
    return shown if float(shown) == float(exact) else exact
