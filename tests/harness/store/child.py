"""A process of its own that works on a ledger, for tests that kill it or take its disk away. Prints what it is told."""

import resource
import sys
import time
from collections import deque
from concurrent.futures import Future

from harness.errors import HarnessError
from harness.store.ledger import Ledger, open_ledger
from tests.harness.store import making

AT_ONCE = 8


def main() -> None:
    what, address, run_id = sys.argv[1:]
    with open_ledger(address) as ledger:
        {"hold": hold, "write": write, "write_little": write_little}[what](ledger, run_id)


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def hold(ledger: Ledger, run_id: str) -> None:
    """Hold the run until somebody kills this process."""
    with ledger.lease(run_id):
        say("holding")
        time.sleep(600)


def write(ledger: Ledger, run_id: str) -> None:
    """Write trials without end, several at once, and print each one that was acknowledged."""
    under_way: deque[tuple[str, Future[None]]] = deque()
    with ledger.lease(run_id):
        for trial_id, _ in ledger.run(run_id).trials:
            ledger.call_started(making.start(f"{trial_id} call", trial_id, run_id=run_id))
            ledger.call_ended(making.end(f"{trial_id} call"))
            ended = making.trial(trial_id, text="x" * 2000)
            spans = [making.span(trial_id), making.span(trial_id)]
            under_way.append((trial_id, ledger.trial_ended(ended, making.grade(trial_id), spans)))
            if len(under_way) == AT_ONCE:
                first, future = under_way.popleft()
                future.result()
                say(first)


def write_little(ledger: Ledger, run_id: str) -> None:
    """Write trials until no file may grow any more, printing each one; then the sentence that this ends in."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
    for trial_id, _ in ledger.run(run_id).trials:
        try:
            ledger.trial_ended(making.trial(trial_id, text="x" * 20_000), None, []).result()
        except HarnessError as error:
            say(f"{type(error).__name__}: {error}")
            return
        say(trial_id)


main()
