"""What is known of a design's tables before it runs: which columns they have, and whether they can be empty.

Tools are tried on made-up tables of no row and of one. That is sound for what it is used for: that a call can never be
done, and that a gate finds a row whatever stands in its tables.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from harness.plan.design import Design, Prepared
from harness.plan.flow import writers
from harness.plan.tools import FILE_ARGUMENT, TABLE_ARGUMENTS, Known, Rows, ToolMistake, Workspace
from tasks_bank.deliverable import Column

_ALIKE, _APART = True, False
"""One row with the same cells in every table, or one with cells of its own: some tools look for what is alike."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a design."""

    design: Design
    known: Known
    columns: Mapping[str, tuple[Column, ...]]
    """Of all tables that the design may write, as the task or the design declares them."""

    def exact(self, name: str) -> tuple[str, ...]:
        """Return all the columns of a table that models alone write; empty where code makes it, or nobody knows."""
        prepared = {prepared.into for agent in self.design.agent for prepared in agent.prepare}
        if name in prepared or name not in writers(self.design):
            return ()
        return tuple(column.name for column in self.columns.get(name, ()))

    def never_empty(self, name: str, seen: frozenset[str] = frozenset()) -> bool:
        """Say whether a table has a row whatever models say: it is a file's, or comes from such by code."""
        preparing = [p for agent in self.design.agent for p in agent.prepare if p.into == name]
        if name in seen or not preparing:
            return False
        return all(self._always_makes(prepared, seen | {name}) for prepared in preparing)

    def _always_makes(self, prepared: Prepared, seen: frozenset[str]) -> bool:
        if prepared.tool not in self.known.tools:
            return False
        if self.opens_files(prepared.tool):
            return True
        return all(isinstance(made, tuple) and made for made in self.tried(prepared.tool, prepared.arguments, seen))

    def opens_files(self, tool: str) -> bool:
        """Say whether a tool opens the case's files; what is in them is not known yet."""
        return FILE_ARGUMENT in self.known.tools[tool].parameters["properties"]

    def tried(self, tool: str, arguments: Mapping[str, Any], seen: frozenset[str] = frozenset()) -> list[Rows | str]:
        """Return what a tool makes of tables as empty as they can be, and of one row each; or why it can do nothing."""
        named = named_tables(arguments)
        filled = [name for name in named if self.never_empty(name, seen)]
        return [*self._on(tool, arguments, filled), *self._on(tool, arguments, named)]

    def full(self, tool: str, arguments: Mapping[str, Any]) -> list[Rows | str]:
        """Return what a tool makes of one row in each of its tables; or why it can do nothing."""
        return self._on(tool, arguments, named_tables(arguments))

    def _on(self, tool: str, arguments: Mapping[str, Any], filled: Sequence[str]) -> list[Rows | str]:
        return [
            self._used(tool, arguments, {name: self._row(name, arguments, alike=alike) for name in filled})
            for alike in (_ALIKE, _APART)
        ]

    def _used(self, tool: str, arguments: Mapping[str, Any], tables: Mapping[str, Rows]) -> Rows | str:
        rows = {name: tables.get(name, ()) for name in named_tables(arguments)}
        try:
            return self.known.tools[tool].use(Workspace({}, rows), arguments)
        except ToolMistake as mistake:
            return str(mistake)

    def _row(self, name: str, arguments: Mapping[str, Any], *, alike: bool) -> Rows:
        """Return one row: the same number in all cells of all tables, or another one in each table."""
        columns = self.exact(name) or tuple(dict.fromkeys(_words(arguments)))
        number = "1" if alike else str(2 + named_tables(arguments).index(name))
        return (dict.fromkeys(columns, number),)


def tables_of(design: Design, known: Known) -> Tables:
    """Return what is known of a design's tables."""
    return Tables(design, known, dict(known.columns) | {table.name: table.columns for table in design.table})


def named_tables(arguments: Mapping[str, Any]) -> list[str]:
    """Return the tables that a tool's arguments name."""
    return [arguments[key] for key in TABLE_ARGUMENTS if isinstance(arguments.get(key), str)]


def _words(value: object) -> Iterator[str]:
    """Return every text in a tool's arguments, which may be the name of a column, and every key."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key)
            yield from _words(inner)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _words(inner)
