"""Between our messages and the embedded model's chat: it knows text alone, so tools become a JSON schema.

The model has no tool part in its chat template. It is told of the tools in words, its reply is constrained to
``{"tool": NAME, "arguments": {...}}`` or ``{"answer": TEXT}``, and after a tool's result only the answer is left,
since a model this small would ask for ever.
"""

import json
from collections.abc import Mapping
from typing import Any

from harness.errors import BadReply
from harness.messages import Message, Reply, Request, ToolCall, ToolSpec, Usage
from harness.providers.local.engine import Completion
from harness.providers.local.weights import SERVED

_COMPACT = "%llguidance {}\nstart: %json "
"""The engine's own grammar for JSON. Left free, the model breaks and indents lines, which doubles the tokens of a row
and cuts its replies short."""
_STYLE = {"whitespace_flexible": False, "item_separator": ", ", "key_separator": ": "}
"""A blank after each colon costs a third more tokens than none, and without it the model copies numbers worse: of six
totals on papers it had three right with the blank and none without."""
_LONGEST_ARGUMENT = 60
_LONGEST_ANSWER = 1000
_LONGEST_LIST = 8


def to_body(request: Request) -> dict[str, Any]:
    """Return the request in the engine's form."""
    messages = [_turn(message, request) for message in request.messages]
    if _tools_asked(request):
        first = messages.pop(0)["content"] if messages and messages[0]["role"] == "system" else ""
        messages.insert(0, {"role": "system", "content": f"{first}\n\n{_told(request.tools)}".strip()})
    body: dict[str, Any] = {"messages": messages, "max_tokens": request.max_output_tokens}
    if request.temperature is not None:
        body["temperature"] = request.temperature
    if request.seed is not None:
        body["seed"] = request.seed
    schema = _tool_schema(request) if _tools_asked(request) else request.schema
    if schema is not None:
        body["grammar"] = _COMPACT + json.dumps({"x-guidance": _STYLE, **schema})
    return body


def to_reply(request: Request, made: Completion) -> Reply:
    """Return what the engine made in our form; the kinds of tokens do not overlap."""
    usage = Usage(
        input=made.prompt_tokens - made.cached_tokens, cache_read=made.cached_tokens, output=made.output_tokens
    )
    _check_kept(request, made)
    if made.finish == "length":
        return Reply(made.text, "length", usage, SERVED)
    if not _tools_asked(request):
        return Reply(made.text, "end", usage, SERVED)
    said = json.loads(made.text)
    if "answer" in said:
        return Reply(said["answer"], "end", usage, SERVED)
    call = ToolCall(f"call-{len(request.messages)}", said["tool"], said["arguments"])
    return Reply("", "tools", usage, SERVED, (call,))


def _check_kept(request: Request, made: Completion) -> None:
    """Raise BadReply when a reply that was to be JSON is not: the engine passes over a schema that it cannot keep."""
    if request.schema is None and not _tools_asked(request):
        return
    cut = made.finish == "length"
    try:
        kept = made.text.startswith("{") if cut else isinstance(json.loads(made.text), dict)
    except json.JSONDecodeError:
        kept = False
    if not kept:
        raise BadReply(f"the embedded model's engine did not keep to the schema {json.dumps(request.schema)[:200]}")


def _tools_asked(request: Request) -> bool:
    return bool(request.tools) and request.schema is None


def _turn(message: Message, request: Request) -> dict[str, str]:
    if message.role == "tool":
        asked = (call for turn in request.messages for call in turn.tool_calls)
        name = next((call.name for call in asked if call.id == message.tool_call_id), "tool")
        return {"role": "user", "content": f"Result of {name}:\n{message.text}"}
    said = [message.text] if message.text else []
    said += [json.dumps({"tool": call.name, "arguments": dict(call.arguments)}) for call in message.tool_calls]
    return {"role": message.role, "content": "\n".join(said)}


def _told(tools: tuple[ToolSpec, ...]) -> str:
    lines = [f"- {tool.name}({', '.join(tool.parameters.get('properties', {}))}): {tool.about}" for tool in tools]
    how = 'Reply with {"tool": NAME, "arguments": {...}} to use a tool, or with {"answer": "..."}.'
    return "\n".join(["Tools:", *lines, how])


def _tool_schema(request: Request) -> dict[str, Any]:
    answer = _shape({"answer": {"type": "string", "maxLength": _LONGEST_ANSWER}})
    if request.messages and request.messages[-1].role == "tool":
        return answer
    arms = [_shape({"tool": {"const": tool.name}, "arguments": _bounded(tool.parameters)}) for tool in request.tools]
    return {"anyOf": [*arms, answer]}


def _shape(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _bounded(schema: Any) -> Any:  # noqa: ANN401 - any JSON
    """Give every text and list of a JSON schema an upper length: without one a small model repeats itself."""
    if isinstance(schema, list):
        return [_bounded(part) for part in schema]
    if not isinstance(schema, Mapping):
        return schema
    bounded = {key: _bounded(value) for key, value in schema.items()}
    if schema.get("type") == "string" and "enum" not in schema:
        bounded.setdefault("maxLength", _LONGEST_ARGUMENT)
    if schema.get("type") == "array":
        bounded.setdefault("maxItems", _LONGEST_LIST)
    return bounded
