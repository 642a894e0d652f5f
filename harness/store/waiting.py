"""How long to wait for a ledger that another program holds; the environment may say otherwise."""

import os

from harness.errors import HarnessError

VARIABLE = "TOPRUNG_LEDGER_WAIT_S"
DEFAULT_S = 30.0
MOST_S = 3600.0


def ledger_wait_s() -> float:
    """Return the seconds to wait. Raises HarnessError when the environment's are no such number."""
    text = os.environ.get(VARIABLE, "")
    if not text:
        return DEFAULT_S
    try:
        wait_s = float(text)
    except ValueError:
        wait_s = -1.0
    if not 0 <= wait_s <= MOST_S:
        raise HarnessError(f"{VARIABLE} is '{text}'; it needs a number of seconds from 0 to {MOST_S:.0f}")
    return wait_s
