"""The tool `sum`: exact totals of a column, by groups or over all rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal
from typing import Any

from harness.context.tables.arguments import known_only, shown, table, word, words
from harness.context.tables.cells import Key, is_blank, key_of, number_of, number_text
from harness.context.tables.columns import bounded, find_column
from harness.plan.tools import Rows, ToolMistake, Workspace
from tasks_bank.deliverable import Row

PARAMETERS: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "table": {"type": "string", "description": "the name of the table to add up"},
        "column": {"type": "string", "description": "the column of amounts"},
        "by": {
            "type": "array",
            "items": {"type": "string"},
            "description": "columns that make the groups; without them there is one total",
        },
    },
    "required": ["table", "column"],
    "additionalProperties": False,
}
_EXACT = Context(prec=100)
_RESULTS = ("amount", "count")
_NOTHING = (Decimal(0), 0)


@dataclass(slots=True)
class Sum:
    """Adds up a column of amounts without rounding. Blank cells are not counted; anything else must be an amount."""

    name: str = "sum"
    about: str = "Add up a column of a table exactly; returns amount and count, one row for each group."
    parameters: Mapping[str, Any] = field(default_factory=lambda: PARAMETERS)

    def use(self, workspace: Workspace, arguments: Mapping[str, Any]) -> Rows:
        """Return the groups in order of first appearance, with ``amount`` and ``count``. Raises ToolMistake."""
        known_only(self.name, arguments, self.parameters)
        name, rows = table(workspace, arguments, "table")
        column = find_column(name, rows, word(arguments, "column"))
        by = [find_column(name, rows, part) for part in words(arguments, "by")]
        if taken := set(by) & set(_RESULTS):
            raise ToolMistake(f"cannot group by '{min(taken)}': the result has a column of its own by that name")
        heads: dict[tuple[Key, ...], Row] = {} if by else {(): {}}
        totals: dict[tuple[Key, ...], tuple[Decimal, int]] = {}
        for number, row in enumerate(rows, start=1):
            group = tuple(key_of(row.get(part, "")) for part in by)
            heads.setdefault(group, {part: row.get(part, "") for part in by})
            text = row.get(column, "")
            if not is_blank(text):
                amount, count = totals.get(group, _NOTHING)
                totals[group] = (_EXACT.add(amount, _amount(text, f"row {number} of '{name}'", column)), count + 1)
        return bounded([head | _result(*totals.get(group, _NOTHING)) for group, head in heads.items()], "group by less")


def create() -> Sum:
    """Make the tool."""
    return Sum()


def _amount(text: str, where: str, column: str) -> Decimal:
    value = number_of(text)
    if value is None:
        raise ToolMistake(f"{where} has '{shown(text)}' in '{column}', which is no amount; choose a column of amounts")
    return value


def _result(amount: Decimal, count: int) -> Row:
    return {"amount": number_text(amount), "count": str(count)}
