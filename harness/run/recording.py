"""Lets asyncio code wait for the ledger's writer thread."""

import asyncio
from concurrent.futures import Future
from contextlib import suppress

from harness.meter.calls import CallEnd, CallStart
from harness.store.ledger import Ledger
from harness.store.records import EventRecord


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
    """Keeps calls in the ledger. A call's end that could not be kept is told at the next start, or by `check`."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lost: BaseException | None = None

    async def started(self, start: CallStart) -> None:
        """Commit a call that is about to be sent."""
        self.check()
        await committed(self._ledger.call_started(start))

    def ended(self, end: CallEnd) -> None:
        """Have a call's end written; the ledger writes in order, so it is there when its trial's end is."""
        self._ledger.call_ended(end).add_done_callback(self._look)

    def happened(self, event: EventRecord) -> None:
        """Have something written that happened to the run."""
        self._ledger.happened(event).add_done_callback(self._look)

    def check(self) -> None:
        """Raise what has kept an earlier row from being written."""
        if self._lost is not None:
            raise self._lost

    def _look(self, written: "Future[None]") -> None:
        self._lost = self._lost or written.exception()
