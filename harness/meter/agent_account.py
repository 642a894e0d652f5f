"""What one agent of a trial may use up by itself, and what it has used: beside the trial's own account, not instead."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from harness.errors import AgentOutOfTime, AgentOverBudget, TimedOut
from harness.meter.budget import Budget
from harness.meter.clocks import MOSTLY_ITS_OWN, WorkClock


@dataclass(slots=True)
class AgentAccount(Budget):
    """The running account of one agent, over all its turns in a trial. Of its limits no one is of repeats or of work.

    Its seconds run while it is at work, calls and tools alike; several turns at a time count once.
    """

    agent: str = ""
    clock: Callable[[], float] = time.monotonic
    work: WorkClock = field(default_factory=WorkClock)
    """Of its own questions: time that it lost to a busy service is not held against it."""
    _turns: int = 0
    _since: float = 0.0
    _past_s: float = 0.0

    @property
    def used_s(self) -> float:
        """The seconds in which it was at work until now."""
        return self._past_s + (self.clock() - self._since if self._turns else 0.0)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Let the agent work for as long as it may.

        Raises AgentOutOfTime when that is up, or TimedOut where too much of it was waiting for the service.
        """
        left_s = None if self.limits.wall_s is None else max(self.limits.wall_s - self.used_s, 0.0)
        self._begin()
        timeout = asyncio.timeout(left_s)
        try:
            async with timeout:
                yield
        except TimeoutError:
            if timeout.expired():
                self._say_out_of_time()
            raise
        finally:
            self._end()

    def _begin(self) -> None:
        if not self._turns:
            self._since = self.clock()
        self._turns += 1

    def _end(self) -> None:
        used_s = self.used_s
        self._turns -= 1
        if not self._turns:
            self._past_s = used_s

    def _say_out_of_time(self) -> None:
        waited_s = self.work.waited_s(self.clock())
        said = f"agent '{self.agent}' has used up its {self.limits.wall_s:g} s"
        if waited_s > (1 - MOSTLY_ITS_OWN) * self.used_s:
            raise TimedOut(f"{said}, {waited_s:.1f} s of them by waiting for a place or for the service")
        raise AgentOutOfTime(said)

    def _refuse_if_used_up(self) -> None:
        if used_up := self._used_up():
            raise AgentOverBudget(f"agent '{self.agent}' has used up its own budget of {used_up}")
