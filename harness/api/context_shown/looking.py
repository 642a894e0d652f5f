"""An orchestrator that lets another one work, keeps what it would send, and says nothing to anything it asks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from harness.messages import Message, Reply, ToolSpec, Usage
from harness.plan.design import Design
from harness.plan.job import Desk, Job, Orchestrator
from harness.plan.sources import Opened, Part

Titled = tuple[str, str]
Fit = Callable[[Sequence[Titled], int], str]


@dataclass(frozen=True, slots=True)
class Sent:
    """What an agent's model was asked."""

    agent: str
    messages: tuple[Message, ...]
    tools: tuple[ToolSpec, ...]
    schema: Mapping[str, Any] | None
    max_output_tokens: int


@dataclass(frozen=True, slots=True)
class Fitted:
    """Titled texts that were put into the room that was left, and what came of it."""

    titles: tuple[str, ...]
    text: str


@dataclass(slots=True)
class Looking:
    """Keeps every request of a trial; no request leaves it."""

    of: Orchestrator
    name: str = "looking"
    job: Job | None = None
    sent: list[Sent] = field(default_factory=list)
    fitted: list[Fitted] = field(default_factory=list)
    supplied: list[Part] = field(default_factory=list)
    done: set[str] = field(default_factory=set)
    """Agents that have worked once. What a coordinator or a gate has them do again is not looked at."""

    async def carry_out(self, job: Job, desk: Desk) -> None:
        """Let the other do the work."""
        self.job = job
        watched = [_Watched(source, self.supplied) for source in job.sources]
        await self.of.carry_out(
            replace(
                job,
                design=_goes_on(job.design),
                sources=watched,
                ask=self._ask,
                fit=partial(self._fit, job.fit),
                windows={name: replace(own, fit=partial(self._fit, own.fit)) for name, own in job.windows.items()},
                note_span=self._note_span,
            ),
            desk,
        )

    async def _ask(
        self,
        agent: str,
        messages: Sequence[Message],
        *,
        max_output_tokens: int,
        tools: Sequence[ToolSpec] = (),
        schema: Mapping[str, Any] | None = None,
        variation: int = 0,  # noqa: ARG002 - the port's; nothing is sampled here
    ) -> Reply:
        if agent not in self.done:
            self.sent.append(Sent(agent, tuple(messages), tuple(tools), schema, max_output_tokens))
        return Reply(text="", stop="end", usage=Usage(), model_served=self.name)

    def _fit(self, fit: Fit, titled: Sequence[Titled], room: int) -> str:
        text = fit(titled, room)
        self.fitted.append(Fitted(tuple(title for title, _ in titled), text))
        return text

    def _note_span(
        self, kind: str, name: str, agent: str, started_s: float, detail: str = "", *, took: object = None
    ) -> None:
        del name, started_s, detail, took
        if kind == "agent":
            self.done.add(agent)


class _Watched:
    """A context source whose parts are kept as they are supplied."""

    def __init__(self, source: Opened, kept: list[Part]) -> None:
        self.name = source.name
        self.tools = source.tools
        self._source = source
        self._kept = kept

    def supply(self, wanted: Sequence[str], query: str) -> Sequence[Part]:
        """Supply what the source does."""
        parts = self._source.supply(wanted, query)
        self._kept.extend(parts)
        return parts


def _goes_on(design: Design) -> Design:
    """Return the design with a coordinator who goes on when an agent makes nothing: here, none ever does."""
    if design.coordinator is None:
        return design
    return design.model_copy(update={"coordinator": design.coordinator.model_copy(update={"on_failure": "skip"})})
