"""The port of context sources: what fills an agent's context, and what tools it brings with it.

One module in ``harness/context`` brings ``create(settings) -> Source``. A source is made once for each design of a run
and opened once for each trial; what it starts for a trial (a server, a connection) ends with the trial.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from tasks_bank.answer import Action
from tasks_bank.case import Brief
from tasks_bank.notes.note import Note
from tasks_bank.serving.recording import Recorder

CountTokens = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of context as a model will see it."""

    title: str
    text: str
    source: str
    """Which context source supplied it."""
    standing: bool = True
    """True where it goes with the agent's instructions and stays the same from call to call; False: with its papers."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a case gives to the sources of one trial. Nothing of the hidden truth is in it."""

    brief: Brief
    texts: Mapping[str, str]
    """File name to its text."""
    serve: Callable[[Recorder], object]
    """Makes an MCP server of the case's systems and files; the recorder keeps what is written to them."""
    task_folder: Path
    """Where the task's own skills lie."""
    count_tokens: CountTokens
    notes: tuple[Note, ...] = ()
    """What earlier months left to remember; some of it may be wrong."""
    case_digest: str = ""
    """Tells the case from others, so that nobody is shown what was learned from the same case."""


@dataclass(frozen=True, slots=True)
class Handed:
    """What a tool of a source gave back."""

    text: str
    """As a model sees it, before it is cut to the room that is left."""
    mistake: bool = False
    """True where the call did not fit; the text says what to do instead."""
    actions: tuple[Action, ...] = ()
    """Writes to the case's systems that the call made; they are handed in with the answer."""
    size_bytes: int | None = None
    """What came back from outside, where it did."""


class SourceTool(Protocol):
    """A tool that a source brings: it may wait for somebody else."""

    name: str
    about: str
    """What it does, for a model that may choose it."""
    parameters: Mapping[str, Any]
    """JSON schema of the arguments."""

    async def call(self, arguments: Mapping[str, Any]) -> Handed:
        """Do it. Raises SourceLost where it cannot be done any more, whatever the arguments."""
        ...


class Opened(Protocol):
    """A source at work in one trial."""

    name: str
    tools: Sequence[SourceTool]
    """Offered to the agents that read the source."""

    def supply(self, wanted: Sequence[str], query: str) -> Sequence[Part]:
        """Return what fits the source's token budget, in the order of importance.

        `wanted` holds the patterns of names that the agent reads; empty means all that the source has. `query` is what
        the agent is asked now. What does not fit is left out, and the last part says so.
        """
        ...


class Source(Protocol):
    """Something that fills an agent's context."""

    name: str

    def open(self, given: Given) -> AbstractAsyncContextManager[Opened]:
        """Make it ready for one trial. Entering raises SourceLost where it cannot be had."""
        ...
