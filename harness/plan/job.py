"""What an orchestrator is given to do its work, and where it puts what is done. The port of every orchestrator."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from harness.messages import Message, Reply, ToolSpec
from harness.plan.design import Design
from harness.plan.sources import Opened
from harness.plan.tools import Tool
from tasks_bank.answer import Action, Answer
from tasks_bank.case import Brief


class Ask(Protocol):
    """The only way to a model: every attempt is metered and named.

    `variation` tells independent answers to the same question apart: each has a seed of its own.
    """

    async def __call__(  # noqa: D102 - described by the class
        self,
        agent: str,
        messages: Sequence[Message],
        *,
        max_output_tokens: int,
        tools: Sequence[ToolSpec] = (),
        schema: Mapping[str, Any] | None = None,
        variation: int = 0,
    ) -> Reply: ...


class CountSent(Protocol):
    """Counts what a call would send, as `call_in_tokens` limits it."""

    def __call__(  # noqa: D102 - described by the class
        self, messages: Sequence[Message], tools: Sequence[ToolSpec] = (), schema: Mapping[str, Any] | None = None
    ) -> int: ...


class NoteSpan(Protocol):
    """Keeps a span: something that took time and was not a model call."""

    def __call__(  # noqa: D102 - described by the class
        self, kind: str, name: str, agent: str, started_s: float, detail: str = "", *, took: "Took | None" = None
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Took:
    """What came back in a span, beside the time that it took."""

    tokens: int
    """As the model saw it."""
    size_bytes: int | None = None
    """From outside; None where nothing came from outside."""


@dataclass(slots=True)
class Desk:
    """Where work is handed in. What lies here last is the answer, also when a limit ends the trial."""

    handed_in: Answer = field(default_factory=Answer)
    acted: list[Action] = field(default_factory=list)

    def hand_in(self, answer: Answer) -> None:
        """Replace what was handed in before."""
        self.handed_in = answer

    def act(self, action: Action) -> None:
        """Keep a write to a system: done is done, whatever is handed in later."""
        self.acted.append(action)

    @property
    def answer(self) -> Answer:
        """What was handed in last, with everything that was done."""
        return replace(self.handed_in, actions=(*self.handed_in.actions, *self.acted))


@dataclass(frozen=True, slots=True)
class Window:
    """What goes into a call to a model that an agent has of its own, and how that model counts it."""

    count_tokens: Callable[[str], int]
    count_sent: CountSent
    fit: Callable[[Sequence[tuple[str, str]], int], str]
    call_in_tokens: int | None
    call_out_tokens: int | None


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work for an orchestrator."""

    design: Design
    brief: Brief
    texts: Mapping[str, str]
    """The case's files as text."""
    tools: Mapping[str, Tool]
    sources: Sequence[Opened]
    ask: Ask
    count_tokens: Callable[[str], int]
    count_sent: CountSent
    fit: Callable[[Sequence[tuple[str, str]], int], str]
    """Puts titled texts into so many tokens, in order, and says at the end what was cut."""
    call_in_tokens: int | None
    """The most that one call may send; None where only the design's budgets count."""
    call_out_tokens: int | None
    """The most that one call may bring back; None where only the design's allowance counts."""
    clock: Callable[[], float]
    """Seconds since the trial began."""
    note_span: NoteSpan
    act: Callable[[Action], None]
    """Keeps a write to one of the case's systems."""
    turn: Callable[[str], AbstractAsyncContextManager[None]]
    """Within it an agent works: its own seconds run. Raises AgentOutOfTime when they are up."""
    windows: Mapping[str, Window] = field(default_factory=dict)
    """Of agents with a model of their own, by the agent's name."""
    asleep: frozenset[str] = frozenset()
    """Agents after whom the gates let everything pass, since somebody wants to see what then (fault injection)."""

    def at(self, agent: str) -> "Job":
        """Return the job as an agent has it: counted and limited as its own model does, where it has one."""
        window = self.windows.get(agent)
        if window is None:
            return self
        return replace(
            self,
            count_tokens=window.count_tokens,
            count_sent=window.count_sent,
            fit=window.fit,
            call_in_tokens=window.call_in_tokens,
            call_out_tokens=window.call_out_tokens,
        )


class Orchestrator(Protocol):
    """A way of carrying out a design. One plug-in in ``harness/orchestrators`` brings ``create() -> Orchestrator``."""

    name: str

    async def carry_out(self, job: Job, desk: Desk) -> None:
        """Do the work and hand it in. Lets LimitReached, Refused and ProviderError pass, AgentFailed where it may."""
        ...
