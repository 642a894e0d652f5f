"""Sets the rows of an answer against the rows of the truth, cell by cell. What marks they get is decided elsewhere."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tasks_bank.deliverable import Column, Deliverable, Row
from tasks_bank.reading.values import amount, clock, code, day, ids, says_none

Key = tuple[str, ...]
"""The cells that name a row, in the deliverable's order."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How an answer's rows compare with the expected ones."""

    shares: Mapping[Key, float]
    """For each expected row, the share of its cells (weighted) that is right, from 0 to 1."""
    faults: Mapping[Key, str]
    """For each expected row that is not wholly right, what is the matter with it."""
    stray: tuple[Key, ...]
    """Rows that should not be there: an unknown key, or one row too many for a key."""
    stated: int
    """Different rows handed in."""

    @property
    def recall(self) -> float:
        """The share of the expected rows that is there and right; 0 when none is expected."""
        return sum(self.shares.values()) / len(self.shares) if self.shares else 0.0

    @property
    def precision(self) -> float:
        """The share of the rows handed in that should be there; 0 when there are none."""
        return (self.stated - len(self.stray)) / self.stated if self.stated else 0.0

    @property
    def wholly_right(self) -> frozenset[Key]:
        """The expected rows that are right in every cell."""
        return frozenset(key for key in self.shares if key not in self.faults)


def compare_rows(
    deliverable: Deliverable, expected: Sequence[Row], found: Sequence[Row], weights: Mapping[str, float]
) -> Comparison:
    """Compare by the deliverable's key; `weights` says what each further column is worth and adds up to 1.

    Without weights a row is right when its key is there. Rows that repeat each other word for word count once. Rows
    that share a key and differ make the key wrong, and each of them beyond the first is a stray row.
    """
    given = by_key(deliverable, found)
    wanted = {key_of(deliverable, row): row for row in expected}
    shares: dict[Key, float] = {}
    faults: dict[Key, str] = {}
    for key, row in wanted.items():
        shares[key], fault = _share(deliverable, row, given.get(key, []), weights)
        if fault:
            faults[key] = fault
    stray = [key for key, rows in given.items() for _ in rows[(1 if key in wanted else 0) :]]
    return Comparison(shares, faults, tuple(stray), sum(len(rows) for rows in given.values()))


def by_key(deliverable: Deliverable, rows: Sequence[Row]) -> dict[Key, list[Row]]:
    """Sort rows by their key; those that say the same in every cell count once."""
    sorted_rows: dict[Key, list[Row]] = defaultdict(list)
    seen: set[tuple[Key, ...]] = set()
    for row in rows:
        key = key_of(deliverable, row)
        whole = (key, *((column.name, _plain(column, row.get(column.name))) for column in deliverable.columns))
        if whole not in seen:
            seen.add(whole)
            sorted_rows[key].append(row)
    return dict(sorted_rows)


def key_of(deliverable: Deliverable, row: Row) -> Key:
    """Return the cells that name a row, spelled alike."""
    columns = {column.name: column for column in deliverable.columns}
    return tuple(_plain(columns[name], row.get(name)) for name in deliverable.key)


def same_cell(column: Column, expected: str, found: str | None) -> bool:
    """Tell whether a cell says what it should. ``none`` has to be stated: an absent or empty cell does not say it."""
    if found is None or (says_none(expected) and not says_none(found)):
        return False
    return _plain(column, expected) == _plain(column, found)


def _plain(column: Column, cell: str | None) -> str:
    """Spell a cell so that two cells that mean the same are equal."""
    if cell is None:
        return ""
    if column.type == "choice":
        return code(cell)
    if value := _value(column, cell):
        return value
    if column.type == "ids":
        return "none" if says_none(cell) else "+".join(sorted(ids(cell)))
    return "+".join(sorted(ids(cell))) or cell.strip().upper()


def _value(column: Column, cell: str) -> str:
    """Spell an amount, a date, a time or a whole number in one way; empty where the cell is none."""
    if column.type == "amount" and (number := amount(cell)) is not None:
        return f"{number:.2f}"
    if column.type == "date" and (date := day(cell)) is not None:
        return date.isoformat()
    if column.type == "time" and (time := clock(cell)) is not None:
        return time.isoformat("minutes")
    return str(int(cell)) if column.type == "integer" and cell.strip().isdecimal() else ""


def _share(
    deliverable: Deliverable, expected: Row, rows: Sequence[Row], weights: Mapping[str, float]
) -> tuple[float, str]:
    """Return the share that one expected row earns, and its fault in words (empty when it is right)."""
    if not rows:
        return 0.0, "missing"
    if len(rows) > 1:
        return 0.0, f"stated {len(rows)} times in different words"
    row, wrong, share = rows[0], [], 0.0 if weights else 1.0
    for column in deliverable.columns:
        if column.name not in weights:
            continue
        if same_cell(column, expected[column.name], row.get(column.name)):
            share += weights[column.name]
        else:
            said = (row.get(column.name) or "nothing")[:40]
            wrong.append(f"{column.name} {said}, should be {expected[column.name]}")
    return share, "; ".join(wrong)
