"""A thin stand-in for Anthropic's messages API: streams as it sends them, and turns down what it turns down.

What it looks at: the version and the key, parameters that were removed or never were, turns that alternate, results
that belong to a tool's call, schemas within the API's bounds, marks of the cache.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Literal

from tests.harness.providers.stand_in import Answer, Asked, StandIn, event, serving

SERVED = "claude-opus-5-5-20261001"
NEWER, OLDER = "2026-10-21", "2023-06-01"
USAGE = {
    "input_tokens": 15,
    "cache_read_input_tokens": 10,
    "cache_creation_input_tokens": 12,
    "cache_creation": {"ephemeral_5m_input_tokens": 5, "ephemeral_1h_input_tokens": 7},
    "output_tokens": 1,
}
CUMULATIVE = {
    "input_tokens": 15,
    "cache_read_input_tokens": 10,
    "cache_creation_input_tokens": 12,
    "output_tokens": 12,
    "output_tokens_details": {"thinking_tokens": 4},
}

Block = Mapping[str, Any]
Speaks = Literal["both", "older only"]

_FIELDS = {"model", "max_tokens", "messages", "stream", "system", "tools", "tool_choice", "output_config"}
_SAMPLING = {"temperature", "top_p", "top_k"}
_SCHEMA_WORDS = {"type", "properties", "required", "items", "enum", "const", "anyOf", "additionalProperties"}
_SCHEMA_WORDS |= {"description", "title", "format", "$ref", "$defs", "minItems"}
_MOST_MARKS = 4


def text(said: str) -> Block:
    return {"type": "text", "text": said}


def tool_use(name: str, arguments: str, call: str = "toolu_1") -> Block:
    """A tool's call; `arguments` is sent as it is, in two pieces."""
    return {"type": "tool_use", "id": call, "name": name, "input": {}, "json": arguments}


def pieces(
    blocks: Sequence[Block],
    stop: str = "end_turn",
    usage: Mapping[str, Any] = USAGE,
    last: Mapping[str, Any] = CUMULATIVE,
    **delta: Any,  # noqa: ANN401 - any JSON
) -> list[str]:
    """Return the events of a stream, each as it is sent."""
    message: dict[str, Any] = {"id": "msg_1", "type": "message", "role": "assistant", "model": SERVED, "content": []}
    message |= {"stop_reason": None, "stop_sequence": None, "usage": usage}
    found: list[dict[str, Any]] = [{"type": "message_start", "message": message}, {"type": "ping"}]
    for index, block in enumerate(blocks):
        empty = {name: value for name, value in block.items() if name != "json"} | (
            {"text": ""} if "text" in block else {}
        )
        found.append({"type": "content_block_start", "index": index, "content_block": empty})
        found += [{"type": "content_block_delta", "index": index, "delta": part} for part in _deltas(block)]
        found.append({"type": "content_block_stop", "index": index})
    found.append(
        {"type": "message_delta", "delta": {"stop_reason": stop, "stop_sequence": None, **delta}, "usage": last}
    )
    found.append({"type": "message_stop"})
    return [event(one, one["type"]) for one in found]


def _deltas(block: Block) -> Iterator[dict[str, Any]]:
    if block["type"] == "text":
        for word in re.findall(r"\S+\s*|\s+", block["text"]):
            yield {"type": "text_delta", "text": word}
    elif block["type"] == "tool_use":
        half = len(block["json"]) // 2
        for part in ("", block["json"][:half], block["json"][half:]):
            yield {"type": "input_json_delta", "partial_json": part}
    else:
        yield {"type": "thinking_delta", "thinking": "hm"}
        yield {"type": "signature_delta", "signature": "s"}


def told(*blocks: Block, stop: str = "end_turn", **more: Any) -> Answer:  # noqa: ANN401 - passed on
    """A whole reply, streamed."""
    return Answer(200, None, stream=tuple(pieces(blocks or [text("hello there")], stop, **more)))


def refused(status: int, message: str, kind: str = "", headers: Mapping[str, str] | None = None, **more: Any) -> Answer:  # noqa: ANN401 - any JSON
    kinds = {
        400: "invalid_request_error",
        401: "authentication_error",
        429: "rate_limit_error",
        529: "overloaded_error",
    }
    error = {"type": kind or kinds.get(status, "api_error"), "message": message, **more}
    return Answer(status, {"type": "error", "error": error, "request_id": "req_1"}, headers or {})


def broken(kind: str, message: str = "no") -> str:
    """The event by which a stream says that it failed."""
    return event({"type": "error", "error": {"type": kind, "message": message}}, "error")


# --- what the real one turns down -------------------------------------------------------------------------------------


@contextmanager
def serving_claude(*answers: Answer | Callable[[Asked], Answer], speaks: Speaks = "both") -> Iterator[StandIn]:
    """Serve answers in order, the last again and again; what the API would turn down is turned down instead."""
    left = list(answers)

    def answer(asked: Asked) -> Answer:
        wrong = _wrong_head(server.heads[-1], speaks) or _wrong_body(asked, server.heads[-1])
        if wrong:
            return wrong
        one = left.pop(0) if len(left) > 1 else left[0]
        return one if isinstance(one, Answer) else one(asked)

    with serving(answer) as server:
        yield server


def _wrong_head(head: Mapping[str, str], speaks: Speaks) -> Answer | None:
    version = head.get("anthropic-version")
    known = {OLDER} if speaks == "older only" else {OLDER, NEWER}
    if version not in known:
        return refused(400, f"anthropic-version: '{version}' is not a valid version for this model")
    if "x-api-key" not in head and (version == OLDER or "authorization" not in head):
        return refused(401, "x-api-key header is required")
    if "x-api-key" in head and "authorization" in head:
        return refused(401, "send one key, not two")
    return None


def _wrong_body(asked: Asked, head: Mapping[str, str]) -> Answer | None:
    removed = _SAMPLING & set(asked)
    if removed and head["anthropic-version"] == NEWER:
        return refused(400, f"{min(removed)}: this parameter was removed in 2026-10-21")
    unknown = set(asked) - _FIELDS - _SAMPLING
    if unknown:
        return refused(400, f"{min(unknown)}: Extra inputs are not permitted")
    if not isinstance(asked.get("max_tokens"), int) or asked["max_tokens"] < 1:
        return refused(400, "max_tokens: must be at least 1")
    if asked.get("tool_choice", {}).get("type", "auto") not in {"auto", "none"}:
        return refused(400, "tool_choice: this model cannot be forced to use a tool")
    wrong = _wrong_turns(asked) or _wrong_tools(asked) or _wrong_schema(asked) or _wrong_marks(asked)
    return refused(400, wrong) if wrong else None


def _wrong_turns(asked: Asked) -> str:
    roles = [turn["role"] for turn in asked["messages"]]
    if not roles or roles != [("user", "assistant")[place % 2] for place in range(len(roles))]:
        return f"messages: roles must alternate, beginning with the user: {roles}"
    waiting: set[str] = set()
    for turn in asked["messages"]:
        blocks = blocks_of(turn["content"])
        answered = [block["tool_use_id"] for block in blocks if block["type"] == "tool_result"]
        if any(block["type"] == "text" and not block["text"].strip() for block in blocks) or not blocks:
            return "messages: text content blocks must contain non-whitespace text"
        if set(answered) != waiting or [block["type"] for block in blocks[: len(answered)]] != ["tool_result"] * len(
            answered
        ):
            return f"messages: tool_use ids {waiting} need tool_result blocks right after them, and no others do"
        waiting = {block["id"] for block in blocks if block["type"] == "tool_use"}
    return ""


def _wrong_tools(asked: Asked) -> str:
    blocks = [block for turn in asked["messages"] for block in blocks_of(turn["content"])]
    if any(block["type"].startswith("tool_") for block in blocks) and not asked.get("tools"):
        return "Requests which include `tool_use` or `tool_result` blocks must define tools."
    for tool in asked.get("tools", ()):
        if not re.fullmatch(r"[\w-]{1,128}", tool["name"]) or tool["input_schema"].get("type") != "object":
            return f"tools: {tool['name']} is no tool"
    return ""


def _wrong_schema(asked: Asked) -> str:
    wanted = asked.get("output_config", {}).get("format")
    return _wrong_part(wanted["schema"]) if wanted else ""


def _wrong_part(schema: Mapping[str, Any]) -> str:
    strange = set(schema) - _SCHEMA_WORDS
    if strange:
        return f"output_config.format.schema: {min(strange)} is not supported"
    if schema.get("type") == "object" and schema.get("additionalProperties") is not False:
        return "output_config.format.schema: additionalProperties must be false"
    parts = [*schema.get("properties", {}).values(), *schema.get("anyOf", ())]
    parts += [schema["items"]] if "items" in schema else []
    return next((wrong for part in parts if (wrong := _wrong_part(part))), "")


def _wrong_marks(asked: Asked) -> str:
    marks = [part["cache_control"] for part in parts_of(asked) if "cache_control" in part]
    if len(marks) > _MOST_MARKS or any(
        mark["type"] != "ephemeral" or mark["ttl"] not in {"5m", "1h"} for mark in marks
    ):
        return f"cache_control: {marks} cannot be"
    return ""


def blocks_of(content: str | list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"type": "text", "text": content}] if isinstance(content, str) else content


def parts_of(asked: Asked) -> list[dict[str, Any]]:
    """Return all that a model sees, in the order in which it is cached: tools, system, turns."""
    turns = [block for turn in asked["messages"] for block in blocks_of(turn["content"])]
    return [*asked.get("tools", ()), *blocks_of(asked.get("system", [])), *turns]
