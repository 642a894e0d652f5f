"""What a trial or a whole run may use up, and what it has used.

A call sets aside the most that it can take before it begins, and gives back what it did not take when it ends. So a
limit is overshot by less than one call, however many are under way: when what is set aside reaches the limit, further
calls wait until others have ended and it is known what is really left.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from harness.errors import LimitReached, RunLimitReached
from harness.messages import Usage
from harness.meter.clocks import WorkClock


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one trial, or of one run; None is no limit."""

    nano_usd: int | None = None
    tokens: int | None = None
    calls: int | None = None
    retries: int | None = None
    """Repeats of calls that failed through the service's fault."""
    wall_s: float | None = None
    """Seconds by the clock."""
    working_s: float | None = None
    """Seconds by the clock, less those in which one could only wait."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """What one call has set aside."""

    tokens: int
    nano_usd: int


@dataclass(slots=True)
class Budget:
    """The running account of one trial."""

    limits: Limits = field(default_factory=Limits)
    calls: int = 0
    retries: int = 0
    tokens: int = 0
    nano_usd: int = 0
    price_unknown: bool = False
    """True once a call was made whose price nobody knows."""
    _tokens_aside: int = 0
    _nano_aside: int = 0
    _given_back: asyncio.Event = field(default_factory=asyncio.Event)

    async def open_call(self, worst: Usage, worst_nano_usd: int | None) -> SetAside:
        """Count a call that is about to be sent and set aside its worst. Raises when a limit is used up."""
        aside = SetAside(worst.total, worst_nano_usd or 0)
        self._refuse_if_used_up()
        while self._all_set_aside():
            self._given_back.clear()
            await self._given_back.wait()
            self._refuse_if_used_up()
        self.calls += 1
        self._tokens_aside += aside.tokens
        self._nano_aside += aside.nano_usd
        return aside

    def close_call(self, aside: SetAside, usage: Usage, nano_usd: int | None) -> None:
        """Put what a call took in the place of what it had set aside.

        An unknown price adds nothing: a money limit refuses to start without a price.
        """
        self._tokens_aside -= aside.tokens
        self._nano_aside -= aside.nano_usd
        self.tokens += usage.total
        self.nano_usd += nano_usd or 0
        self.price_unknown |= nano_usd is None
        self._given_back.set()

    def count_retry(self) -> bool:
        """Count a repeat; False when no more are allowed."""
        if self.limits.retries is not None and self.retries >= self.limits.retries:
            return False
        self.retries += 1
        return True

    def _all_set_aside(self) -> bool:
        """Tell whether the calls under way may use up what is left."""
        limits = self.limits
        return (limits.tokens is not None and self.tokens + self._tokens_aside >= limits.tokens) or (
            limits.nano_usd is not None and self.nano_usd + self._nano_aside >= limits.nano_usd
        )

    def _refuse_if_used_up(self) -> None:
        if used_up := self._used_up():
            raise LimitReached(f"the budget of {used_up} is used up")

    def _used_up(self) -> str:
        """Name the limit that is used up, if there is one."""
        limits = self.limits
        if limits.calls is not None and self.calls >= limits.calls:
            return f"{limits.calls:,} calls"
        if limits.tokens is not None and self.tokens >= limits.tokens:
            return f"{limits.tokens:,} tokens"
        if limits.nano_usd is not None and self.nano_usd >= limits.nano_usd:
            return f"${limits.nano_usd / 1e9:g}"
        return ""


@dataclass(slots=True)
class RunBudget(Budget):
    """The account of a whole run, over all attempts of all its trials; once it is used up, nothing more is sent."""

    work: WorkClock = field(default_factory=WorkClock)
    """Of all trials together: what one of them does while another waits is work."""
    clock: Callable[[], float] = time.monotonic
    used_up: str = ""
    """The limit that has ended the run; empty while it goes on."""
    _ended: asyncio.Event = field(default_factory=asyncio.Event)
    _began: float | None = None

    @property
    def counts_work(self) -> bool:
        """True where the run's own working time is limited, and so has to be known."""
        return self.limits.working_s is not None

    def begin(self) -> None:
        """Start the clock."""
        self._began = self.clock()

    def open_retry(self) -> None:
        """Count a repeat of any trial. Raises RunLimitReached when no more are allowed."""
        if not self.count_retry():
            self.end(f"{self.limits.retries:,} repeats")
            self._refuse_if_used_up()

    async def pause(self, wait_s: float) -> None:
        """Wait so long, or until the run ends. Raises RunLimitReached in the second case."""
        left_s = self._left_s()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._ended.wait(), wait_s if left_s is None else min(wait_s, max(left_s, 0)))
        self._refuse_if_used_up()

    def end(self, limit: str) -> None:
        """Let nothing more be sent, since this limit is used up."""
        self.used_up = self.used_up or limit
        self._ended.set()
        self._given_back.set()

    def _left_s(self) -> float | None:
        if self.limits.wall_s is None or self._began is None:
            return None
        return self._began + self.limits.wall_s - self.clock()

    def _refuse_if_used_up(self) -> None:
        if limit := self._used_up():
            self.end(limit)
        if self.used_up:
            raise RunLimitReached(f"the run's limit of {self.used_up} is used up")

    def _used_up(self) -> str:
        limits, left_s = self.limits, self._left_s()
        if left_s is not None and left_s <= 0:
            return f"{limits.wall_s:g} s"
        if limits.working_s is not None and self._began is not None:
            worked_s = self.clock() - self._began - self.work.waited_s(self.clock())
            if worked_s >= limits.working_s:
                return f"{limits.working_s:g} s of work"
        # Slots make the class anew; super() without arguments would look for the one before.
        return super(RunBudget, self)._used_up()
