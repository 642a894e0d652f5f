"""A system's rows to look into: list, search, get. What is written goes elsewhere and does not show up here."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from tasks_bank.case import System
from tasks_bank.deliverable import Column, Row
from tasks_bank.serving.cells import Cells, cells_of
from tasks_bank.serving.schema import Mistake, Schema, object_of
from tasks_bank.serving.tool import PAGING, CaseTool, Page, Reply, paged
from tasks_bank.writing.csv_file import csv_file

_NO_KEYS = {"amount", "prose"}
_MOST_KEYS = 3
_LONGEST_TEXT = 200


class Table:
    """The rows of one system."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._rows = system.rows
        self._cells = cells_of(system.columns, system.rows)
        key = key_of(system.columns, system.rows)
        self._key = [cells for cells in self._cells if cells.column in key]

    def tools(self) -> list[CaseTool]:
        """Return the three tools of the system."""
        row = object_of({each.column.name: each.told() for each in self._cells}, (c.name for c in self._system.columns))
        found = paged("rows", row)
        key = {each.argument: each.asked() for each in self._key}
        where = {each.argument: each.asked() for each in self._cells}
        by: dict[str, Schema] = {
            "where": object_of(where) | {"description": "values that cells of a row have, by column"},
            "text": {
                "type": "string",
                "minLength": 1,
                "maxLength": _LONGEST_TEXT,
                "description": "what stands in any cell of the row, in capitals or not",
            },
        }
        name, about = self._system.name, self._system.about or "a table of the case"
        listed = f"{about}: its rows in their order, {len(self._rows)} in all"
        sought = f"{about}: the rows that have these values and this text"
        got = f"{about}: the row that is named by {' and '.join(each.column.name for each in self._key)}"
        return [
            CaseTool(f"{name}_list", f"List {name}", listed, object_of(PAGING), found, writes=False, do=self._list),
            CaseTool(
                f"{name}_search", f"Search {name}", sought, object_of(by | PAGING), found, writes=False, do=self._search
            ),
            CaseTool(f"{name}_get", f"Get from {name}", got, object_of(key, key), found, writes=False, do=self._get),
        ]

    def _list(self, arguments: Mapping[str, Any]) -> Reply:
        return self._reply(self._rows, Page.of(arguments, len(self._rows)))

    def _search(self, arguments: Mapping[str, Any]) -> Reply:
        if "text" not in arguments and not arguments.get("where"):
            raise Mistake(f"nothing is sought; give 'where' or 'text', or use {self._system.name}_list")
        rows = self._having(self._cells, arguments.get("where", {}))
        if text := arguments.get("text", "").casefold():
            rows = [row for row in rows if any(text in cell.casefold() for cell in row.values())]
        return self._reply(rows, Page.of(arguments, len(rows)))

    def _get(self, arguments: Mapping[str, Any]) -> Reply:
        rows = self._having(self._key, arguments)
        if not rows:
            asked = ", ".join(f"{name} {value}" for name, value in arguments.items())
            raise Mistake(f"{self._system.name} has no row with {asked}; {self._system.name}_search finds rows by text")
        return self._reply(rows, Page(0, len(rows), len(rows)))

    def _having(self, cells: Sequence[Cells], values: Mapping[str, Any]) -> Sequence[Row]:
        asked = [each for each in cells if each.argument in values]
        return [row for row in self._rows if all(each.holds(row, values[each.argument]) for each in asked)]

    def _reply(self, rows: Sequence[Row], page: Page) -> Reply:
        shown = rows[page.start : page.end]
        told = [{each.column.name: each.value(row) for each in self._cells} for row in shown]
        text = csv_file([column.name for column in self._system.columns], shown).decode()
        return Reply({"rows": told} | page.to_json(), f"{page.words('row')}\n\n{text}")


def key_of(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[Column, ...]:
    """Return the fewest columns that tell all rows apart, leftmost first; the first column where none do.

    A system does not say what its key is, and some hold a row twice on purpose. Amounts and prose name nothing.
    """
    able = [column for column in columns if column.type not in _NO_KEYS] or list(columns)
    for size in range(1, _MOST_KEYS + 1):
        for some in combinations(able, size):
            if len({tuple(row[column.name] for column in some) for row in rows}) == len(rows):
                return some
    return (able[0],)
