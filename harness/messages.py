"""What is said to a model and what it says back, in no vendor's shape; and the port that every provider fills."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

SEEDS_APART = 10_000
"""Seeds of independent answers to one question lie so far apart."""
_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode

Role = Literal["system", "user", "assistant", "tool"]
Stop = Literal["end", "length", "tools", "refusal"]
Api = Literal["chat", "responses"]
"""Which of OpenAI's two APIs a compatible server is spoken to by."""
CacheFor = Literal["off", "5m", "1h"]
"""How long a service is asked to remember the beginning of a conversation; ``off`` asks for nothing."""
Evidence = Literal["real", "embedded", "scripted", "replay", "silent"]
"""What kind of model answered. Only ``real`` is evidence about AI; every table and page carries the word."""


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A model's wish to use a tool."""

    id: str
    name: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A tool as a model is told of it."""

    name: str
    about: str
    parameters: Mapping[str, Any]
    """JSON schema of the arguments."""


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation."""

    role: Role
    text: str = ""
    tool_calls: tuple[ToolCall, ...] = ()
    """For an assistant's turn: the tools it asked for."""
    tool_call_id: str = ""
    """For a tool's turn: which call it answers."""

    def to_json(self) -> dict[str, Any]:
        """Return the turn as JSON types, leaving out what is empty."""
        data: dict[str, Any] = {"role": self.role, "text": self.text}
        if self.tool_calls:
            data["tool_calls"] = [{"id": c.id, "name": c.name, "arguments": dict(c.arguments)} for c in self.tool_calls]
        if self.tool_call_id:
            data["tool_call_id"] = self.tool_call_id
        return data


@dataclass(frozen=True, slots=True)
class Sampling:
    """How a model is asked; part of a trial's identity."""

    temperature: float | None = 0.0
    """None leaves it to the service (some take no such parameter)."""
    seed: int | None = 7
    call_in_tokens: int | None = None
    """The most tokens that one call may send; None means the design's own allowances alone."""
    call_out_tokens: int | None = None
    """The most tokens that one call may bring back; None means the design's own allowance alone."""
    cache: CacheFor = "off"

    def seed_of(self, variation: int) -> int | None:
        """Return the seed of one of several independent answers; repeats of a case have theirs in between."""
        return None if self.seed is None else self.seed + variation * SEEDS_APART


@dataclass(frozen=True, slots=True)
class Request:
    """One question to a model."""

    model: str
    messages: tuple[Message, ...]
    max_output_tokens: int
    temperature: float | None = 0.0
    seed: int | None = 7
    tools: tuple[ToolSpec, ...] = ()
    schema: Mapping[str, Any] | None = None
    """JSON schema that the reply must keep to; None for free text."""
    agent: str = ""
    """Who asks; a scripted model answers by it, a real one never sees it."""
    cache: CacheFor = "off"
    cache_key: str = ""
    """Whose prompts may share a service's cache: the arm. The model never sees it."""

    @property
    def digest(self) -> str:
        """32 hex digits of the SHA-256 of all that a model sees; not of which model it is, nor of who asks."""
        seen = {
            "messages": [message.to_json() for message in self.messages],
            "tools": [[tool.name, tool.about, dict(tool.parameters)] for tool in self.tools],
            "schema": None if self.schema is None else dict(self.schema),
            "max_output_tokens": self.max_output_tokens,
            "temperature": self.temperature,
            "seed": self.seed,
        }
        text = _canonical(seen)
        return hashlib.sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one attempt, by kind. The kinds do not overlap: their sum is what was processed."""

    input: int = 0
    """Sent and not read from a cache."""
    cache_read: int = 0
    cache_write: int = 0
    """Written to a cache that forgets after the service's usual time (Anthropic: 5 minutes)."""
    output: int = 0
    """Generated, reasoning included."""
    reasoning: int = 0
    """The part of `output` that was reasoning."""
    cache_write_1h: int = 0
    """Written to a cache that keeps it for an hour, which costs more."""

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.input + other.input,
            self.cache_read + other.cache_read,
            self.cache_write + other.cache_write,
            self.output + other.output,
            self.reasoning + other.reasoning,
            self.cache_write_1h + other.cache_write_1h,
        )

    @property
    def sent(self) -> int:
        """All tokens that went in, from a cache or not."""
        return self.input + self.cache_read + self.cache_write + self.cache_write_1h

    @property
    def total(self) -> int:
        """All tokens, in and out."""
        return self.sent + self.output


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said."""

    text: str
    stop: Stop
    usage: Usage
    model_served: str
    """The model id that the service says answered."""
    tool_calls: tuple[ToolCall, ...] = ()
    first_token_s: float | None = None
    """Seconds from sending to the first token of a stream; None where the reply came in one piece."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long one attempt may take, in seconds."""

    connect_s: float = 10.0
    first_token_s: float = 120.0
    """From sending to the first token."""
    whole_s: float = 600.0
    """From sending to the last token."""


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """What a provider is made from. Keys are read from the environment by the provider itself and kept there."""

    model: str
    """The part of ``--model provider/name`` after the slash; may be empty."""
    base_url: str | None = None
    api: Api = "chat"
    api_key_env: str | None = None
    """The name under which the key is kept."""
    ledger_url: str | None = None
    """Where recorded replies are read from (replay)."""
    max_connections: int = 8
    timeouts: Timeouts = Timeouts()


@dataclass(frozen=True, slots=True)
class CallLimits:
    """The most that a provider's model takes or gives in one call; None where the design alone decides."""

    call_in_tokens: int | None = None
    call_out_tokens: int | None = None
    timeout_s: float | None = 180.0
    """How long one call may take; None where no answer can get lost (a model in this process)."""
    at_once: int | None = None
    """How many requests it works on at a time; more would wait inside it, where nobody sees it. None: no such limit."""
    takes_sampling: bool = True
    """False where the service takes neither a temperature nor a seed."""


class Provider(Protocol):
    """A service that answers requests. One module in ``harness/providers`` brings ``create(settings) -> Provider``.

    It makes one attempt a call: retries are the gateway's, so that every attempt is metered. It may stream, and then
    keeps the time-outs on connecting and on the first token; the gateway keeps the one on the whole.
    """

    name: str
    """The module's name: ``local``, ``openai_compatible``."""
    model: str
    """What to ask for by name; empty where there is only one."""
    evidence: Evidence
    limits: CallLimits
    base_url: str | None
    """Where it answers, if not at its vendor's own address."""

    async def send(self, request: Request) -> Reply:
        """Answer one request; ``stop='refusal'`` for a refusal.

        Raises Overloaded, TimedOut, Garbled, BadReply or TooLong.
        """
        ...

    def count_tokens(self, text: str) -> int:
        """Count the tokens of a text as this model does, or estimate them and say so in the provider's docstring."""
        ...

    async def close(self) -> None:
        """Release what the provider holds."""
        ...
