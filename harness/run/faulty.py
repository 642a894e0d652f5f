"""Carries out the faults that a plan injects into agents: their calls come to nothing, wait, or come back as nonsense.

Down and silent agents reach no model, so that no call of theirs is in the ledger. What a garbled agent is told is
there as the model said it; what the agent made of it is not.
"""

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from harness.errors import AgentDown
from harness.messages import Message, Reply, ToolSpec, Usage
from harness.plan.at_run.faults import Fault
from harness.plan.job import Ask, NoteSpan
from harness.plan.trouble import DELAY, TROUBLE, Trouble


@dataclass(frozen=True, slots=True)
class FaultyAsk:
    """The way to a model, with faults in it. Each agent's is noted once, when it first asks."""

    ask: Ask
    faults: Mapping[str, Fault]
    """By the agent's name."""
    note_span: NoteSpan
    clock: Callable[[], float]
    """Seconds since the trial began."""
    noted: set[str] = field(default_factory=set)

    async def __call__(
        self,
        agent: str,
        messages: Sequence[Message],
        *,
        max_output_tokens: int,
        tools: Sequence[ToolSpec] = (),
        schema: Mapping[str, Any] | None = None,
        variation: int = 0,
    ) -> Reply:
        """Ask as the agent's fault has it. Raises AgentDown, and what asking raises."""
        fault = self.faults.get(agent)
        if fault is not None:
            self._note(agent, fault)
            if fault.what == "down":
                raise AgentDown(f"agent '{agent}' is down (fault injected)")
            if fault.what == "silent":
                return Reply("", "end", Usage(), "")
            await self._hold_back(agent, fault.seconds)
        reply = await self.ask(
            agent, messages, max_output_tokens=max_output_tokens, tools=tools, schema=schema, variation=variation
        )
        return _garbled(reply) if fault is not None and fault.what == "garbled" else reply

    async def _hold_back(self, agent: str, seconds: float) -> None:
        """Let a call of a slow agent wait, and keep the wait, so that nobody takes it for the program's own work."""
        if seconds:
            began = self.clock()
            await asyncio.sleep(seconds)
            self.note_span(DELAY, "slow", agent, began, f"held back for {seconds:g} s on purpose")

    def _note(self, agent: str, fault: Fault) -> None:
        if agent not in self.noted:
            self.noted.add(agent)
            self.note_span(TROUBLE, Trouble.FAULT_INJECTED, agent, self.clock(), fault.word)


def _garbled(reply: Reply) -> Reply:
    """Return a reply whose letters stand in another order, the same for the same reply; it asks for no tools."""
    letters = list(reply.text)
    random.Random(f"garbled {reply.text}").shuffle(letters)
    return replace(reply, text="".join(letters), tool_calls=(), stop="end" if reply.stop == "tools" else reply.stop)
