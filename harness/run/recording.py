"""Lets asyncio code wait for the ledger's writer thread."""

import asyncio
from concurrent.futures import Future
from typing import TypeVar

from harness.meter.calls import CallEnd, CallStart
from harness.store.ledger import Ledger

T = TypeVar("T")


async def committed(future: "Future[None]") -> None:
    """Wait until the rows are committed. A wait that is cancelled leaves the writing alone."""
    await asyncio.shield(heard(asyncio.wrap_future(future)))


def heard(future: "asyncio.Future[T]") -> "asyncio.Future[T]":
    """Keep asyncio from complaining of a failure that nobody waits for any more: the first one has ended the run."""
    future.add_done_callback(lambda done: done.cancelled() or done.exception())
    return future


class LedgerRecorder:
    """Keeps calls in the ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def started(self, start: CallStart) -> None:
        """Commit a call that is about to be sent."""
        await committed(self._ledger.call_started(start))

    async def ended(self, end: CallEnd) -> None:
        """Commit how a call ended."""
        await committed(self._ledger.call_ended(end))
