"""The one way to a model: counts, limits, retries and records every attempt of one trial. Given the line to use."""

import asyncio
import itertools
import json
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from harness.errors import LimitReached, Overloaded, ProviderError, Refused, TimedOut, TooLong
from harness.messages import Message, Reply, Request, Sampling, ToolSpec, Usage
from harness.meter.budget import Budget
from harness.meter.calls import CallEnd, CallStart
from harness.meter.clocks import Asking, WorkClock
from harness.meter.line import Line

_TOKENS_A_TURN = 8
"""What a chat template adds to each turn, roughly; counted so that a call stays below its limit."""
_STATUS = {Overloaded: "overloaded", TimedOut: "timed out"}
_LONGEST_ERROR = 1000


@dataclass(slots=True)
class _Try:
    """One question of one agent, over all its attempts."""

    request: Request
    worst: Usage
    worst_nano_usd: int | None
    asking: Asking
    """In the trial's clock."""
    asking_of_run: Asking | None
    """In the run's, where that is limited."""


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
    _waiting: int = 0
    _calls: int = 0

    def count(
        self, messages: Sequence[Message], tools: Sequence[ToolSpec] = (), schema: Mapping[str, Any] | None = None
    ) -> int:
        """Count what a conversation sends, the template's share estimated; a service gets tools and schema too."""
        provider = self.line.provider
        count = self.line.count_tokens or provider.count_tokens
        counted = sum(count(message.text) + _TOKENS_A_TURN for message in messages)
        if provider.evidence == "real" and (tools or schema):
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
        variation: int = 0,
    ) -> Reply:
        """Ask once, with retries. Raises LimitReached, RunLimitReached, Refused or the last attempt's ProviderError."""
        sampling = self.sampling
        request = Request(
            model=self.line.provider.model,
            messages=tuple(messages),
            max_output_tokens=min(max_output_tokens, sampling.call_out_tokens or max_output_tokens),
            temperature=sampling.temperature,
            seed=sampling.seed_of(variation),
            tools=tuple(tools),
            schema=schema,
            agent=agent,
            cache=sampling.cache,
            cache_key=self.cache_key,
        )
        sent = self.count(messages, tools, schema)
        if sampling.call_in_tokens is not None and sent > sampling.call_in_tokens:
            raise LimitReached(
                f"agent '{agent}' would send {sent:,} tokens in one call; {sampling.call_in_tokens:,} are allowed"
            )
        try:
            reply = await self._metered(request, Usage(input=sent, output=request.max_output_tokens))
        except TooLong as error:
            raise LimitReached(str(error)) from error
        if reply.stop == "refusal":
            raise Refused(f"the model declined agent '{agent}': {reply.text[:200]}")
        return reply

    async def _metered(self, request: Request, worst: Usage) -> Reply:
        """Ask within the trial's budget: of all attempts, it pays for the one that came to something."""
        run, worst_nano_usd = self.line.budget, self.line.price(worst)
        asking, of_run = self.work.ask(self.clock()), run.work.ask(run.clock()) if run.counts_work else None
        usage, nano_usd = Usage(), 0
        try:
            aside = await self.budget.open_call(worst, worst_nano_usd)
            try:
                reply = await self._with_retries(_Try(request, worst, worst_nano_usd, asking, of_run))
                usage, nano_usd = reply.usage, self.line.price(reply.usage)  # type: ignore[assignment] # None is unknown
            finally:
                self.budget.close_call(aside, usage, nano_usd)
        finally:
            self.work.close(asking, self.clock())
            if of_run is not None:
                run.work.close(of_run, run.clock())
        return reply

    async def _with_retries(self, of: _Try) -> Reply:
        began, overloads = time.monotonic(), 0
        for attempt in itertools.count(1):
            try:
                return await self._attempt(of, attempt)
            except ProviderError as error:
                overloads += isinstance(error, Overloaded)
                wait_s = self._wait_s(error, overloads)
                patience = self.line.patience
                if (
                    not error.worth_retrying
                    or attempt == patience.attempts
                    or time.monotonic() - began + wait_s > patience.whole_s
                ):
                    raise
                if not self.budget.count_retry():
                    raise type(error)(f"{error} (no repeat left of {self.budget.limits.retries})") from error
                self.line.budget.open_retry()
                await self._pause(wait_s)
        raise AssertionError("the last attempt either returns or raises")

    async def _attempt(self, of: _Try, attempt: int) -> Reply:
        """Send once. What it may have taken, if its end is never seen, is charged to the run and to nobody else."""
        line = self.line
        aside = await line.budget.open_call(of.worst, of.worst_nano_usd)
        usage, nano_usd = Usage(), 0
        try:
            async with line.throttle:
                start = self._start(of, attempt)
                of.asking.sent = self.clock()
                if of.asking_of_run is not None:
                    of.asking_of_run.sent = line.budget.clock()
                await line.recorder.started(start)
                usage, nano_usd = of.worst, of.worst_nano_usd or 0
                reply = await self._sent(of, start)
                usage, nano_usd = reply.usage, line.price(reply.usage) or 0
        except Overloaded:
            usage, nano_usd = Usage(), 0  # a service that turns a call away has not worked on it
            raise
        except asyncio.CancelledError:
            self._worked(of)  # nobody knows whether an answer was on its way
            raise
        finally:
            of.asking.sent = None
            if of.asking_of_run is not None:
                of.asking_of_run.sent = None
            line.budget.close_call(aside, usage, nano_usd)
        return reply

    def _worked(self, of: _Try) -> None:
        """Note that the attempt under way was work."""
        self.work.answer(of.asking, self.clock())
        if of.asking_of_run is not None:
            self.line.budget.work.answer(of.asking_of_run, self.line.budget.clock())

    async def _sent(self, of: _Try, start: CallStart) -> Reply:
        line, began = self.line, time.monotonic()
        timeout_s = line.provider.limits.timeout_s
        # A call that is cancelled here stays without an end: the service may have counted it, and we do not know.
        try:
            async with asyncio.timeout(timeout_s):
                reply = await line.provider.send(of.request)
        except (TimeoutError, ProviderError) as error:
            failure = error if isinstance(error, ProviderError) else TimedOut(f"no answer in {timeout_s} s")
            self._failed(start, failure, time.monotonic() - began)
            raise failure from error
        line.throttle.answered()
        self._worked(of)
        line.recorder.ended(self._end(start, reply, time.monotonic() - began))
        return reply

    def _failed(self, start: CallStart, failure: ProviderError, seconds: float) -> None:
        status = _STATUS.get(type(failure), "bad reply")
        # A service that turns a call away has not worked on it; what a broken one may charge is unknown.
        nano_usd = 0 if status == "overloaded" or start.worst_nano_usd == 0 else None
        self.budget.price_unknown |= nano_usd is None
        if isinstance(failure, Overloaded) and failure.is_pushback:
            self.line.throttle.pushed_back(str(failure))
        error = str(failure)[:_LONGEST_ERROR]
        self.line.recorder.ended(CallEnd(start.id, status, seconds, nano_usd=nano_usd, error=error))

    def _start(self, of: _Try, attempt: int) -> CallStart:
        request = of.request
        self._calls += 1
        return CallStart(
            id=f"{self.trial_id}-{self.trial_attempt}-{self._calls}",
            run_id=self.line.run_id,
            trial_id=self.trial_id,
            trial_attempt=self.trial_attempt,
            agent=request.agent,
            attempt=attempt,
            model_asked=self.line.model_asked,
            started_at=datetime.now(UTC),
            started_s=self.clock(),
            messages=tuple(message.to_json() for message in request.messages),
            worst_tokens=of.worst.total,
            worst_nano_usd=of.worst_nano_usd,
            request_digest=request.digest,
        )

    def _end(self, start: CallStart, reply: Reply, seconds: float) -> CallEnd:
        calls = [{"id": c.id, "name": c.name, "arguments": dict(c.arguments)} for c in reply.tool_calls]
        return CallEnd(
            start.id,
            "ok",
            seconds,
            reply.model_served,
            reply.usage,
            self.line.price(reply.usage),
            self.line.prices.name,
            reply={"text": reply.text, "stop": reply.stop, "tool_calls": calls},
            first_token_s=reply.first_token_s,
        )

    async def _pause(self, wait_s: float) -> None:
        """Wait, and lend the trial's place to another meanwhile."""
        pause = self.line.pause or self.line.budget.pause
        if not self._waiting:
            self.line.places.lend()
        self._waiting += 1
        try:
            await pause(wait_s)
        finally:
            self._waiting -= 1
            if not self._waiting:
                self.line.places.take_back()

    def _wait_s(self, error: ProviderError, overloads: int) -> float:
        """Return how long to wait: what the service asks for and a little more, else what our patience says.

        That doubles with each time that the service was overloaded, but not for an answer that broke off or got lost:
        such a one is no sign that a longer wait would help.
        """
        patience = self.line.patience
        if not isinstance(error, Overloaded):
            return patience.first_wait_s * random.uniform(0.5, 1.5)
        if error.retry_after_s is not None:
            return error.retry_after_s + min(error.retry_after_s, 1.0) * random.uniform(0, patience.jitter)
        doubled_s = patience.first_wait_s * 2.0 ** (overloads - 1)
        return min(doubled_s * random.uniform(0.5, 1.5), patience.longest_wait_s)
