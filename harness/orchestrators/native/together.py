"""Doing things at the same time: all or the first failure, and nothing left running behind."""

import asyncio
from collections.abc import Coroutine, Iterable

from harness.errors import LimitReached


async def together(work: Iterable[Coroutine[object, object, None]]) -> None:
    """Run all at once. When one raises, the others are cancelled and its exception is raised as it is.

    A limit that one has reached is raised when the others have ended: calls under way are paid for, and count.
    """
    coroutines, reached = list(work), list[LimitReached]()

    async def one(coroutine: Coroutine[object, object, None]) -> None:
        try:
            await coroutine
        except LimitReached as limit:
            reached.append(limit)

    try:
        async with asyncio.TaskGroup() as group:
            for coroutine in coroutines:
                group.create_task(one(coroutine))
    except BaseExceptionGroup as failures:
        raise _first(failures) from failures
    finally:
        for coroutine in coroutines:
            coroutine.close()  # one that was cancelled before it began
    if reached:
        raise reached[0]


def _first(failures: BaseExceptionGroup) -> BaseException:
    """Return the first exception inside groups of groups."""
    failure: BaseException = failures
    while isinstance(failure, BaseExceptionGroup):
        failure = failure.exceptions[0]
    return failure
