"""Lets asyncio code wait for the ledger's writer thread."""

import asyncio
from concurrent.futures import Future
from contextlib import suppress

from harness.meter.calls import CallEnd, CallStart
from harness.store.ledger import Ledger


async def committed(future: "Future[None]") -> None:
    """Wait until the rows are committed. A wait that is cancelled leaves the writing alone."""
    loop, done = asyncio.get_running_loop(), asyncio.Event()

    def tell(_: "Future[None]") -> None:
        # The loop may be gone by now; then nobody waits any more.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(done.set)

    # An asyncio future in between would complain of a failure that comes after the first one has ended the run.
    future.add_done_callback(tell)
    await done.wait()
    future.result()


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
