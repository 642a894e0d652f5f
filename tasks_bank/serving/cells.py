"""Columns as a client meets them: under which name and by which JSON schema a cell is asked for, told and written."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tasks_bank.deliverable import Column, Row
from tasks_bank.serving.schema import or_null

_NUMBERS = {"amount": re.compile(r"-?\d{1,12}(\.\d{1,6})?"), "integer": re.compile(r"-?\d{1,12}")}
_LARGEST = 10**12
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9_-]+")
_LONGEST_NAME = 48
"""Some services take names of up to 64 letters, and a tool's name has `_search` behind the system's."""
_LONGEST = {"ids": 1000, "prose": 5000}
_LONGEST_TEXT = 300
_PATTERNS = {"date": r"^\d{4}-\d{2}-\d{2}$", "time": r"^([01]\d|2[0-3]):[0-5]\d$"}
_NONE = "none"

Value = str | int | float | None
"""A cell on the wire; None is an empty cell of a column of numbers."""


@dataclass(frozen=True, slots=True)
class Cells:
    """One column of a system."""

    column: Column
    argument: str
    """What the column is called where a client asks for it."""
    is_number: bool
    """True where every cell that is filled is a plain number: such a column is told in numbers, all others as text."""

    def told(self) -> dict[str, Any]:
        """Return the schema of a cell that is told."""
        if self.is_number:
            kind = "integer" if self.column.type == "integer" else "number"
            return _described(self.column, or_null(kind))
        return _described(self.column, {"type": "string"})

    def asked(self) -> dict[str, Any]:
        """Return the schema of a value that a cell shall have."""
        if self.is_number:
            return _described(self.column, {"type": "integer" if self.column.type == "integer" else "number"})
        if self.column.choices:
            return _described(self.column, {"type": "string", "enum": list(self.column.choices)})
        return _described(self.column, {"type": "string", "maxLength": _LONGEST_TEXT})

    def value(self, row: Row) -> Value:
        """Return the cell of a row as it is told."""
        cell = row[self.column.name]
        if not self.is_number:
            return cell
        if not cell:
            return None
        return int(cell) if self.column.type == "integer" else float(cell)

    def holds(self, row: Row, value: str | float) -> bool:
        """Tell whether the cell of a row has a value; case and blanks around it do not matter."""
        cell = row[self.column.name]
        if self.is_number:
            return bool(cell) and Decimal(cell) == Decimal(str(value))
        return cell.strip().casefold() == str(value).strip().casefold()


def cells_of(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[Cells, ...]:
    """Return the columns of a system."""
    names = argument_names([column.name for column in columns])
    return tuple(
        Cells(column, name, _is_number(column, (row[column.name] for row in rows)))
        for column, name in zip(columns, names, strict=True)
    )


def argument_names(names: Iterable[str]) -> list[str]:
    """Return a name that every service takes for each of these, in their order: ``May 2024`` is ``May_2024``."""
    found: list[str] = []
    for place, name in enumerate(names, start=1):
        plain = _NOT_IN_A_NAME.sub("_", name).strip("_")[:_LONGEST_NAME] or f"column_{place}"
        found.append(plain if plain not in found else f"{plain}_{place}")
    return found


def wanted(column: Column) -> dict[str, Any]:
    """Return the schema of a value that is written.

    Its own rather than that of the column, whose lengths are meant to keep a weak model from repeating itself.
    """
    schema: dict[str, Any]
    if column.choices:
        schema = {"type": "string", "enum": list(column.choices)}
    elif column.type in _NUMBERS:
        kind = "integer" if column.type == "integer" else "number"
        schema = {"type": kind, "minimum": -_LARGEST, "maximum": _LARGEST}
    elif column.type in _PATTERNS:
        schema = {"type": "string", "pattern": _PATTERNS[column.type]}
        schema |= {"format": "date"} if column.type == "date" else {}
    else:
        return _described(column, {"type": "string", "minLength": 1, "maxLength": _LONGEST.get(column.type, 300)})
    schema = _described(column, schema)
    if _NONE in re.findall(r"\w+", column.about):  # the brief says that there may be none
        return {"anyOf": [schema, {"type": "string", "enum": [_NONE]}], "description": schema["description"]}
    return schema


def _described(column: Column, schema: dict[str, Any]) -> dict[str, Any]:
    """Add what goes into the column; its name stands above the schema already."""
    inside = column.words()[len(column.name) + 2 : -1]
    return schema | {"description": inside} if inside else schema


def _is_number(column: Column, cells: Iterable[str]) -> bool:
    pattern = _NUMBERS.get(column.type)
    return pattern is not None and all(pattern.fullmatch(cell) for cell in cells if cell)
