"""Posts batches of spans, one after the other, and tries again where the OTLP specification says that one may.

Tried again are 429, 502, 503, 504 and connections that fail (OTLP 1.10, "Failures"), after the time that the service
asks for, else after doubling waits with jitter. A batch that was taken in part is not sent again, as the same page
has it: what was left out is counted.
"""

import gzip
import itertools
import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from harness.api.export.sending.endpoint import Endpoint
from harness.errors import CannotWrite
from harness.wire.retry_after import retry_after_s

_AGAIN = frozenset({429, 502, 503, 504})
_ATTEMPTS = 6
_FIRST_WAIT_S = 1.0
_LONGEST_WAIT_S = 60.0
_LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Taken:
    """What the endpoint said of a batch that it took."""

    rejected: int = 0
    """Spans that it did not take."""
    said: str = ""
    """Why, or a warning; empty where all is well."""


class Poster:
    """A connection to an endpoint."""

    def __init__(self, endpoint: Endpoint, pause: Callable[[float], None] = time.sleep) -> None:
        import httpx2  # noqa: PLC0415 heavy: start-up must not pay for it

        self._endpoint, self._pause = endpoint, pause
        self._failures = httpx2.TransportError
        self._client = httpx2.Client(timeout=endpoint.timeout_s, headers=self._headers())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def post(self, body: bytes) -> Taken:
        """Send a batch. Raises CannotWrite when it is refused, or when no attempt is left."""
        data = gzip.compress(body) if self._endpoint.gzip else body
        for attempt in itertools.count(1):
            try:
                answer = self._client.post(self._endpoint.url, content=data)
            except self._failures as error:
                why, asked_s = f"no answer came: {str(error) or type(error).__name__}", None
            else:
                if answer.is_success:
                    return self._taken(answer.content)
                why = f"it said {answer.status_code}: {_first_line(answer.text) or answer.reason_phrase}"
                asked_s = retry_after_s(answer.headers, datetime.now(UTC))
                if answer.status_code not in _AGAIN:
                    raise self._cannot(why)
            wait_s = asked_s if asked_s is not None else _FIRST_WAIT_S * 2 ** (attempt - 1) * random.uniform(0.5, 1.5)
            if attempt == _ATTEMPTS or wait_s > _LONGEST_WAIT_S:
                raise self._cannot(f"{why} (attempt {attempt})")
            self._pause(wait_s)
        raise AssertionError("the last attempt either returns or raises")

    def _taken(self, content: bytes) -> Taken:
        """Read what was taken; an empty answer, or one in another form, means all of it."""
        try:
            told: Any = json.loads(content or b"{}")
            part = told.get("partialSuccess") or {}
            rejected = int(part.get("rejectedSpans", 0))
            return Taken(rejected, self._endpoint.clean(_first_line(str(part.get("errorMessage", "")))))
        except (ValueError, AttributeError, TypeError):
            return Taken()

    def _headers(self) -> dict[str, str]:
        ours = {"Content-Type": "application/json"} | ({"Content-Encoding": "gzip"} if self._endpoint.gzip else {})
        return {**self._endpoint.headers, **ours}

    def _cannot(self, why: str) -> CannotWrite:
        return CannotWrite(f"the traces could not be sent to {self._endpoint.name}: {self._endpoint.clean(why)}")


def _first_line(text: str) -> str:
    """Return how a text begins, without what would steer a terminal."""
    line = next(iter(text.strip().splitlines()), "")
    return "".join(letter for letter in line if letter.isprintable())[:_LONGEST_REASON]
