"""The tool `parse`: a file's text into rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Any

from harness.context.tables.arguments import known_only, shown, word, words
from harness.context.tables.columns import bounded, columns_of, even, find_column
from harness.context.tables.delimited import Found, tables_in
from harness.context.tables.labels import labelled
from harness.plan.tools import Rows, ToolMistake, Workspace
from tasks_bank.deliverable import Row

PARAMETERS: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "file": {"type": "string", "description": "a file name, or a pattern for several such as receipts/*.pdf"},
        "columns": {
            "type": "array",
            "items": {"type": "string"},
            "description": "the columns (or, in a form, the labels) to keep, one row each; all if not given",
        },
        "sheet": {"type": "string", "description": "the sheet of a workbook; all if not given"},
    },
    "required": ["file"],
    "additionalProperties": False,
}
_TABLE_ENDINGS = (".csv", ".tsv", ".ics", ".ofx")
_SHOWN_FILES = 12


@dataclass(slots=True)
class Parse:
    """Reads tables as they stand, and a form line by line as label and value."""

    name: str = "parse"
    about: str = "Read a file into rows: a table as its columns, a form such as an invoice as label and value."
    parameters: Mapping[str, Any] = field(default_factory=lambda: PARAMETERS)

    def use(self, workspace: Workspace, arguments: Mapping[str, Any]) -> Rows:
        """Return the rows; a pattern adds the column ``file``, several sheets add ``sheet``. Raises ToolMistake."""
        known_only(self.name, arguments, self.parameters)
        asked, columns = word(arguments, "file"), words(arguments, "columns")
        sheet = word(arguments, "sheet") if "sheet" in arguments else ""
        files = _files(workspace.texts, asked)
        rows: list[Row] = []
        for name in files:
            read = _read(name, workspace.texts[name], columns, sheet)
            named = asked in (name, PurePosixPath(name).name)
            rows += read if named else [{"file": name} | row for row in read]
        return bounded(even(rows), "parse one file or one sheet at a time")


def create() -> Parse:
    """Make the tool."""
    return Parse()


def _files(texts: Mapping[str, str], asked: str) -> list[str]:
    """Return the files that are meant: by name, by the last part of a name if only one file has it, by pattern."""
    if asked in texts:
        return [asked]
    called = [name for name in texts if PurePosixPath(name).name == asked]
    found = called if len(called) == 1 else [name for name in texts if fnmatchcase(name, asked)]
    if not found:
        known = list(texts)[:_SHOWN_FILES]
        more = f" and {len(texts) - len(known)} more" if len(texts) > len(known) else ""
        raise ToolMistake(f"there is no file '{shown(asked)}'; there are {', '.join(known) or '(none)'}{more}")
    return found


def _read(name: str, text: str, columns: Sequence[str], sheet: str) -> list[Row]:
    tables = tables_in(text, is_table=name.lower().endswith(_TABLE_ENDINGS))
    if sheet:
        tables = _sheet(name, tables, sheet)
    if tables:
        return _from_tables(name, tables, columns)
    return _from_form(labelled(text), columns)


def _sheet(name: str, tables: Sequence[Found], sheet: str) -> list[Found]:
    found = [one for one in tables if one.name.casefold() == sheet.casefold()]
    if not found:
        names = ", ".join(one.name for one in tables if one.name) or "(none)"
        raise ToolMistake(f"file '{name}' has no sheet '{shown(sheet)}'; it has {names}")
    return found


def _from_tables(name: str, tables: Sequence[Found], columns: Sequence[str]) -> list[Row]:
    """Put the tables of one file under each other, and say which sheet where there are several."""
    several = len(tables) > 1
    rows = even([({"sheet": one.name} if several and one.name else {}) | row for one in tables for row in one.rows])
    if not columns:
        return rows
    kept = [find_column(name, tuple(rows), column) for column in columns]
    return [{column: row.get(column, "") for column in kept} for row in rows]


def _from_form(rows: Rows, columns: Sequence[str]) -> list[Row]:
    """Return label and value line by line, or, when labels are asked for, one row with those labels as columns."""
    if not columns or set(columns) <= set(columns_of(rows)):
        return [{column: row[column] for column in columns or row} for row in rows]
    values: Row = {}
    for row in rows:
        values.setdefault(row["label"].casefold(), row["value"])
    return [{column: values.get(column.casefold(), "") for column in columns}]
