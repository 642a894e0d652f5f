"""Lets asyncio code wait for the ledger's writer thread."""

import asyncio
from collections import deque
from concurrent.futures import Future
from contextlib import suppress

from harness.meter.calls import CallEnd, CallStart
from harness.store.ledger import Ledger
from harness.store.records import EventRecord


class Bell:
    """Wakes those who wait for a commit: all that one commit has settled are woken by one ring.

    To wake a loop from another thread costs more than the rest of a small commit, so it is done once for many.
    """

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._settled: deque[asyncio.Future[None]] = deque()
        self._rung = False

    async def committed(self, future: "Future[None]") -> None:
        """Wait until the rows are committed. A wait that is cancelled leaves the writing alone."""
        woken: asyncio.Future[None] = self._loop.create_future()

        def tell(_: "Future[None]") -> None:
            # In this order: whoever finds the bell rung has put its own on the list before the list is read.
            self._settled.append(woken)
            if not self._rung:
                self._rung = True
                # The loop may be gone by now; then nobody waits any more.
                with suppress(RuntimeError):
                    self._loop.call_soon_threadsafe(self._ring)

        # An asyncio future in between would complain of a failure that comes after the first one has ended the run.
        future.add_done_callback(tell)
        await woken
        future.result()

    def _ring(self) -> None:
        self._rung = False
        while self._settled:
            woken = self._settled.popleft()
            if not woken.done():
                woken.set_result(None)


class LedgerRecorder:
    """Keeps calls in the ledger. A call's end that could not be kept is told at the next start, or by `check`."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._bell: Bell | None = None
        self._lost: BaseException | None = None

    async def started(self, start: CallStart) -> None:
        """Commit a call that is about to be sent."""
        self.check()
        await self.committed(self._ledger.call_started(start))

    def ended(self, end: CallEnd) -> None:
        """Have a call's end written; the ledger writes in order, so it is there when its trial's end is."""
        self._ledger.call_ended(end).add_done_callback(self._look)

    def happened(self, event: EventRecord) -> None:
        """Have something written that happened to the run."""
        self._ledger.happened(event).add_done_callback(self._look)

    async def committed(self, future: "Future[None]") -> None:
        """Wait until rows are committed."""
        self._bell = self._bell or Bell()
        await self._bell.committed(future)

    def check(self) -> None:
        """Raise what has kept an earlier row from being written."""
        if self._lost is not None:
            raise self._lost

    def _look(self, written: "Future[None]") -> None:
        self._lost = self._lost or written.exception()
