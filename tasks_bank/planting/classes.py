"""Ways to spoil a table, one a class of defects: each yields every copy of the rows with one defect of its class."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from tasks_bank.deliverable import Column, Deliverable, Row
from tasks_bank.planting.defect import Class, Defect
from tasks_bank.reading.values import amount, day, ids, says_none

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A copy of a table's rows, and what is wrong with it."""

    rows: tuple[Row, ...]
    defect: Defect


_Cells = Callable[[Column, str, Sequence[str]], Iterator[str]]
"""Takes a column, a cell and the column's other cells; yields what the cell could wrongly say."""


def spoilt(name: Class, deliverable: Deliverable, rows: Sequence[Row]) -> Iterator[Spoilt]:
    """Yield every copy of the rows with one defect of a class, in the order of the rows."""
    if name == "row dropped":
        yield from _dropped(deliverable, rows)
    elif name == "row doubled":
        yield from _doubled(deliverable, rows)
    else:
        yield from _with_another_cell(name, deliverable, rows)


def _swapped_digits(column: Column, cell: str, _others: Sequence[str]) -> Iterator[str]:
    if column.type != "amount" or amount(cell) is None:
        return
    for place, (left, right) in enumerate(pairwise(cell)):
        changed = cell[:place] + right + left + cell[place + 2 :]
        if left.isdigit() and right.isdigit() and amount(changed) != amount(cell):
            yield changed


def _moved_date(column: Column, cell: str, _others: Sequence[str]) -> Iterator[str]:
    if column.type == "date" and (found := day(cell)):
        yield (found + _WEEK).isoformat()


def _other_choice(column: Column, cell: str, others: Sequence[str]) -> Iterator[str]:
    if column.type == "choice":
        yield from (other for other in dict.fromkeys(others) if other != cell)


def _other_paper(column: Column, cell: str, others: Sequence[str]) -> Iterator[str]:
    """Put another row's reference in the place of the first one."""
    if column.type != "ids" or says_none(cell):
        return
    own = sorted(ids(cell))
    foreign = sorted({reference for other in others for reference in ids(other)} - set(own))
    yield from ("+".join([reference, *own[1:]]) for reference in foreign if own)


_BY_CELL: Mapping[Class, _Cells] = {
    "digits swapped": _swapped_digits,
    "date moved": _moved_date,
    "category swapped": _other_choice,
    "wrong paper": _other_paper,
}
CLASSES: tuple[Class, ...] = (*_BY_CELL, "row dropped", "row doubled")


def _with_another_cell(name: Class, deliverable: Deliverable, rows: Sequence[Row]) -> Iterator[Spoilt]:
    """Change one cell; rows that are then named alike are left out, since no one could say which of them is wrong."""
    named = [_key(deliverable, row) for row in rows]
    for place, row in enumerate(rows):
        for column, cell in _changes(_BY_CELL[name], deliverable, rows, row):
            changed = {**row, column: cell}
            if column in deliverable.key and _key(deliverable, changed) in named:
                continue
            defect = Defect(name, deliverable.name, place, named[place], column, row[column], cell)
            yield Spoilt((*rows[:place], changed, *rows[place + 1 :]), defect)


def _changes(way: _Cells, deliverable: Deliverable, rows: Sequence[Row], row: Row) -> Iterator[tuple[str, str]]:
    for column in deliverable.columns:
        if cell := row.get(column.name, ""):
            yield from (
                (column.name, other) for other in way(column, cell, [r.get(column.name, "") for r in rows]) if other
            )


def _dropped(deliverable: Deliverable, rows: Sequence[Row]) -> Iterator[Spoilt]:
    """Leave one row out; an empty table would give itself away."""
    if len(rows) < 2:  # noqa: PLR2004 - one row and another
        return
    for place, row in enumerate(rows):
        defect = Defect("row dropped", deliverable.name, place, _key(deliverable, row), "", _said(row), "")
        yield Spoilt((*rows[:place], *rows[place + 1 :]), defect)


def _doubled(deliverable: Deliverable, rows: Sequence[Row]) -> Iterator[Spoilt]:
    """State a row twice, the second time otherwise where a cell can be changed: two rows alike may count as one."""
    for place, row in enumerate(rows):
        others = [
            {**row, column: cell}
            for way in _BY_CELL.values()
            for column, cell in _changes(way, deliverable, rows, row)
            if column not in deliverable.key
        ]
        for again in others or [row]:
            defect = Defect("row doubled", deliverable.name, place + 1, _key(deliverable, row), "", "", _said(again))
            yield Spoilt((*rows[: place + 1], again, *rows[place + 1 :]), defect)


def _key(deliverable: Deliverable, row: Row) -> tuple[str, ...]:
    return tuple(row.get(name, "") for name in deliverable.key)


def _said(row: Row) -> str:
    return ", ".join(cell for cell in row.values() if cell)
