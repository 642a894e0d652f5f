"""How long what went wrong elsewhere waits for its next try: growing, and no longer than a day in all."""

import datetime as dt

from assessor.jobs.port import CannotDo, TryAgain

WAITS_MIN = (1, 5, 30, 120, 360, 900)


def again(tries: int, why: str) -> TryAgain | CannotDo:
    """Return what a step raises after so many tries that failed: another one later, or the end."""
    if tries < len(WAITS_MIN):
        return TryAgain(dt.timedelta(minutes=WAITS_MIN[tries]), why)
    return CannotDo(f"{why}; given up after {len(WAITS_MIN) + 1} attempts in a day")
