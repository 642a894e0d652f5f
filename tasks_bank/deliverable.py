"""What a brief asks to be handed in: in words for a reader, as a JSON schema for constrained output."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["table", "text", "calendar", "mail"]
ColumnType = Literal["text", "amount", "date", "time", "integer", "choice", "ids", "prose"]
"""``time`` is a time of day; ``prose`` runs over sentences, such as an outline or a drafted mail."""

Row = dict[str, str]
"""One line of a table: column name to the text of the cell, as `tasks_bank.reading` normalises it."""

_TYPE_WORDS = {
    "amount": "an amount such as 1234.50",
    "date": "a date, YYYY-MM-DD",
    "time": "a time, HH:MM",
    "integer": "a whole number",
    "ids": "one reference, or several joined with +",
}
_LONGEST_CELL = 60
_LONGEST_PROSE = 1500
_LONGEST_TABLE = 400


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    type: ColumnType = "text"
    choices: tuple[str, ...] = ()
    """The only values allowed, for a ``choice`` column."""
    about: str = ""
    """What goes in, in a few words."""
    aliases: tuple[str, ...] = ()
    """Other headings that mean this column."""

    def words(self) -> str:
        """Say what goes into the column."""
        said = [self.about] if self.about else []
        if self.choices:
            said.append("one of " + ", ".join(self.choices))
        elif self.type in _TYPE_WORDS:
            said.append(_TYPE_WORDS[self.type])
        return f"{self.name} ({'; '.join(said)})" if said else self.name

    def schema(self) -> dict[str, Any]:
        """Return the JSON schema of a cell; text is bounded, since a weak model otherwise repeats itself."""
        if self.choices:
            return {"type": "string", "enum": list(self.choices)}
        if self.type == "amount":
            return {"type": "number"}
        if self.type == "integer":
            return {"type": "integer"}
        return {"type": "string", "maxLength": _LONGEST_PROSE if self.type == "prose" else _LONGEST_CELL}


@dataclass(frozen=True, slots=True)
class Deliverable:
    """One thing to hand in."""

    name: str
    kind: Kind = "table"
    columns: tuple[Column, ...] = ()
    """The columns of a table or of a calendar's events; empty for the other kinds.

    A calendar's are among those that `tasks_bank.reading.calendar_file` fills from an ICS file.
    """
    key: tuple[str, ...] = ()
    """The columns that together name a row."""
    required: bool = True
    about: str = ""
    write: str = ""
    """The write of a system that adds a row: an action of that name is read as one."""

    @property
    def has_rows(self) -> bool:
        """True for what is handed in as rows: a table, or the events of a calendar."""
        return self.kind in {"table", "calendar"}

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def words(self) -> str:
        """Describe the deliverable in one line, the same for every level of AI use."""
        form = "calendar: an .ics file or a table" if self.kind == "calendar" else self.kind
        head = f"{self.name} ({form}{'' if self.required else ', if there is anything to put in it'})"
        body = [self.about] if self.about else []
        if self.columns:
            body.append("columns: " + ", ".join(column.words() for column in self.columns))
        return head + (": " + "; ".join(body) if body else "")

    def schema(self) -> dict[str, Any]:
        """Return the JSON schema of the rows of a table or calendar, or of a text."""
        if not self.has_rows:
            return {"type": "string", "maxLength": 4000}
        cells = {column.name: column.schema() for column in self.columns}
        row = {"type": "object", "properties": cells, "required": list(cells), "additionalProperties": False}
        return {"type": "array", "items": row, "maxItems": _LONGEST_TABLE}


def schema_of(deliverables: Sequence[Deliverable]) -> dict[str, Any]:
    """Return the JSON schema of an object that holds all the deliverables by name."""
    parts = {deliverable.name: deliverable.schema() for deliverable in deliverables}
    return {"type": "object", "properties": parts, "required": list(parts), "additionalProperties": False}
