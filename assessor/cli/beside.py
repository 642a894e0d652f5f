"""The worker that `toprung serve` runs beside itself: one process, which ends when the service does."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_STOP_S = 30


@contextmanager
def worker_beside() -> Iterator[None]:
    """Work off jobs in a process of its own while the block goes on."""
    command = [sys.executable, "-m", "toprung", "work", "--beside", str(os.getpid())]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as worker:  # noqa: S603 - our own command
        try:
            yield
        finally:
            worker.terminate()
            try:
                worker.wait(_STOP_S)
            except subprocess.TimeoutExpired:
                worker.kill()
