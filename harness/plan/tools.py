"""The ports of context engineering: a tool that an agent may use, and a source that fills its context.

Tools work on tables and texts and know no task: not its rules, not what was planted in its cases.
One module in ``harness/context/tools`` brings ``create() -> Tool``; one in ``harness/context`` brings
``create(settings) -> Source``.
"""

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from tasks_bank.case import Brief
from tasks_bank.deliverable import Column, Row

Rows = tuple[Row, ...]


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
class Part:
    """A piece of context as a model will see it."""

    title: str
    text: str
    source: str
    """Which context source supplied it."""


class Source(Protocol):
    """Something that fills an agent's context."""

    name: str

    def supply(self, brief: Brief, wanted: Sequence[str], count_tokens: Callable[[str], int]) -> Sequence[Part]:
        """Return what fits the source's token budget, in the order of importance.

        `wanted` holds the patterns of file names that the agent reads; empty means all that the source has.
        What does not fit is left out, and the last part says so.
        """
        ...


@dataclass(frozen=True, slots=True)
class Known:
    """What this installation has: a design is checked against it."""

    tools: frozenset[str]
    sources: frozenset[str]
    deliverables: tuple[str, ...]
    """Of the task that the design is for."""
    columns: Mapping[str, tuple[Column, ...]]
    """The columns of each deliverable table."""
