"""Takes one try of a job through its steps. How a step is remembered is the engine's: it gives `once`."""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from assessor.errors import AssessorError, StoreError
from assessor.jobs.books import Books
from assessor.jobs.port import Kind, Kinds, TryAgain, Work
from assessor.models.work.job import Job
from assessor.settings import Settings

Once = Callable[[str, Callable[[], Any]], Any]
"""Does what it is given under a name, or returns what came of it before; what comes back is plain JSON."""
_LOG = logging.getLogger("toprung.jobs")
_STORE_AWAY = dt.timedelta(seconds=20)
_MOST_TRIES = 5
"""Of a job whose store is away."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a worker needs for any job."""

    books: Books
    kinds: Kinds
    settings: Settings


def carry_out(desk: Desk, job_id: str, tried: int, once: Once) -> None:
    """Carry out one try of a job; how it ended stands in its row."""
    job = desk.books.take_up(job_id, tried)
    if job is None:
        return
    kind = desk.kinds.get(job.kind)
    if kind is None:
        desk.books.end(job_id, "failed", f"this version of Toprung knows no job of the kind '{job.kind}'")
        return
    _Try(desk, job, kind, once).carry_out()


@dataclass(frozen=True, slots=True)
class _Try:
    """One try of one job."""

    desk: Desk
    job: Job
    kind: Kind
    once: Once

    def carry_out(self) -> None:
        begun = self.once("begin", partial(self._tried, self._begin))
        if self._ends(begun):
            return
        first, steps = begun["came"]
        goes_on = self.desk.books.tell(self.job.id, steps=steps)
        for number in range(first, steps):
            if not goes_on:
                return
            taken = self.once(f"step {number}", partial(self._tried, partial(self._step, number)))
            if self._ends(taken):
                return
            goes_on = self.desk.books.tell(self.job.id, steps_done=number + 1, said=taken["came"])
        self.desk.books.end(self.job.id, "done")

    def _begin(self) -> list[int]:
        """Return the first step that is not done, and how many there are."""
        return [self.job.steps_done, self.kind.steps(self._work())]

    def _step(self, number: int) -> str:
        return self.kind.step(self._work(), number)

    def _work(self) -> Work:
        return Work(self.job, self.desk.books.store, self.desk.settings, dt.datetime.now(dt.UTC))

    def _tried(self, do: Callable[[], Any]) -> dict[str, Any]:
        """Return what came of it, or why it did not and what is to follow, as plain JSON."""
        try:
            return {"came": do()}
        except TryAgain as later:
            return {"after_s": later.after.total_seconds(), "why": later.why}
        except StoreError as error:
            if self.job.tries >= _MOST_TRIES:
                return {"failed": str(error)}
            return {"after_s": _STORE_AWAY.total_seconds(), "why": str(error)}
        except AssessorError as error:
            return {"failed": str(error)}
        except Exception:  # noqa: BLE001 - a worker outlives whatever a kind does; the log has it with its traceback
            # What went wrong may hold anything, so it goes to the log and not to the page.
            _LOG.exception("job %s (%s) failed", self.job.id, self.job.kind)
            return {"failed": f"something went wrong in Toprung itself; the log has it under job {self.job.id}"}

    def _ends(self, taken: dict[str, Any]) -> bool:
        """Write down what ends a try; False where it goes on."""
        if "after_s" in taken:
            self.desk.books.put_off(self.job.id, dt.timedelta(seconds=taken["after_s"]), taken["why"])
        elif "failed" in taken:
            self.desk.books.end(self.job.id, "failed", taken["failed"])
        return "came" not in taken
