"""Layer 3: many trials, so many at once, that can be stopped. Is given `submit` and knows nothing of what it does."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


async def run_batch(
    work: Iterable[T], submit: Callable[[T], Awaitable[None]], *, at_once: int, stop: asyncio.Event
) -> None:
    """Submit each piece of work, at most `at_once` under way; after `stop` is set, no new one is begun.

    The first exception of a submit cancels the rest and is raised as it is.
    """
    queue = iter(work)

    async def worker() -> None:
        # The iterator is shared: next() runs without a wait in between, so each piece is taken once.
        for piece in queue:
            if stop.is_set():
                return
            await submit(piece)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(at_once):
                group.create_task(worker())
    except BaseExceptionGroup as failures:
        raise failures.exceptions[0] from failures
