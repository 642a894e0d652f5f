"""The one way to a model: counts, limits, retries and records every attempt. Given a provider and a recorder."""

import asyncio
import json
import random
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import uuid4

from harness.errors import LimitReached, Overloaded, ProviderError, Refused, TimedOut, TooLong
from harness.messages import Message, Provider, Reply, Request, Sampling, ToolSpec, Usage
from harness.meter.budget import Budget
from harness.meter.calls import CallEnd, CallStart
from harness.meter.prices import PriceTable

_TOKENS_A_TURN = 8
"""What a chat template adds to each turn, roughly; counted so that a call stays below its limit."""
_STATUS = {Overloaded: "overloaded", TimedOut: "timed out"}


class Recorder(Protocol):
    """Keeps calls; both return when the row is committed."""

    async def started(self, start: CallStart) -> None: ...  # noqa: D102
    async def ended(self, end: CallEnd) -> None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and how long one request is tried."""

    attempts: int = 4
    first_wait_s: float = 0.5
    longest_wait_s: float = 30.0


@dataclass(slots=True)
class Gateway:
    """The metered way to one provider for one trial."""

    provider: Provider
    recorder: Recorder
    budget: Budget
    prices: PriceTable
    slots: asyncio.Semaphore
    """Shared by all trials of the run: how many requests may be under way."""
    sampling: Sampling
    run_id: str
    trial_id: str
    trial_attempt: int
    clock: Callable[[], float]
    """Seconds since the trial began."""
    patience: Patience = field(default_factory=Patience)
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    count_tokens: Callable[[str], int] | None = None
    """How texts are counted, where it is not the provider's own way: the rows *tools only* count as their run does."""

    @property
    def model_asked(self) -> str:
        """The model as the ledger names it: ``provider/model``."""
        return f"{self.provider.name}/{self.provider.model}" if self.provider.model else self.provider.name

    def count(
        self, messages: Sequence[Message], tools: Sequence[ToolSpec] = (), schema: Mapping[str, Any] | None = None
    ) -> int:
        """Count what a conversation sends, the template's share estimated; a service gets tools and schema too."""
        count = self.count_tokens or self.provider.count_tokens
        counted = sum(count(message.text) + _TOKENS_A_TURN for message in messages)
        if self.provider.evidence == "real":
            forms = [{"name": tool.name, "about": tool.about, "parameters": tool.parameters} for tool in tools]
            forms += [dict(schema)] if schema else []
            counted += sum(count(json.dumps(form, default=dict)) for form in forms)
        return counted

    async def ask(
        self,
        agent: str,
        messages: Sequence[Message],
        *,
        max_output_tokens: int,
        tools: Sequence[ToolSpec] = (),
        schema: Mapping[str, Any] | None = None,
    ) -> Reply:
        """Ask once, with retries. Raises LimitReached, Refused, or the last attempt's ProviderError."""
        sampling = self.sampling
        request = Request(
            model=self.provider.model,
            messages=tuple(messages),
            max_output_tokens=min(max_output_tokens, sampling.call_out_tokens or max_output_tokens),
            temperature=sampling.temperature,
            seed=sampling.seed,
            tools=tuple(tools),
            schema=schema,
            agent=agent,
        )
        sent = self.count(messages, tools, schema)
        if sampling.call_in_tokens is not None and sent > sampling.call_in_tokens:
            raise LimitReached(
                f"agent '{agent}' would send {sent:,} tokens in one call; {sampling.call_in_tokens:,} are allowed"
            )
        try:
            reply = await self._with_retries(request, sent)
        except TooLong as error:
            raise LimitReached(str(error)) from error
        if reply.stop == "refusal":
            raise Refused(f"the model declined agent '{agent}': {reply.text[:200]}")
        return reply

    async def _with_retries(self, request: Request, sent: int) -> Reply:
        for attempt in range(1, self.patience.attempts + 1):
            try:
                async with self.slots:
                    return await self._attempt(request, sent, attempt)
            except ProviderError as error:
                if not error.worth_retrying or attempt == self.patience.attempts:
                    raise
                # The slot is free while we wait, so that another trial can use it.
                await self.sleep(self._wait_s(error, attempt))
        raise AssertionError("the last attempt either returns or raises")

    async def _attempt(self, request: Request, sent: int, attempt: int) -> Reply:
        if attempt == 1:
            # A repeat that a busy service calls for is recorded, but no budget of the design pays for it.
            self.budget.open_call()
        worst = Usage(input=sent, output=request.max_output_tokens)
        start = CallStart(
            id=uuid4().hex,
            run_id=self.run_id,
            trial_id=self.trial_id,
            trial_attempt=self.trial_attempt,
            agent=request.agent,
            attempt=attempt,
            model_asked=self.model_asked,
            started_at=datetime.now(UTC),
            started_s=self.clock(),
            messages=tuple(message.to_json() for message in request.messages),
            worst_tokens=worst.total,
            worst_nano_usd=self._price(worst),
            request_digest=request.digest,
        )
        await self.recorder.started(start)
        began = time.monotonic()
        # A call that is cancelled here stays without an end: the service may have counted it, and we do not know.
        try:
            async with asyncio.timeout(self.provider.limits.timeout_s):
                reply = await self.provider.send(request)
        except (TimeoutError, ProviderError) as error:
            failure = (
                error
                if isinstance(error, ProviderError)
                else TimedOut(f"no answer in {self.provider.limits.timeout_s} s")
            )
            status = _STATUS.get(type(failure), "bad reply")
            # A service that turns a call away has not worked on it; what a broken one may charge is unknown.
            nano_usd = 0 if status == "overloaded" or start.worst_nano_usd == 0 else None
            self.budget.close_call(Usage(), nano_usd)
            seconds = time.monotonic() - began
            await self.recorder.ended(CallEnd(start.id, status, seconds, nano_usd=nano_usd, error=str(failure)[:1000]))
            raise failure from error
        await self._close(start, reply, time.monotonic() - began)
        return reply

    async def _close(self, start: CallStart, reply: Reply, seconds: float) -> None:
        nano_usd = self._price(reply.usage)
        self.budget.close_call(reply.usage, nano_usd)
        said = {
            "text": reply.text,
            "stop": reply.stop,
            "tool_calls": [{"id": c.id, "name": c.name, "arguments": dict(c.arguments)} for c in reply.tool_calls],
        }
        end = CallEnd(start.id, "ok", seconds, reply.model_served, reply.usage, nano_usd, self.prices.name, reply=said)
        await self.recorder.ended(end)

    def _price(self, usage: Usage) -> int | None:
        return self.prices.nano_usd(self.model_asked, self.provider.evidence, usage)

    def _wait_s(self, error: ProviderError, attempt: int) -> float:
        """Return how long to wait: what the service asks for, else doubling with jitter."""
        asked = error.retry_after_s if isinstance(error, Overloaded) else None
        wait_s = self.patience.first_wait_s * 2 ** (attempt - 1) * random.uniform(0.5, 1.5) if asked is None else asked
        return min(wait_s, self.patience.longest_wait_s)
