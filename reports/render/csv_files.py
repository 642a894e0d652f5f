"""Tables of a report as CSV, a file each. No cell that leaves is run by a spreadsheet: a text like a formula is quoted.

The files are UTF-8 with the mark that spreadsheets need.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from reports.data import Page
from reports.errors import CannotWrite
from reports.render.plain import tables_in
from reports.render.typed import Value, typed

_NOT_IN_NAMES = re.compile(r"[^\w.-]")
_RUNS = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""How texts begin that a spreadsheet would run (OWASP, CSV injection)."""


def write(pages: Iterable[Page], folder: Path) -> Path:
    """Write each page as a folder of tables and return the folder of the index. Raises CannotWrite."""
    try:
        for page in pages:
            place = folder / page.path
            place.mkdir(parents=True, exist_ok=True)
            for table in tables_in(page.report):
                found = typed(table, page.report)
                with (place / f"{_NOT_IN_NAMES.sub('-', table.id)}.csv").open(
                    "w", encoding="utf-8-sig", newline=""
                ) as file:
                    file.writelines(_line(held(row)) for row in (found.heads, *found.rows))
    except OSError as error:
        raise CannotWrite(folder, error) from error
    return (folder / "index").resolve()


def _line(row: Iterable[Value]) -> str:
    """Return a line in which texts are quoted, and numbers and days are not: who opens it may tell them apart."""
    said = ('"' + value.replace('"', '""') + '"' if isinstance(value, str) else str(value) for value in row)
    return ",".join(said) + "\r\n"


def held(row: Iterable[Value]) -> list[Value]:
    """Return a row of which nothing is run."""
    return [f"'{value}" if isinstance(value, str) and _RUNS.match(value) else value for value in row]
