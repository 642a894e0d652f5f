"""A clock that jumps: where everybody waits, the next moment is now. Seconds are exact, and none is waited."""

import asyncio
import selectors
import time
from collections.abc import Coroutine
from typing import Any

import pytest

from harness.run import trial
from harness.run.trial import Stopwatch


class _Jumping(selectors.DefaultSelector):
    """Waits for nothing: the time that it would wait has passed."""

    now_s = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        found = super().select(0)
        if not found and timeout:
            self.now_s += timeout
        return found


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop on that clock. Nothing outside the loop (threads, sockets) may be waited for."""

    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now_s


def run(work: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401 - whatever the work returns
    """Run to the end, as `asyncio.run` does, with the stopwatch of trials on the same clock."""
    loop = VirtualLoop()
    with pytest.MonkeyPatch.context() as patch, asyncio.Runner(loop_factory=lambda: loop) as runner:
        patch.setattr(time, "monotonic", loop.time)
        patch.setattr(trial, "Stopwatch", lambda: Stopwatch(began=loop.time()))
        return runner.run(work)
