"""The stub's desk: what each request gets for an answer, and the exact count of what was asked and told."""

import json
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from benchmarks.stub import wires
from benchmarks.stub.counting import Cache, Tokens, sent_to_chat
from benchmarks.stub.faults import Fault, Faults

_REFERENCE = re.compile(rb"TR-\d+")
_ERROR_AFTER_S = 0.005
"""A service turns a request away sooner than it answers it."""
_PAGE = b"<html><head><title>502</title></head><body><h1>Bad gateway</h1></body></html>"


@dataclass(frozen=True, slots=True)
class Settings:
    """How the stub answers."""

    latency_s: float = 0.05
    retry_after_s: float = 1.0
    """What a 429 and a 529 ask to wait."""
    faults: tuple[float, tuple[Fault, ...], int] = (0.0, (), 1)
    """Share of the requests, kinds, seed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request gets."""

    after_s: float
    data: bytes
    """Empty: nothing ever comes."""
    then_close: bool = False
    tokens: Tokens | None = None
    """What it tells the asker that it used; None where it tells nothing."""


@dataclass(slots=True)
class Seen:
    """Everything that was asked and answered since the last reset."""

    requests: int = 0
    """Received whole, whatever became of them."""
    answered: int = 0
    """Answered whole, with a usage."""
    tokens: Tokens = field(default_factory=Tokens)
    """Of the answered ones, by kind."""
    faults: Counter[str] = field(default_factory=Counter)
    first_request_s: float | None = None
    last_reply_s: float | None = None
    """By the monotonic clock."""

    def to_json(self) -> dict[str, Any]:
        """Return the count as JSON types, with the processor time of the stub so far."""
        times = {"first_request_s": self.first_request_s, "last_reply_s": self.last_reply_s}
        counts = {"requests": self.requests, "answered": self.answered, "tokens": self.tokens.to_json()}
        return {**counts, "faults": dict(self.faults), **times, "cpu_s": time.process_time()}


class Desk:
    """Answers requests."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.reset()

    def reset(self) -> None:
        """Forget everything: counts, cache and faults."""
        self.seen = Seen()
        self._cache = Cache()
        self._faults = Faults(*self._settings.faults)

    def answer(self, method: str, path: str, body: bytes) -> Answer:
        """Answer one request."""
        if path.endswith("/count"):
            if method == "POST":
                self.reset()
            return Answer(0.0, wires.whole("200 OK", json.dumps(self.seen.to_json()).encode()))
        if method != "POST" or not path.endswith(("/messages", "/chat/completions")):
            return Answer(0.0, wires.error("404 Not Found", "not_found_error"))
        self.seen.requests += 1
        if self.seen.first_request_s is None:
            self.seen.first_request_s = time.monotonic()
        named = _REFERENCE.search(body)
        reference = named.group() if named else b""
        fault = self._faults.draw(reference or body)
        if fault:
            self.seen.faults[fault] += 1
        return self._spoilt(fault, path, body, reference) if fault else self._reply(path, body, reference)

    def told(self, answer: Answer) -> None:
        """Count an answer that was written to its asker."""
        if answer.tokens:
            self.seen.answered += 1
            self.seen.tokens.add(answer.tokens)
        self.seen.last_reply_s = time.monotonic()

    def _reply(self, path: str, body: bytes, reference: bytes) -> Answer:
        asked = json.loads(body)
        text = text_for(reference.decode())
        model, streamed = asked["model"], bool(asked.get("stream"))
        if path.endswith("/messages"):
            tokens = self._cache.sent(asked, is_marked=b'"cache_control"' in body)
            tokens.output = len(text.split())
            data = (wires.messages_stream if streamed else wires.messages_whole)(model, text, tokens)
        else:
            tokens = sent_to_chat(asked)
            tokens.output = len(text.split())
            with_usage = bool((asked.get("stream_options") or {}).get("include_usage"))
            data = (
                wires.chat_stream(model, text, tokens, with_usage=with_usage)
                if streamed
                else wires.chat_whole(model, text, tokens)
            )
        return Answer(self._settings.latency_s, data, tokens=tokens)

    def _spoilt(self, fault: Fault, path: str, body: bytes, reference: bytes) -> Answer:
        """Return the answer to a request that goes wrong; it tells no usage."""
        latency_s = self._settings.latency_s
        pushback = f"retry-after: {self._settings.retry_after_s:g}\r\n"
        if fault == "429":
            return Answer(_ERROR_AFTER_S, wires.error("429 Too Many Requests", "rate_limit_error", pushback))
        if fault == "529":
            return Answer(_ERROR_AFTER_S, wires.error("529 Overloaded", "overloaded_error", pushback))
        if fault == "500":
            return Answer(_ERROR_AFTER_S, wires.error("500 Internal Server Error", "api_error"))
        if fault == "cut":
            return Answer(latency_s, wires.cut(self._reply(path, body, reference).data), then_close=True)
        if fault == "garbage":
            page = wires.whole("200 OK", _PAGE, kind="text/html")
            half = wires.whole("200 OK", b'{"id": "msg_stub", "type": "mess')
            return Answer(latency_s, page if self.seen.faults["garbage"] % 2 else half)
        return Answer(latency_s, b"")


def text_for(reference: str) -> str:
    """Return what the stub says: the tiny task's right answer for the reference that stood in the request."""
    return f"The parcel is in.\n\n## parcels\n\n| parcel | state |\n| --- | --- |\n| {reference} | received |\n"
