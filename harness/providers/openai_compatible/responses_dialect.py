"""Between our messages and OpenAI's responses. Nothing is stored at the server: the whole history goes each time.

It takes no seed. Reasoning is not sent back, since our messages do not hold it; calls and their results are.
"""

import json
from collections.abc import Iterator
from typing import Any

from harness.messages import Message, Reply, Request, Stop, ToolCall, ToolSpec
from harness.providers.openai_compatible.forms import (
    Clean,
    Details,
    Form,
    Heard,
    Trouble,
    Uncounted,
    Unlike,
    arguments_of,
    usage_of,
)
from harness.providers.openai_compatible.learnt import STREAM, STRICT, Learnt

_ENDS = frozenset({"response.completed", "response.incomplete", "response.failed"})


class Responses:
    """The responses of one server."""

    path = "/responses"
    names: tuple[str, ...] = ("temperature", "prompt_cache_key", "store")

    def body(self, request: Request, learnt: Learnt) -> dict[str, Any]:
        """Return the request in OpenAI's form."""
        wanted = {"temperature": request.temperature, "prompt_cache_key": request.cache_key or None, "store": False}
        body: dict[str, Any] = {
            "model": request.model,
            "input": [item for message in request.messages for item in _items(message)],
            "max_output_tokens": request.max_output_tokens,
        }
        body |= {name: value for name, value in wanted.items() if value is not None and learnt.takes(name)}
        if request.tools:
            body["tools"] = [_tool(tool) for tool in request.tools]
        if request.schema is not None:
            form = {"name": "reply", "schema": dict(request.schema), "strict": learnt.takes(STRICT)}
            body["text"] = {"format": {"type": "json_schema", **form}}
        if learnt.takes(STREAM):
            body["stream"] = True
        return body

    def hear(self, request: Request) -> Heard:
        """Return what puts the reply together."""
        return HeardResponse(request)


class _Part(Form):
    type: str = ""
    text: str | None = None
    refusal: str | None = None


class _Item(Form):
    type: str = ""
    content: list[_Part] | None = None
    call_id: str | None = None
    name: str | None = None
    arguments: str | None = None


class _Usage(Form):
    input_tokens: int | None = None
    output_tokens: int | None = None
    input_tokens_details: Details | None = None
    output_tokens_details: Details | None = None


class _Why(Form):
    reason: str | None = None


class _Response(Form):
    object: str | None = None
    status: str | None = None
    model: str | None = None
    output: list[_Item] | None = None
    usage: _Usage | None = None
    incomplete_details: _Why | None = None
    error: Any = None


class _Event(Form):
    type: str = ""
    response: _Response | None = None
    item: _Item | None = None
    code: str | int | None = None
    message: str | None = None
    error: Any = None


class HeardResponse:
    """One response, as it comes in: a stream ends with the whole of it, so its pieces only tell the time."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._made: _Response | None = None
        self._items: list[_Item] = []
        self._is_response = False

    def event(self, data: bytes) -> bool:
        """Take one event."""
        event = _Event.model_validate_json(data)
        if event.type == "error" or (event.error and not event.type):
            raise Trouble(event.error or {"code": event.code, "message": event.message})
        self._is_response |= event.type.startswith("response.")
        if event.type in _ENDS:
            self._made = event.response
        elif event.type == "response.output_item.done" and event.item:
            self._items.append(event.item)
        return event.type.endswith(".delta")

    def whole(self, data: bytes) -> None:
        """Take a response that comes in one piece."""
        made = _Response.model_validate_json(data)
        if made.error:
            raise Trouble(made.error)
        self._is_response = made.object == "response" or made.output is not None
        self._made = made if self._is_response else None

    def reply(self, *, ended: bool, clean: Clean) -> Reply:
        """Return the reply in our form."""
        if not self._is_response:
            raise Unlike("what is no response; does the server have OpenAI's responses API?", broke_off=not ended)
        made = self._made
        if made is None:
            raise Unlike("a stream that broke off", broke_off=True)
        if made.error or made.status == "failed":
            raise Trouble(made.error or "the response failed")
        told = made.usage or _Usage()
        if told.input_tokens is None or told.output_tokens is None:
            raise Uncounted
        items = made.output or self._items
        parts = [part for item in items if item.type == "message" for part in item.content or ()]
        calls = tuple(
            ToolCall(
                clean(item.call_id or f"call-{place}"),
                clean(item.name or ""),
                arguments_of(clean(item.arguments or "")),
            )
            for place, item in enumerate(items)
            if item.type == "function_call"
        )
        refusal = "".join(part.refusal or "" for part in parts)
        text = "".join(part.text or "" for part in parts if part.type == "output_text")
        usage = usage_of(told.input_tokens, told.output_tokens, told.input_tokens_details, told.output_tokens_details)
        stop = self._stop(made, told.output_tokens, refusal=bool(refusal), tools=bool(calls))
        return Reply(clean(text or refusal), stop, usage, clean(made.model or self._request.model), calls)

    def _stop(self, made: _Response, output_tokens: int, *, refusal: bool, tools: bool) -> Stop:
        why = made.incomplete_details.reason if made.incomplete_details else None
        if refusal or why == "content_filter":
            return "refusal"
        if tools:
            return "tools"
        # llama.cpp calls a reply completed that its bound cut off, so the count decides as well.
        cut = made.status == "incomplete" or output_tokens >= self._request.max_output_tokens
        return "length" if cut else "end"


def _items(message: Message) -> Iterator[dict[str, Any]]:
    if message.role == "tool":
        yield {"type": "function_call_output", "call_id": message.tool_call_id, "output": message.text}
        return
    if message.text or not message.tool_calls:
        yield {"type": "message", "role": message.role, "content": _content(message)}
    for call in message.tool_calls:
        arguments = json.dumps(dict(call.arguments))
        yield {"type": "function_call", "call_id": call.id, "name": call.name, "arguments": arguments}


def _content(message: Message) -> str | list[dict[str, Any]]:
    """Return a turn's text; what the model said itself is marked as output, which llama.cpp insists on."""
    if message.role == "assistant":
        return [{"type": "output_text", "text": message.text, "annotations": []}]
    return message.text


def _tool(tool: ToolSpec) -> dict[str, Any]:
    form = {"name": tool.name, "description": tool.about, "parameters": dict(tool.parameters)}
    return {"type": "function", **form, "strict": False}
