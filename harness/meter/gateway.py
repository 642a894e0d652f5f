"""The one way to a model: counts and limits every question of one trial. Given the line to use."""

import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from harness.errors import CallTooLong, Refused, TooLong
from harness.messages import CallLimits, Message, Reply, Request, Sampling, ToolSpec, Usage
from harness.meter.agent_account import AgentAccount
from harness.meter.budget import Budget, SetAside
from harness.meter.clocks import Question, WorkClock
from harness.meter.line import Line
from harness.meter.sending import Asked, Sender

_TOKENS_A_TURN = 8
"""What a chat template adds to each turn, roughly; counted so that a call stays below its limit."""


@dataclass(slots=True)
class Gateway:
    """The metered way to a model for one trial."""

    line: Line
    budget: Budget
    sampling: Sampling
    trial_id: str
    trial_attempt: int
    clock: Callable[[], float]
    """Seconds since the trial began."""
    work: WorkClock = field(default_factory=WorkClock)
    cache_key: str = ""
    """Whose prompts may share a service's cache."""
    own_lines: Mapping[str, Line] = field(default_factory=dict)
    """Of agents with a model of their own, by the agent's name."""
    accounts: Mapping[str, AgentAccount] = field(default_factory=dict)
    """Of agents with a budget of their own, by the agent's name."""
    _sender: Sender = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._sender = Sender(self.trial_id, self.trial_attempt, self.clock, self.budget)

    def count(
        self,
        messages: Sequence[Message],
        tools: Sequence[ToolSpec] = (),
        schema: Mapping[str, Any] | None = None,
        *,
        agent: str = "",
    ) -> int:
        """Count what a conversation sends, the template's share estimated; a service gets tools and schema too.

        Each model counts in its own way: `agent` says whose it is.
        """
        line = self.line_of(agent)
        count, provider = line.count, line.provider
        counted = sum(count(message.text) + _TOKENS_A_TURN for message in messages)
        if provider.evidence == "real" and (tools or schema):
            forms = [{"name": tool.name, "about": tool.about, "parameters": tool.parameters} for tool in tools]
            forms += [dict(schema)] if schema else []
            counted += sum(count(json.dumps(form, default=dict)) for form in forms)
        return counted

    def line_of(self, agent: str) -> Line:
        """Return the way to the agent's model."""
        return self.own_lines.get(agent, self.line)

    def window_of(self, agent: str) -> tuple[int | None, int | None]:
        """Return the most that a call of the agent may send, and the most that it may bring back; None: no limit."""
        limits = self.own_lines[agent].provider.limits if agent in self.own_lines else CallLimits()
        return (
            _least(self.sampling.call_in_tokens, limits.call_in_tokens),
            _least(self.sampling.call_out_tokens, limits.call_out_tokens),
        )

    @asynccontextmanager
    async def turn(self, agent: str) -> AsyncIterator[None]:
        """Let an agent work, within the seconds that it has of its own. Raises AgentOutOfTime or TimedOut."""
        if agent not in self.accounts:
            yield
            return
        async with self.accounts[agent].turn():
            yield

    async def ask(
        self,
        agent: str,
        messages: Sequence[Message],
        *,
        max_output_tokens: int,
        tools: Sequence[ToolSpec] = (),
        schema: Mapping[str, Any] | None = None,
        variation: int = 0,
    ) -> Reply:
        """Ask once, with retries.

        Raises LimitReached, RunLimitReached, AgentFailed, Refused or the last attempt's ProviderError.
        """
        line, sampling = self.line_of(agent), self.sampling
        most_in, most_out = self.window_of(agent)
        takes_sampling = line.provider.limits.takes_sampling
        request = Request(
            model=line.provider.model,
            messages=tuple(messages),
            max_output_tokens=min(max_output_tokens, most_out or max_output_tokens),
            temperature=sampling.temperature if takes_sampling else None,
            seed=sampling.seed_of(variation) if takes_sampling else None,
            tools=tuple(tools),
            schema=schema,
            agent=agent,
            cache=sampling.cache,
            cache_key=self.cache_key,
        )
        sent = self.count(messages, tools, schema, agent=agent)
        if most_in is not None and sent > most_in:
            raise CallTooLong(f"agent '{agent}' would send {sent:,} tokens in one call; {most_in:,} are allowed")
        try:
            reply = await self._metered(line, request, Usage(input=sent, output=request.max_output_tokens))
        except TooLong as error:
            raise CallTooLong(str(error)) from error
        if reply.stop == "refusal":
            raise Refused(f"the model declined agent '{agent}': {reply.text[:200]}")
        return reply

    async def _metered(self, line: Line, request: Request, worst: Usage) -> Reply:
        """Ask within the budgets of the agent and the trial: of all attempts, they pay for the one that came of it."""
        account = self.accounts.get(request.agent)
        clocks = [(self.work, self.clock)]
        clocks += [(line.budget.work, line.budget.clock)] if line.budget.counts_work else []
        clocks += [(account.work, account.clock)] if account else []
        questions = tuple(Question.asked(work, clock) for work, clock in clocks)
        asked = Asked(line, request, worst, line.price(worst), questions)
        usage, nano_usd = Usage(), 0
        try:
            asides = await self._set_aside(account, asked)
            try:
                reply = await self._sender.send(asked)
                usage, nano_usd = reply.usage, line.price(reply.usage)  # type: ignore[assignment] # None is unknown
            finally:
                if asked.unseen:
                    usage, nano_usd = worst, asked.worst_nano_usd  # type: ignore[assignment] # None is unknown
                for budget, aside in asides:
                    budget.close_call(aside, usage, nano_usd)
        finally:
            for question in questions:
                question.close()
        return reply

    async def _set_aside(self, account: AgentAccount | None, asked: Asked) -> list[tuple[Budget, SetAside]]:
        """Set the call's worst aside: first in the agent's account, so that nobody waits who holds what is the trial's.

        Raises AgentFailed or LimitReached, and then nothing is set aside.
        """
        aside: list[tuple[Budget, SetAside]] = []
        try:
            for budget in (account, self.budget) if account else (self.budget,):
                of_it = await budget.open_call(asked.worst, asked.worst_nano_usd)
                aside.append((budget, of_it))
        except BaseException:
            for budget, of_it in aside:
                budget.close_call(of_it, Usage(), 0)
            raise
        return aside


def _least(*limits: int | None) -> int | None:
    """Return the least of some limits; None is no limit."""
    return min((limit for limit in limits if limit is not None), default=None)
