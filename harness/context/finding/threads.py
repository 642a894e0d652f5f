"""Lends the processors to work in numpy: each of our threads multiplies matrices by itself.

numpy's own threads wait for one another by spinning. Measured on two busy cores, an embedding took them two to four
times the processor's time and the time by the clock that a single thread needs.
"""

import functools
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from threadpoolctl import ThreadpoolController, threadpool_limits

A = TypeVar("A")
B = TypeVar("B")


class OneThreadEach:
    """Keeps numpy to one thread while anybody is inside; the last to leave gives it back what it had."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._limits: threadpool_limits | None = None
        # Made once: to look for the libraries takes over a millisecond.
        self._controller = ThreadpoolController()

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Stay inside for a while."""
        with self._lock:
            if self._limits is None:
                self._limits = self._controller.limit(limits=1, user_api="blas")
            self._inside += 1
        try:
            yield
        finally:
            with self._lock:
                self._inside -= 1
                if not self._inside and self._limits is not None:
                    self._limits.restore_original_limits()
                    self._limits = None


@functools.cache
def one_thread_each() -> OneThreadEach:
    """Return the process's keeper, since numpy's threads are the process's."""
    return OneThreadEach()


def spread(work: Callable[[A], B], pieces: Iterable[A]) -> list[B]:
    """Do pieces of work in as many threads as there are processors, and return what came of them, in their order."""
    waiting = list(pieces)
    with one_thread_each().inside():
        if len(waiting) < 2:  # noqa: PLR2004 - one piece is not worth a thread
            return [work(piece) for piece in waiting]
        with ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="embedding") as threads:
            return list(threads.map(work, waiting))
