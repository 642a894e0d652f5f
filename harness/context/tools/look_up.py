"""The tool `look_up`: the rows of a table that hold given values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from harness.context.tables.arguments import cell, known_only, shown, table
from harness.context.tables.cells import key_of
from harness.context.tables.columns import bounded, find_column
from harness.plan.tools import Rows, ToolMistake, Workspace

PARAMETERS: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "table": {"type": "string", "description": "the name of the table to look in"},
        "where": {
            "type": "object",
            "description": "column name to the value that its cell must equal, or to a list of allowed values",
            "additionalProperties": {"type": ["string", "number", "array"]},
        },
    },
    "required": ["table", "where"],
    "additionalProperties": False,
}


@dataclass(slots=True)
class LookUp:
    """Finds rows by the values of their cells; text without regard to case, amounts as numbers, dates as dates."""

    name: str = "look_up"
    about: str = "Return the rows of a table whose cells equal the given values."
    parameters: Mapping[str, Any] = field(default_factory=lambda: PARAMETERS)

    def use(self, workspace: Workspace, arguments: Mapping[str, Any]) -> Rows:
        """Return the rows that hold all the values. Raises ToolMistake."""
        known_only(self.name, arguments, self.parameters)
        name, rows = table(workspace, arguments, "table")
        where = arguments["where"]
        if not isinstance(where, dict):
            raise ToolMistake(f'\'where\' is {shown(where)}; give column names with values, such as {{"kind": "rail"}}')
        allowed = {find_column(name, rows, column): _keys(value) for column, value in where.items()}
        found = [row for row in rows if all(key_of(row.get(column, "")) in keys for column, keys in allowed.items())]
        return bounded(found, "ask for more values in 'where'")


def create() -> LookUp:
    """Make the tool."""
    return LookUp()


def _keys(value: object) -> set[object]:
    return {key_of(cell(one)) for one in (value if isinstance(value, list) else [value])}
