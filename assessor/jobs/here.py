"""The engine without an engine: jobs one after the other in this process, for tests and as proof of the port.

What a step came to is remembered by the rows alone: a try that was broken off is taken up by the next `work`.
"""

from collections.abc import Callable
from threading import Event
from typing import Any

from assessor.db import Store
from assessor.jobs.books import Books
from assessor.jobs.carrying import Desk, carry_out
from assessor.jobs.listing import kinds as all_kinds
from assessor.jobs.port import Kinds
from assessor.settings import Settings

_POLL_S = 0.05


class Here(Books):
    """Jobs in this process."""

    def __init__(self, store: Store, settings: Settings, kinds: Kinds | None = None) -> None:
        super().__init__(store)
        self._desk = Desk(self, all_kinds() if kinds is None else kinds, settings)

    def work(self, stop: Event) -> None:
        """Work off jobs until told to stop. No other process may work on this store."""
        for job_id, tries in self.running():
            carry_out(self._desk, job_id, tries, _once)
        while not stop.is_set():
            if not self.work_off():
                stop.wait(_POLL_S)

    def work_off(self) -> int:
        """Carry out all that is due now, and return how many it was."""
        count = 0
        while due := self.due(1):
            carry_out(self._desk, *due[0], _once)
            count += 1
        return count


def _once(_: str, do: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever a step came to
    return do()
