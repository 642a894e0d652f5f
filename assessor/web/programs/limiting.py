"""How often a key may ask: so many requests a minute, saved up for half a minute at most (the field: token bucket).

Each process of the service counts for itself, so that counting costs nothing; two of them let twice as many through.
"""

import math
import threading
import time
from collections import OrderedDict

from flask import Flask, abort, g, request

from assessor.people.refusals import Wait
from assessor.settings import Settings

_KEYS_AT_HAND = 10_000


class Limit:
    """Counts the requests of each key."""

    def __init__(self, per_min: int) -> None:
        self._rate = per_min / 60
        self._most = max(per_min / 2, 1.0)
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        """For each key what it had left, and when that was."""
        self._lock = threading.Lock()

    def take(self, key: str, at_s: float) -> int:
        """Count a request; return 0, or after how many seconds the next one is taken."""
        with self._lock:
            left, since_s = self._left.pop(key, (self._most, at_s))
            left = min(self._most, left + max(0.0, at_s - since_s) * self._rate)
            self._left[key] = (left - 1 if left >= 1 else left, at_s)
            while len(self._left) > _KEYS_AT_HAND:
                self._left.popitem(last=False)
        return 0 if left >= 1 else math.ceil((1 - left) / self._rate)


def init(app: Flask, settings: Settings) -> None:
    """Have requests of programs that came in counted, and their bodies looked at."""
    limit = Limit(settings.api_per_min)

    def check() -> None:
        viewer = g.get("viewer")
        if viewer is None or viewer.token_id is None:
            return
        if wait_s := limit.take(viewer.token_id, time.monotonic()):
            raise Wait(wait_s)
        _check_body()

    app.before_request(check)


def _check_body() -> None:
    """Refuse a body that is no JSON, before its values are looked at."""
    if not request.get_data():
        return
    if not request.is_json:
        abort(415, "Send the body as application/json.")
    try:
        request.get_json()
    except (RecursionError, UnicodeDecodeError):
        abort(400, "The body is no JSON that can be read.")
