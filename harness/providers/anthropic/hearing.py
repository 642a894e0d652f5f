"""Puts a streamed reply of Anthropic's messages API together, event by event."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from harness.errors import BadReply, Garbled, TooLong
from harness.messages import Reply, Stop, ToolCall, Usage
from harness.wire.keys import Key

UNREADABLE = "unreadable"
"""The argument under which a tool is handed what was no JSON: it turns it down in words that the model can read."""

_STOPS: Mapping[str, Stop] = {"max_tokens": "length", "refusal": "refusal"}
"""What is no usual end; `tool_use` is told by the calls themselves."""
_FULL = "model_context_window_exceeded"

Json = Mapping[str, Any]


@dataclass(slots=True)
class _Block:
    """One block of the reply: text, or a tool's name and arguments."""

    kind: str
    id: str = ""
    name: str = ""
    parts: list[str] = field(default_factory=list)


class Hearing:
    """One reply while it is heard. `where` names the server."""

    __slots__ = ("_blocks", "_ended", "_model", "_stop", "_usage", "_where", "_why")

    def __init__(self, where: str) -> None:
        self._where = where
        self._model = ""
        self._blocks: dict[int, _Block] = {}
        self._usage: dict[str, Any] = {}
        self._stop = ""
        self._why = ""
        self._ended = False

    def hear(self, event: Any) -> bool:  # noqa: ANN401 - any JSON
        """Take in one event; True when it brings something that the model made. Raises Garbled for what is none."""
        try:
            return self._take(event)
        except (KeyError, TypeError, AttributeError) as error:
            raise Garbled(f"{self._where} sent an event that is none of the messages API: {error!r}") from error

    def _take(self, event: Json) -> bool:
        kind = event["type"]
        if kind == "content_block_delta":
            self._add(self._blocks[event["index"]], event["delta"])
        elif kind == "message_start":
            self._model = _text(event["message"]["model"])
            self._usage |= event["message"].get("usage") or {}
        elif kind == "content_block_start":
            block = event["content_block"]
            found = _Block(block["type"], _text(block.get("id", "")), _text(block.get("name", "")))
            found.parts.append(_text(block.get("text", "")))
            self._blocks[event["index"]] = found
        elif kind == "message_delta":
            self._stop = _text(event["delta"].get("stop_reason") or "")
            self._why = _text((event["delta"].get("stop_details") or {}).get("explanation") or "")
            # Cumulative, and so the last word; what it leaves out stays as the start told it.
            self._usage |= {name: value for name, value in event["usage"].items() if value is not None}
        elif kind == "message_stop":
            self._ended = True
        return kind in {"content_block_delta", "message_delta"}

    def _add(self, block: _Block, delta: Json) -> None:
        if delta["type"] == "text_delta":
            block.parts.append(_text(delta["text"]))
        elif delta["type"] == "input_json_delta":
            block.parts.append(_text(delta["partial_json"]))

    def reply(self, first_token_s: float | None, key: Key) -> Reply:
        """Return the whole reply, without the key. Raises Garbled, TooLong or BadReply."""
        if not self._ended:
            raise Garbled(f"{self._where} broke off before its answer was complete, or answered with no stream at all")
        if self._stop == _FULL:
            raise TooLong(f"the conversation and its reply are longer than {self._model} can hold")
        usage, model = self._tokens(), key.clean(self._model)
        said = [key.clean("".join(block.parts)) for block in self._blocks.values() if block.kind == "text"]
        text = "".join(said)
        if self._stop == "refusal":
            return Reply(text or key.clean(self._why), "refusal", usage, model, first_token_s=first_token_s)
        calls = tuple(
            ToolCall(key.clean(block.id), key.clean(block.name), _arguments(key.clean("".join(block.parts))))
            for block in self._blocks.values()
            if block.kind == "tool_use"
        )
        stop = "tools" if calls else _STOPS.get(self._stop, "end")
        return Reply(text, stop, usage, model, calls, first_token_s)

    def _tokens(self) -> Usage:
        """Return the tokens by kind. Here what was read from a cache or written to one is not part of the input."""
        told = self._usage
        by_time = told.get("cache_creation") or {}
        thought = told.get("output_tokens_details") or {}
        try:
            hour = int(by_time.get("ephemeral_1h_input_tokens") or 0)
            written = told.get("cache_creation_input_tokens")
            if written is None:
                written = hour + (by_time.get("ephemeral_5m_input_tokens") or 0)
            return Usage(
                input=int(told["input_tokens"]),
                cache_read=int(told.get("cache_read_input_tokens") or 0),
                cache_write=max(0, int(written) - hour),
                output=int(told["output_tokens"]),
                reasoning=int(thought.get("thinking_tokens") or 0),
                cache_write_1h=hour,
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BadReply(
                f"{self._where} does not say how many tokens it used, so that its work cannot be measured"
            ) from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _arguments(text: str) -> Mapping[str, Any]:
    try:
        arguments = json.loads(text or "{}")
    except ValueError:
        return {UNREADABLE: text}
    return arguments if isinstance(arguments, dict) else {UNREADABLE: text}
