"""Dealing and marking: work for the processor. What is long goes to a thread, so that nobody waits behind it."""

import asyncio
import math
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

NOT_WORTH_A_THREAD_S = 0.002
"""To hand work to a thread and wait for it costs a tenth of a millisecond, and other trials may wait so long."""
_FORGETS = 0.98
"""What a piece of work adds to the length that is expected of the next fades by this factor with each one."""
_AT_ONCE = 2
"""Pieces in threads at a time; two cores are usual."""


class DeskWork:
    """Does pieces of work of several kinds; the longest of late says of each kind where the next one is done.

    Lengths are of the processor's time: by the clock, what waits its turn in a thread would look long and stay there.
    """

    def __init__(self, clock: Callable[[], float] = time.thread_time) -> None:
        self._clock = clock
        self._threads = asyncio.Semaphore(_AT_ONCE)
        self._expected_s: dict[str, float] = {}

    async def do(self, kind: str, work: Callable[[], T]) -> T:
        """Do a piece of work of a kind and return what comes of it."""
        if self._expected_s.get(kind, math.inf) <= NOT_WORTH_A_THREAD_S:
            return self._timed(kind, work)
        async with self._threads:
            return await asyncio.to_thread(self._timed, kind, work)

    def _timed(self, kind: str, work: Callable[[], T]) -> T:
        began = self._clock()
        try:
            return work()
        finally:
            self._expected_s[kind] = max(self._clock() - began, self._expected_s.get(kind, 0.0) * _FORGETS)
