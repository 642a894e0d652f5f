"""Layer 3: many trials, so many at once, that can be stopped. Is given `submit` and knows nothing of what it does."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar, cast

T = TypeVar("T")
_NO_MORE = object()


_MOST_LENT = 8
"""So many times the places there may be pieces under way, most of them waiting: memory and patience have an end."""


class Hall:
    """So many places for pieces of work; one that can only wait lends its place to another.

    A place that is taken back may be one too many for a moment: the requests themselves are counted elsewhere.
    """

    def __init__(self, places: int) -> None:
        self.places = places
        self._free = places
        self._most_lent = places * (_MOST_LENT - 1)
        self._lent = 0
        self._left = asyncio.Event()

    def lend(self) -> None:
        """Let another have the place, as long as not too many wait already."""
        self._lent += 1
        if self._lent <= self._most_lent:
            self._free += 1
            self._left.set()

    def take_back(self) -> None:
        """Have the place again."""
        if self._lent <= self._most_lent:
            self._free -= 1
        self._lent -= 1

    async def enter(self) -> None:
        """Wait for a free place and take it."""
        while self._free <= 0:
            self._left.clear()
            await self._left.wait()
        self._free -= 1

    def leave(self) -> None:
        """Give the place up."""
        self._free += 1
        self._left.set()


async def run_batch(
    work: Iterable[T], submit: Callable[[T], Awaitable[None]], *, hall: Hall, stop: asyncio.Event
) -> None:
    """Submit each piece of work, as many at a time as the hall has places; after `stop` is set, no new one is begun.

    The first exception of a submit cancels the rest and is raised as it is.
    """

    async def seated(piece: T) -> None:
        try:
            await submit(piece)
        finally:
            hall.leave()

    try:
        async with asyncio.TaskGroup() as group:
            queue = iter(work)
            while True:
                await hall.enter()
                piece = next(queue, _NO_MORE)
                if piece is _NO_MORE or stop.is_set():
                    break
                group.create_task(seated(cast("T", piece)))
    except BaseExceptionGroup as failures:
        raise failures.exceptions[0] from failures
