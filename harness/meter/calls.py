"""One attempt at one model request, as the meter sees it: before it is sent, and how it ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from harness.messages import Usage

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CallStart:
    """A model request that is about to be sent; committed before it is."""

    id: str
    run_id: str
    trial_id: str
    trial_attempt: int
    agent: str
    attempt: int
    """From 1: which attempt at this request."""
    model_asked: str
    started_at: datetime
    started_s: float
    """Seconds since the trial began."""
    messages: tuple[Json, ...]
    worst_tokens: int
    """Tokens sent and the most that may come back: what it counts for if its end is never seen."""
    worst_nano_usd: int | None
    request_digest: str
    """Digest of messages, tools, schema and sampling: what replay looks a reply up by."""


@dataclass(frozen=True, slots=True)
class CallEnd:
    """How that request ended."""

    id: str
    status: str
    """``ok``, ``overloaded``, ``timed out`` or ``bad reply``."""
    seconds: float
    model_served: str = ""
    usage: Usage = field(default_factory=Usage)
    nano_usd: int | None = None
    """None when the price is unknown."""
    price_table: str = ""
    reply: Json = field(default_factory=dict)
    """text, stop and tool_calls."""
    error: str = ""
    first_token_s: float | None = None
    """Seconds from sending to the first token; None where nothing was streamed."""
