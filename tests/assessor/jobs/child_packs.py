"""A worker of its own that makes one report a step, slowly, for a test that kills it."""

import signal
import sys
import time
from threading import Event

from assessor.db import open_store
from assessor.jobs.durable import Durable
from assessor.jobs.kinds import packs
from assessor.jobs.port import Work
from assessor.settings import Settings


class OneAStep:
    """The job of reports, with one in each step and a pause after it."""

    def __init__(self, pause_s: float) -> None:
        packs.FILES_A_STEP = 1
        self._pause_s = pause_s

    def steps(self, work: Work) -> int:
        return packs.steps(work)

    def step(self, work: Work, number: int) -> str:
        said = packs.step(work, number)
        time.sleep(self._pause_s)
        return said


def main() -> None:
    address, pause_s = sys.argv[1:]
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    Durable(open_store(address), Settings(database_url=address), {"packs": OneAStep(float(pause_s))}).work(stop)


main()
