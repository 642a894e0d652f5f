"""The tool `join_on`: rows of two tables side by side where columns are equal."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Context, Decimal
from typing import Any

from harness.context.tables.arguments import Pairs, cell, choice, column_pairs, known_only, shown, table
from harness.context.tables.cells import Key, is_blank, key_of, number_of
from harness.context.tables.columns import MOST_ROWS, bounded, columns_of, new_names
from harness.plan.tools import Rows, ToolMistake, Workspace
from tasks_bank.deliverable import Row

PARAMETERS: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "left": {"type": "string", "description": "the name of the first table"},
        "right": {"type": "string", "description": "the name of the second table"},
        "on": {
            "type": "array",
            "items": {"type": ["string", "array"], "items": {"type": "string"}},
            "description": "columns that must be equal: a name that both have, or [left column, right column]",
        },
        "keep": {
            "type": "string",
            "enum": ["inner", "left"],
            "description": "inner: only rows with a partner; left: all rows of the first table",
        },
        "tolerance": {"type": ["string", "number"], "description": "how far numbers may lie apart; 0 if not given"},
    },
    "required": ["left", "right", "on"],
    "additionalProperties": False,
}
_EXACT = Context(prec=100)
_CLOSE = ("close", 0)
"""Stands for a number where numbers may differ: whether they are close enough is checked pair by pair."""


@dataclass(slots=True)
class JoinOn:
    """Joins two tables on equal cells: numbers as numbers, dates as dates, text without regard to case.

    A blank cell equals nothing. A row with several partners appears once for each.
    """

    name: str = "join_on"
    about: str = "Put rows of two tables side by side where the named columns are equal."
    parameters: Mapping[str, Any] = field(default_factory=lambda: PARAMETERS)

    def use(self, workspace: Workspace, arguments: Mapping[str, Any]) -> Rows:
        """Return left columns and right ones; a right one whose name clashes becomes ``TABLE_column``.

        Raises ToolMistake.
        """
        known_only(self.name, arguments, self.parameters)
        left, right = table(workspace, arguments, "left"), table(workspace, arguments, "right")
        pairs = column_pairs(arguments, "on", left, right)
        if not pairs:
            raise ToolMistake("'on' is empty; name at least one column, such as [\"document\"]")
        keep_all = choice(arguments, "keep", ("inner", "left")) == "left"
        partners = _Partners(right[1], pairs, _tolerance(arguments))
        names = new_names(columns_of(left[1]), columns_of(right[1]), right[0])
        joined: list[Row] = []
        for row in left[1]:
            found = partners.of(row) or ([{}] if keep_all else [])
            joined += [row | {new: other.get(old, "") for old, new in names.items()} for other in found]
            if len(joined) > MOST_ROWS:
                break
        return bounded(joined, "join on more columns, or look up fewer rows first")


def create() -> JoinOn:
    """Make the tool."""
    return JoinOn()


class _Partners:
    """The rows of the right table, filed by their cells in the joined columns."""

    def __init__(self, rows: Rows, pairs: Pairs, tolerance: Decimal) -> None:
        self._left = [left for left, _ in pairs]
        self._right = [right for _, right in pairs]
        self._tolerance = tolerance
        self._rows = rows
        self._filed: dict[tuple[Key, ...], list[int]] = defaultdict(list)
        for number, row in enumerate(rows):
            for key in self._keys(row, self._right, shifts=(0,)):
                self._filed[key].append(number)

    def of(self, row: Row) -> list[Row]:
        """Return the partners of a left row in the order of their table."""
        keys = self._keys(row, self._left, shifts=(-1, 0, 1) if self._tolerance else (0,))
        filed = (self._rows[number] for number in sorted(number for key in keys for number in self._filed.get(key, ())))
        return [other for other in filed if not self._tolerance or self._close(row, other)]

    def _keys(self, row: Row, columns: Sequence[str], shifts: Sequence[int]) -> Iterator[tuple[Key, ...]]:
        """Yield where a row is filed: its first number by the multiple of the tolerance, shifted to the neighbours."""
        cells = [row.get(column, "") for column in columns]
        if any(map(is_blank, cells)):
            return
        exact = [key_of(text) for text in cells]
        numbers = [place for place, (kind, _) in enumerate(exact) if kind == "number"] if self._tolerance else []
        near = [_CLOSE if place in numbers else key for place, key in enumerate(exact)]
        if not numbers:
            yield tuple(near)
            return
        value = number_of(cells[numbers[0]]) or Decimal(0)
        step = _EXACT.divide(value, self._tolerance).to_integral_value(ROUND_FLOOR)
        for shift in shifts:
            yield (*near[: numbers[0]], ("step", _EXACT.add(step, Decimal(shift))), *near[numbers[0] + 1 :])

    def _close(self, row: Row, other: Row) -> bool:
        for left, right in zip(self._left, self._right, strict=True):
            first, second = number_of(row[left]), number_of(other[right])
            if first is not None and second is not None and abs(_EXACT.subtract(first, second)) > self._tolerance:
                return False
        return True


def _tolerance(arguments: Mapping[str, Any]) -> Decimal:
    value = arguments.get("tolerance", "0")
    number = number_of(cell(value))
    if number is None or number < 0:
        raise ToolMistake(f"'tolerance' is {shown(value)}; give an amount such as 0.50, or leave it out")
    return number
