"""From our messages to a request of Anthropic's messages API.

No sampling is ever sent: the API takes neither a temperature nor a seed since its version of 2026-10-21.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

import anthropic

from harness.errors import BadReply
from harness.messages import Message, Request

Json = dict[str, Any]


def to_body(request: Request) -> Json:
    """Return the request in Anthropic's form, as a stream. Raises BadReply for a schema that it cannot hold."""
    rules = [message.text for message in request.messages if message.role == "system" and message.text]
    body: Json = {
        "model": request.model,
        "max_tokens": request.max_output_tokens,
        "messages": _turns(message for message in request.messages if message.role != "system"),
        "stream": True,
    }
    if rules:
        body["system"] = "\n\n".join(rules)
    if request.tools:
        body["tools"] = [
            {"name": tool.name, "description": tool.about, "input_schema": dict(tool.parameters)}
            for tool in request.tools
        ]
    elif used := dict.fromkeys(call.name for message in request.messages for call in message.tool_calls):
        # What was used has to be declared; here it may not be used again.
        body["tools"] = [{"name": name, "input_schema": {"type": "object"}} for name in used]
        body["tool_choice"] = {"type": "none"}
    if request.schema is not None:
        # Never by a forced tool: the newest models turn that down.
        body["output_config"] = {"format": {"type": "json_schema", "schema": _schema(request)}}
    if request.cache != "off":
        _mark(body, {"type": "ephemeral", "ttl": request.cache})
    return body


def _turns(messages: Iterable[Message]) -> list[Json]:
    """Return turns that alternate: several of one side in a row, such as the results of tools, become one."""
    sided = [("assistant" if message.role == "assistant" else "user", _blocks(message)) for message in messages]
    # Neither a turn nor a text may be empty; a model that said nothing is left out, as if it had not been asked.
    told = groupby(((side, blocks) for side, blocks in sided if blocks), key=lambda turn: turn[0])
    return [{"role": side, "content": _content([part for _, blocks in of for part in blocks])} for side, of in told]


def _blocks(message: Message) -> list[Json]:
    if message.role == "tool":
        return [{"type": "tool_result", "tool_use_id": message.tool_call_id, "content": message.text}]
    said: list[Json] = [{"type": "text", "text": message.text}] if message.text.strip() else []
    calls = message.tool_calls
    return said + [{"type": "tool_use", "id": c.id, "name": c.name, "input": dict(c.arguments)} for c in calls]


def _content(blocks: list[Json]) -> list[Json] | str:
    """Return a single text as it is, which is what most turns are."""
    only_text = len(blocks) == 1 and blocks[0]["type"] == "text"
    return str(blocks[0]["text"]) if only_text else blocks


def _schema(request: Request) -> Json:
    """Keep a schema within what the API takes; bounds that it does not know become part of a description."""
    try:
        return anthropic.transform_schema(dict(request.schema or {}))
    except ValueError as error:
        raise BadReply(f"Anthropic's API cannot hold the schema of this reply: {error}") from error


def _mark(body: Json, mark: Json) -> None:
    """Say where a cache may end: after tools and system, which trials share, and after the last turn.

    What the last turn wrote is read by the next request of the same conversation. Marks on blocks and not the API's
    own automatic one, which marks the last turn alone and is not known to every gateway. A service's cache is not
    kept apart by `cache_key`: the API has no word for it, and one in the prompt would be seen by the model.
    """
    if "system" in body:
        body["system"] = [{"type": "text", "text": body["system"], "cache_control": mark}]
    elif "tools" in body:
        body["tools"][-1]["cache_control"] = mark
    if body["messages"]:
        last = body["messages"][-1]
        if isinstance(last["content"], str):
            last["content"] = [{"type": "text", "text": last["content"]}]
        last["content"][-1]["cache_control"] = mark
