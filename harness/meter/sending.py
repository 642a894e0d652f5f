"""The attempts at one question to a model: repeated while that is worth it, limited by the run, each one recorded."""

import asyncio
import itertools
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from harness.errors import Overloaded, ProviderError, TimedOut
from harness.messages import Reply, Request, Usage
from harness.meter.budget import Budget
from harness.meter.calls import CallEnd, CallStart
from harness.meter.clocks import Question
from harness.meter.line import Line, Patience

_STATUS = {Overloaded: "overloaded", TimedOut: "timed out"}
_LONGEST_ERROR = 1000


@dataclass(slots=True)
class Asked:
    """One question of one agent, over all its attempts."""

    line: Line
    request: Request
    worst: Usage
    worst_nano_usd: int | None
    questions: tuple[Question, ...]
    """In each of the clocks that it is noted in."""
    unseen: bool = False
    """True once an attempt was given up while an answer may have been on its way."""


@dataclass(slots=True)
class Sender:
    """Makes the attempts of one trial and numbers them."""

    trial_id: str
    trial_attempt: int
    clock: Callable[[], float]
    """Seconds since the trial began."""
    budget: Budget
    """The trial's: it counts repeats, and whether a price is unknown."""
    _waiting: int = 0
    _calls: int = 0

    async def send(self, of: Asked) -> Reply:
        """Send a question until an answer comes. Raises RunLimitReached or the last attempt's ProviderError."""
        began, overloads = time.monotonic(), 0
        for attempt in itertools.count(1):
            try:
                return await self._attempt(of, attempt)
            except ProviderError as error:
                overloads += isinstance(error, Overloaded)
                wait_s = _wait_s(of.line.patience, error, overloads)
                patience = of.line.patience
                if (
                    not error.worth_retrying
                    or attempt == patience.attempts
                    or time.monotonic() - began + wait_s > patience.whole_s
                ):
                    raise
                if not self.budget.count_retry():
                    raise type(error)(f"{error} (no repeat left of {self.budget.limits.retries})") from error
                of.line.budget.open_retry()
                await self._pause(of.line, wait_s)
        raise AssertionError("the last attempt either returns or raises")

    async def _attempt(self, of: Asked, attempt: int) -> Reply:
        """Send once. What it may have taken, if its end is never seen, is charged to the run and to nobody else."""
        line = of.line
        aside = await line.budget.open_call(of.worst, of.worst_nano_usd)
        usage, nano_usd = Usage(), 0
        try:
            async with line.throttle:
                start = self._start(of, attempt)
                for question in of.questions:
                    question.send()
                await line.recorder.started(start)
                usage, nano_usd = of.worst, of.worst_nano_usd or 0
                reply = await self._sent(of, start)
                usage, nano_usd = reply.usage, line.price(reply.usage) or 0
        except Overloaded:
            usage, nano_usd = Usage(), 0  # a service that turns a call away has not worked on it
            raise
        except asyncio.CancelledError:
            # Nobody knows whether an answer was on its way: it was work, and may have to be paid for.
            of.unseen = usage is of.worst
            for question in of.questions:
                question.answer()
            raise
        finally:
            for question in of.questions:
                question.drop()
            line.budget.close_call(aside, usage, nano_usd)
        return reply

    async def _sent(self, of: Asked, start: CallStart) -> Reply:
        line, began = of.line, time.monotonic()
        timeout_s = line.provider.limits.timeout_s
        # A call that is cancelled here stays without an end: the service may have counted it, and we do not know.
        try:
            async with asyncio.timeout(timeout_s):
                reply = await line.provider.send(of.request)
        except (TimeoutError, ProviderError) as error:
            failure = error if isinstance(error, ProviderError) else TimedOut(f"no answer in {timeout_s} s")
            self._failed(line, start, failure, time.monotonic() - began)
            raise failure from error
        line.throttle.answered()
        for question in of.questions:
            question.answer()
        line.recorder.ended(_end(line, start, reply, time.monotonic() - began))
        return reply

    def _failed(self, line: Line, start: CallStart, failure: ProviderError, seconds: float) -> None:
        status = _STATUS.get(type(failure), "bad reply")
        # A service that turns a call away has not worked on it; what a broken one may charge is unknown.
        nano_usd = 0 if status == "overloaded" or start.worst_nano_usd == 0 else None
        self.budget.price_unknown |= nano_usd is None
        if isinstance(failure, Overloaded) and failure.is_pushback:
            line.throttle.pushed_back(str(failure))
        error = str(failure)[:_LONGEST_ERROR]
        line.recorder.ended(CallEnd(start.id, status, seconds, nano_usd=nano_usd, error=error))

    def _start(self, of: Asked, attempt: int) -> CallStart:
        request = of.request
        self._calls += 1
        return CallStart(
            id=f"{self.trial_id}-{self.trial_attempt}-{self._calls}",
            run_id=of.line.run_id,
            trial_id=self.trial_id,
            trial_attempt=self.trial_attempt,
            agent=request.agent,
            attempt=attempt,
            model_asked=of.line.model_asked,
            started_at=datetime.now(UTC),
            started_s=self.clock(),
            messages=tuple(message.to_json() for message in request.messages),
            worst_tokens=of.worst.total,
            worst_nano_usd=of.worst_nano_usd,
            request_digest=request.digest,
        )

    async def _pause(self, line: Line, wait_s: float) -> None:
        """Wait, and lend the trial's place to another meanwhile."""
        pause = line.pause or line.budget.pause
        if not self._waiting:
            line.places.lend()
        self._waiting += 1
        try:
            await pause(wait_s)
        finally:
            self._waiting -= 1
            if not self._waiting:
                line.places.take_back()


def _end(line: Line, start: CallStart, reply: Reply, seconds: float) -> CallEnd:
    calls = [{"id": c.id, "name": c.name, "arguments": dict(c.arguments)} for c in reply.tool_calls]
    return CallEnd(
        start.id,
        "ok",
        seconds,
        reply.model_served,
        reply.usage,
        line.price(reply.usage),
        line.prices.name,
        reply={"text": reply.text, "stop": reply.stop, "tool_calls": calls},
        first_token_s=reply.first_token_s,
    )


def _wait_s(patience: Patience, error: ProviderError, overloads: int) -> float:
    """Return how long to wait: what the service asks for and a little more, else what our patience says.

    That doubles with each time that the service was overloaded, but not for an answer that broke off or got lost:
    such a one is no sign that a longer wait would help.
    """
    if not isinstance(error, Overloaded):
        return patience.first_wait_s * random.uniform(0.5, 1.5)
    if error.retry_after_s is not None:
        return error.retry_after_s + min(error.retry_after_s, 1.0) * random.uniform(0, patience.jitter)
    doubled_s = patience.first_wait_s * 2.0 ** (overloads - 1)
    return min(doubled_s * random.uniform(0.5, 1.5), patience.longest_wait_s)
