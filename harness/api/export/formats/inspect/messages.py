"""What was said, in Inspect's shapes."""

from collections.abc import Mapping
from typing import Any

from harness.api.export.formats.inspect.usage import Json, usage_of
from harness.store.records import CallRecord

_STOP = {"end": "stop", "length": "max_tokens", "tools": "tool_calls", "refusal": "content_filter"}


def chat_message(turn: Mapping[str, Any]) -> Json:
    """Return a turn of a conversation."""
    message: Json = {"role": turn["role"], "content": turn.get("text", "")}
    if calls := turn.get("tool_calls"):
        message["tool_calls"] = [
            {"id": call["id"], "function": call["name"], "arguments": call["arguments"], "type": "function"}
            for call in calls
        ]
    if turn.get("tool_call_id"):
        message["tool_call_id"] = turn["tool_call_id"]
    return message


def reply_message(call: CallRecord) -> Json:
    """Return what the model said to a call that ended well."""
    assert call.end is not None
    said = {"role": "assistant", "text": call.end.reply.get("text", ""), "tool_calls": call.end.reply.get("tool_calls")}
    return chat_message(said) | {"source": "generate", "model": call.end.model_served}


def model_output(call: CallRecord) -> Json:
    """Return what came of a call; empty where it failed or its end was never seen."""
    end = call.end
    if end is None:
        return {"model": call.start.model_asked, "choices": [], "completion": ""}
    output = {
        "model": end.model_served or call.start.model_asked,
        "choices": [],
        "completion": "",
        "usage": usage_of(end.usage, end.nano_usd),
        "time": end.seconds,
        "error": end.error or None,
    }
    if end.status != "ok":
        return output
    stop_reason = _STOP.get(str(end.reply.get("stop")), "unknown")
    return output | {
        "choices": [{"message": reply_message(call), "stop_reason": stop_reason}],
        "completion": end.reply.get("text", ""),
    }
