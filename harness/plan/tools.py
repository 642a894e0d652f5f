"""The port of deterministic tools: they work on tables and texts and know no task.

They know neither a task's rules nor what was planted in its cases. One module in ``harness/context/tools`` brings
``create() -> Tool``.
"""

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from tasks_bank.deliverable import Column, Row

Rows = tuple[Row, ...]
TABLE_ARGUMENTS = ("table", "left", "right")
"""The arguments that name tables, in all tools."""
FILE_ARGUMENT = "file"
"""The argument that names files, in the tools that open them."""


@dataclass(slots=True)
class Workspace:
    """What an agent's tools can reach: the case's files as text, and the tables made so far."""

    texts: Mapping[str, str]
    """File name to its text."""
    tables: MutableMapping[str, Rows] = field(default_factory=dict)

    def table(self, name: str) -> Rows:
        """Return a table by name. Raises ToolMistake."""
        if name not in self.tables:
            raise ToolMistake(f"there is no table '{name}'; there are {', '.join(self.tables) or '(none yet)'}")
        return self.tables[name]


class ToolMistake(Exception):
    """A tool was called with arguments that do not fit; the text says what to do instead."""


class Tool(Protocol):
    """A deterministic worker."""

    name: str
    about: str
    """What it does, for a model that may choose it."""
    parameters: Mapping[str, Any]
    """JSON schema of the arguments."""

    def use(self, workspace: Workspace, arguments: Mapping[str, Any]) -> Rows:
        """Do the work. Raises ToolMistake."""
        ...


@dataclass(frozen=True, slots=True)
class Known:
    """What this installation has: a design is checked against it."""

    tools: Mapping[str, Tool]
    sources: frozenset[str]
    deliverables: tuple[str, ...]
    """Of the task that the design is for."""
    columns: Mapping[str, tuple[Column, ...]]
    """The columns of each deliverable table."""
    writes: Mapping[str, str] = field(default_factory=dict)
    """The write of the case's systems that hands in a row, for the deliverables that have one."""
    providers: frozenset[str] = frozenset()
    """Who may be named in an agent's own model."""
