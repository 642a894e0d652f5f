"""A worker of its own, for tests that kill it."""

import signal
import sys
from threading import Event

from assessor.db import open_store
from assessor.jobs.durable import Durable
from assessor.settings import Settings
from tests.assessor.jobs.trying import Counting


def main() -> None:
    address, pause_s = sys.argv[1:]
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    kinds = {"counting": Counting(float(pause_s))}
    Durable(open_store(address), Settings(database_url=address), kinds).work(stop)


main()
