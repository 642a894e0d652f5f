"""Between our messages and OpenAI's chat completions."""

import json
from typing import Any

from harness.messages import Message, Reply, Request, Stop, ToolCall, ToolSpec, Usage
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

_MOST_TOKENS = ("max_tokens", "max_completion_tokens")


class Chat:
    """The chat completions of one server.

    `max_tokens` is first choice for a server of one's own: one that does not know `max_completion_tokens` may ignore
    it in silence, and then nothing bounds the reply.
    """

    path = "/chat/completions"

    def __init__(self, *, newest: bool) -> None:
        self._most_tokens = _MOST_TOKENS[::-1] if newest else _MOST_TOKENS
        self.names: tuple[str, ...] = (*self._most_tokens, "temperature", "seed", "prompt_cache_key")

    def body(self, request: Request, learnt: Learnt) -> dict[str, Any]:
        """Return the request in OpenAI's form."""
        body: dict[str, Any] = {"model": request.model, "messages": [_turn(message) for message in request.messages]}
        wanted = {
            "temperature": request.temperature,
            "seed": request.seed,
            "prompt_cache_key": request.cache_key or None,
        }
        body |= {name: value for name, value in wanted.items() if value is not None and learnt.takes(name)}
        most = next((name for name in self._most_tokens if learnt.takes(name)), self._most_tokens[0])
        body[most] = request.max_output_tokens
        if request.tools:
            body["tools"] = [_tool(tool) for tool in request.tools]
        if request.schema is not None:
            form = {"name": "reply", "schema": dict(request.schema), "strict": learnt.takes(STRICT)}
            body["response_format"] = {"type": "json_schema", "json_schema": form}
        if learnt.takes(STREAM):
            body |= {"stream": True, "stream_options": {"include_usage": True}}
        return body

    def hear(self, request: Request) -> Heard:
        """Return what puts the reply together."""
        return HeardChat(request)


class _Function(Form):
    name: str | None = None
    arguments: str | None = None


class _Call(Form):
    index: int | None = None
    id: str | None = None
    function: _Function | None = None


class _Said(Form):
    content: str | None = None
    refusal: str | None = None
    reasoning: str | None = None
    reasoning_content: str | None = None
    """Not read but for the first token's time: servers that show reasoning call it one of these."""
    tool_calls: list[_Call] | None = None

    @property
    def is_something(self) -> bool:
        return bool(self.content or self.refusal or self.tool_calls or self.reasoning or self.reasoning_content)


class _Choice(Form):
    finish_reason: str | None = None
    delta: _Said | None = None
    message: _Said | None = None


class _Usage(Form):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    prompt_tokens_details: Details | None = None
    completion_tokens_details: Details | None = None


class _Piece(Form):
    """A whole completion, or a part of a streamed one: both have the same outline."""

    model: str | None = None
    choices: list[_Choice] | None = None
    usage: _Usage | None = None
    error: Any = None


class _Asked:
    """One tool call, put together from its fragments."""

    def __init__(self) -> None:
        self.id = ""
        self.name = ""
        self.arguments: list[str] = []


class HeardChat:
    """One chat completion, as it comes in."""

    def __init__(self, request: Request) -> None:
        self._model = request.model
        self._text: list[str] = []
        self._refusal: list[str] = []
        self._calls: dict[int, _Asked] = {}
        self._finish: str | None = None
        self._usage: Usage | None = None
        self._is_completion = False

    def event(self, data: bytes) -> bool:
        """Take one chunk."""
        piece = self._take(data)
        says = False
        for choice in (piece.choices or ())[:1]:
            if choice.delta:
                self._add(choice.delta)
                says = choice.delta.is_something
            self._finish = choice.finish_reason or self._finish
        return says

    def whole(self, data: bytes) -> None:
        """Take a completion that comes in one piece."""
        for choice in (self._take(data).choices or ())[:1]:
            if choice.message:
                self._add(choice.message)
            # A whole completion has ended, whether it says how or not.
            self._finish = choice.finish_reason or "stop"

    def reply(self, *, ended: bool, clean: Clean) -> Reply:
        """Return the reply in our form."""
        if not self._is_completion:
            raise Unlike(
                "what is no chat completion; is the base URL that of an OpenAI-compatible API?", broke_off=not ended
            )
        if self._finish is None or (self._usage is None and not ended):
            raise Unlike("a stream that broke off", broke_off=True)
        if self._usage is None:
            raise Uncounted
        calls = tuple(
            ToolCall(clean(call.id or f"call-{place}"), clean(call.name), arguments_of(clean("".join(call.arguments))))
            for place, call in sorted(self._calls.items())
        )
        refusal = "".join(self._refusal)
        text = clean("".join(self._text) or refusal)
        return Reply(text, self._stop(refusal=bool(refusal)), self._usage, clean(self._model), calls)

    def _take(self, data: bytes) -> _Piece:
        piece = _Piece.model_validate_json(data)
        if piece.error:
            raise Trouble(piece.error)
        self._is_completion |= bool(piece.choices)
        self._model = piece.model or self._model
        told = piece.usage
        if told and told.prompt_tokens is not None and told.completion_tokens is not None:
            self._usage = usage_of(
                told.prompt_tokens, told.completion_tokens, told.prompt_tokens_details, told.completion_tokens_details
            )
        return piece

    def _add(self, said: _Said) -> None:
        if said.content:
            self._text.append(said.content)
        if said.refusal:
            self._refusal.append(said.refusal)
        for call in said.tool_calls or ():
            self._add_call(call)

    def _add_call(self, call: _Call) -> None:
        """Add a fragment to its call: the one of its index; without an index, a new id begins a new call."""
        place = call.index
        if place is None:
            is_new = bool(call.id) or not self._calls
            place = len(self._calls) if is_new else max(self._calls)
        elif call.id and place in self._calls and self._calls[place].id not in {"", call.id}:
            # Some servers number each call 0; the id tells them apart.
            place = max(self._calls) + 1
        asked = self._calls.setdefault(place, _Asked())
        asked.id = call.id or asked.id
        if call.function:
            asked.name = asked.name or call.function.name or ""
            asked.arguments.append(call.function.arguments or "")

    def _stop(self, *, refusal: bool) -> Stop:
        if refusal or self._finish == "content_filter":
            return "refusal"
        if self._calls:
            return "tools"
        return "length" if self._finish == "length" else "end"


def _turn(message: Message) -> dict[str, Any]:
    if message.role == "tool":
        return {"role": "tool", "tool_call_id": message.tool_call_id, "content": message.text}
    turn: dict[str, Any] = {"role": message.role, "content": message.text}
    if message.tool_calls:
        turn["tool_calls"] = [
            {
                "id": call.id,
                "type": "function",
                "function": {"name": call.name, "arguments": json.dumps(dict(call.arguments))},
            }
            for call in message.tool_calls
        ]
    return turn


def _tool(tool: ToolSpec) -> dict[str, Any]:
    function = {"name": tool.name, "description": tool.about, "parameters": dict(tool.parameters)}
    return {"type": "function", "function": function}
