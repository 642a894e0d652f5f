"""A tool of a case: what it is called, what it takes, what it gives back. It knows no protocol."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tasks_bank.file import File
from tasks_bank.serving.schema import Schema, check, object_of, or_null

MOST_ROWS = 200
"""Of one reply."""
_USUAL_ROWS = 50
PAGING: dict[str, Schema] = {
    "offset": {"type": "integer", "minimum": 0, "default": 0, "description": "how many to pass over"},
    "limit": {
        "type": "integer",
        "minimum": 1,
        "maximum": MOST_ROWS,
        "default": _USUAL_ROWS,
        "description": "how many to return at most",
    },
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What a tool gives back."""

    data: Mapping[str, Any]
    """As JSON types, by the schema that the tool names."""
    text: str
    """The same for a reader."""
    file: File | None = None
    """A file that is no text and goes with it."""


@dataclass(frozen=True, slots=True)
class CaseTool:
    """Something that can be done with a system or the drive of a case."""

    name: str
    title: str
    about: str
    parameters: Schema
    returns: Schema
    writes: bool
    """True when a call changes something."""
    do: Callable[[Mapping[str, Any]], Reply]

    def call(self, arguments: Mapping[str, Any]) -> Reply:
        """Check the arguments and do the work; what is null counts as left out. Raises Mistake."""
        given = {name: value for name, value in arguments.items() if value is not None}
        check(self.parameters, given)
        usual = {name: each["default"] for name, each in self.parameters["properties"].items() if "default" in each}
        return self.do(usual | given)


@dataclass(frozen=True, slots=True)
class Page:
    """A part of what there is, and how to go on."""

    start: int
    end: int
    total: int

    @classmethod
    def of(cls, arguments: Mapping[str, Any], total: int) -> "Page":
        """Return the page that a caller asks for."""
        start = min(int(arguments["offset"]), total)
        return cls(start, min(start + int(arguments["limit"]), total), total)

    def to_json(self) -> dict[str, int | None]:
        """Return it as JSON types."""
        return {"offset": self.start, "total": self.total, "next_offset": self.end if self.end < self.total else None}

    def words(self, thing: str) -> str:
        """Say which part it is."""
        if self.start == self.end:
            return f"no {thing} from offset {self.start} on, {self.total} in all"
        more = f"; go on with offset {self.end}" if self.end < self.total else ""
        return f"{thing}s {self.start + 1} to {self.end} of {self.total}{more}"


def paged(name: str, item: Schema) -> dict[str, Any]:
    """Return the schema of a page of such items."""
    properties: dict[str, Schema] = {
        name: {"type": "array", "items": item},
        "offset": {"type": "integer"},
        "total": {"type": "integer", "description": "how many there are in all"},
        "next_offset": or_null("integer", "where to go on; null at the end"),
    }
    return object_of(properties, properties)
