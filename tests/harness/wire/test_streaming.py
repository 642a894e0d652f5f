import asyncio
from collections.abc import Awaitable, Callable

import pytest

from harness.errors import BadReply, TimedOut
from harness.wire.streaming import FirstToken

Body = Callable[[FirstToken], Awaitable[None]]


async def within(first: FirstToken, body: Body) -> None:
    async with first:
        await body(first)


async def hangs(_: FirstToken) -> None:
    await asyncio.sleep(30)


def test_a_stream_that_says_nothing_in_time_is_a_time_out() -> None:
    first = FirstToken("the stand-in", 0.05)
    with pytest.raises(TimedOut, match=r"no first token from the stand-in in 0\.05 s"):
        asyncio.run(within(first, hangs))
    assert first.seconds is None


def test_after_the_first_token_a_stream_may_take_its_time() -> None:
    async def slow(first: FirstToken) -> None:
        first.seen()
        await asyncio.sleep(0.1)

    asyncio.run(within(FirstToken("the stand-in", 0.05), slow))


def test_only_the_first_token_is_timed() -> None:
    async def two(first: FirstToken) -> None:
        await asyncio.sleep(0.02)
        first.seen()
        seconds = first.seconds
        await asyncio.sleep(0.02)
        first.seen()
        assert first.seconds == seconds

    first = FirstToken("the stand-in", 30)
    asyncio.run(within(first, two))
    assert first.seconds is not None
    assert first.seconds > 0.01


def test_an_error_of_the_stream_passes() -> None:
    async def fails(_: FirstToken) -> None:
        raise BadReply("no")

    with pytest.raises(BadReply):
        asyncio.run(within(FirstToken("the stand-in", 30), fails))


def test_being_cancelled_is_no_time_out() -> None:
    async def cancelled() -> None:
        task = asyncio.ensure_future(within(FirstToken("the stand-in", 30), hangs))
        await asyncio.sleep(0.01)
        task.cancel()
        await task

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(cancelled())
