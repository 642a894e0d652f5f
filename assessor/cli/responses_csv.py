"""Tables that `toprung irt` reads and writes: responses (a column an item, a row a person) and item banks.

A table is CSV in UTF-8 with a line of names; commas, semicolons or tabs are told apart by that line. A first column
without a name holds the persons' names, as R writes it.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assessor.errors import BadTable, CannotWrite
from assessor.scoring.pool import NOT_ADMINISTERED, ItemParameters, Pool, Responses

MISSING = frozenset({"", "NA"})
"""What stands in a cell for an item that was not administered; R writes NA."""
HIGHEST = 1000
"""No item has so many categories; a number above it is no category but an amount or a code."""
_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class ResponseTable:
    """Who answered what."""

    persons: tuple[str, ...]
    """The first column where it has no name, else the number of the row from 1."""
    items: tuple[str, ...]
    responses: Responses
    """(persons, items), categories from 0, -1 where not administered."""
    aside: Mapping[str, tuple[str, ...]]
    """The columns that are no items, by name: a group, a name of the person."""


def read_responses(path: Path, aside: Iterable[str] = ()) -> ResponseTable:
    """Read responses; the columns in ``aside`` are no items and are kept as text. Raises BadTable."""
    columns = read_columns(path)
    rows = len(next(iter(columns.values())))
    kept = {name: _column(path, columns, name) for name in aside}
    persons = columns.pop("", tuple(str(row) for row in range(1, rows + 1)))
    items = tuple(name for name in columns if name not in kept)
    if not items:
        raise BadTable(f"{path} has no column for an item")
    responses = np.empty((rows, len(items)), dtype=np.int64)
    for place, item in enumerate(items):
        code = {cell: _category(path, item, cell) for cell in set(columns[item])}
        responses[:, place] = [code[cell] for cell in columns[item]]
    return ResponseTable(persons, items, responses, kept)


def read_columns(path: Path) -> dict[str, tuple[str, ...]]:
    """Read a table as its columns by name, each cell as text without the space around it. Raises BadTable."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise BadTable(f"cannot read {path}: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise BadTable(f"{path} is not text in UTF-8; save it as CSV UTF-8") from None
    if not lines:
        raise BadTable(f"{path} is empty; its first line names the columns")
    reader = csv.reader(lines, delimiter=max(_SEPARATORS, key=lines[0].count), skipinitialspace=True)
    head = [cell.strip() for cell in next(reader)]
    _check_names(path, head)
    rows: list[list[str]] = []
    for row in reader:
        if not row and len(head) > 1:
            continue
        cells = row or [""]
        if len(cells) != len(head):
            raise BadTable(f"{path}, line {reader.line_num}: {len(cells)} cells, but {len(head)} columns have a name")
        rows.append(cells)
    if not rows:
        raise BadTable(f"{path} has names of columns and no row below them")
    return {name: tuple(map(str.strip, cells)) for name, cells in zip(head, zip(*rows, strict=True), strict=True)}


def read_bank(path: Path) -> Pool:
    """Read items as ``item,a,b`` or ``item,a,step1,step2,…`` (blank beyond an item's own). Raises BadTable."""
    columns = read_columns(path)
    names, slopes = _column(path, columns, "item"), _column(path, columns, "a")
    steps = [name for name in columns if name == "b" or (name.startswith("step") and name[4:].isdigit())]
    if not steps:
        raise BadTable(f"{path} has no column 'b' and no 'step1'; an item needs its difficulty or its steps")
    items = []
    for row, name in enumerate(names):
        cells = [columns[step][row] for step in steps]
        while cells and cells[-1] in MISSING:
            cells.pop()
        numbers = tuple(_number(path, name, cell) for cell in cells)
        items.append(ItemParameters(name, _number(path, name, slopes[row]), numbers))
    return Pool(items)


def write_bank(path: Path, items: Sequence[ItemParameters]) -> None:
    """Write items as `read_bank` reads them. Raises CannotWrite."""
    most = max(len(item.steps) for item in items)
    head = ["item", "a", *(["b"] if most == 1 else [f"step{k}" for k in range(1, most + 1)])]
    rows = [[item.name, item.a, *item.steps, *[""] * (most - len(item.steps))] for item in items]
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([head, *rows])
    except OSError as error:
        raise CannotWrite(path, error) from None


def _column(path: Path, columns: Mapping[str, tuple[str, ...]], name: str) -> tuple[str, ...]:
    if name not in columns:
        raise BadTable(f"{path} has no column '{name}'; it has {', '.join(filter(None, columns))}")
    return columns[name]


def _check_names(path: Path, head: Sequence[str]) -> None:
    for place, name in enumerate(head):
        if not name and place:
            raise BadTable(f"{path}: column {place + 1} has no name")
        if name in head[:place]:
            raise BadTable(f"{path}: the column '{name}' stands twice")


def _category(path: Path, item: str, cell: str) -> int:
    if cell in MISSING:
        return NOT_ADMINISTERED
    try:
        number = float(cell)
    except ValueError:
        number = -1.0
    if not (0 <= number <= HIGHEST and number.is_integer()):
        raise BadTable(
            f"{path}, item '{item}': '{cell}' is not a category (0, 1, 2, …; blank where the item was not "
            "administered); a column that is no item has to be named as such"
        )
    return int(number)


def _number(path: Path, item: str, cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        raise BadTable(f"{path}, item '{item}': '{cell}' is not a number") from None
