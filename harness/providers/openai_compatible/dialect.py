"""Between our messages and OpenAI's chat completions, with what a server has turned out not to take."""

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from harness.errors import BadReply
from harness.messages import Message, Reply, Request, Stop, ToolCall, ToolSpec, Usage

if TYPE_CHECKING:
    from openai.types import CompletionUsage
    from openai.types.chat import ChatCompletion

UNREADABLE = "unreadable"
"""The argument under which a tool is handed what was no JSON: it turns it down in words that the model can read."""

_NOT_KNOWN = re.compile(
    r"unsupported|not supported|does not support|unknown|unrecogni[sz]ed|unexpected|not permitted|not allowed"
    r"|only the default|deprecated|invalid schema",
    re.IGNORECASE,
)
_MOST_TOKENS = ("max_tokens", "max_completion_tokens")


class Dialect:
    """What one server takes. Newer models refuse what many local servers need, so it is learnt from the first refusal.

    `max_tokens` is first choice for a server of one's own: one that does not know `max_completion_tokens` may ignore
    it in silence, and then nothing bounds the reply.
    """

    def __init__(self, *, newest: bool) -> None:
        self._most_tokens = _MOST_TOKENS[::-1] if newest else _MOST_TOKENS
        self._refused: set[str] = set()

    def body(self, request: Request) -> dict[str, Any]:
        """Return the request in OpenAI's form."""
        body: dict[str, Any] = {"model": request.model, "messages": [_turn(message) for message in request.messages]}
        wanted = {"temperature": request.temperature, "seed": request.seed}
        body |= {name: value for name, value in wanted.items() if value is not None and name not in self._refused}
        most = next((name for name in self._most_tokens if name not in self._refused), self._most_tokens[0])
        body[most] = request.max_output_tokens
        if request.tools:
            body["tools"] = [_tool(tool) for tool in request.tools]
        if request.schema is not None:
            form = {"name": "reply", "schema": dict(request.schema), "strict": "strict" not in self._refused}
            body["response_format"] = {"type": "json_schema", "json_schema": form}
        return body

    def learn(self, parameter: str, message: str) -> None:
        """Remember which parameter a server does not take, if that is what its refusal is about."""
        if not _NOT_KNOWN.search(message):
            return
        for name in (*self._most_tokens, "temperature", "seed"):
            # The message may recommend another parameter, so the field that says which one is meant goes first.
            if parameter == name or (not parameter and re.search(rf"\b{name}\b", message)):
                self._refused.add(name)
                return
        if parameter.startswith("response_format") or "schema" in message:
            self._refused.add("strict")


def read_reply(completion: "ChatCompletion") -> Reply:
    """Return the server's answer in our form. Raises BadReply when it says nothing or not what it used."""
    if not getattr(completion, "choices", None):
        raise BadReply("the server's answer is no chat completion; is the base URL that of an OpenAI-compatible API?")
    if completion.usage is None:
        raise BadReply("the server does not say how many tokens it used, so that its work cannot be measured")
    choice = completion.choices[0]
    said = choice.message
    calls = tuple(
        ToolCall(call.id, call.function.name, _arguments(call.function.arguments))
        for call in said.tool_calls or ()
        if call.type == "function"
    )
    stop: Stop = "end"
    if said.refusal or choice.finish_reason == "content_filter":
        stop = "refusal"
    elif calls:
        stop = "tools"
    elif choice.finish_reason == "length":
        stop = "length"
    return Reply(said.content or said.refusal or "", stop, _usage(completion.usage), completion.model or "", calls)


def _usage(told: "CompletionUsage") -> Usage:
    """Split what was sent by kind: here, cached tokens are part of the prompt's."""
    sent, said = told.prompt_tokens_details, told.completion_tokens_details
    read = (sent.cached_tokens if sent else 0) or 0
    written = (sent.cache_write_tokens if sent else 0) or 0
    return Usage(
        input=max(0, told.prompt_tokens - read - written),
        cache_read=read,
        cache_write=written,
        output=told.completion_tokens,
        reasoning=(said.reasoning_tokens if said else 0) or 0,
    )


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


def _arguments(text: str) -> Mapping[str, Any]:
    try:
        arguments = json.loads(text or "{}")
    except ValueError:
        return {UNREADABLE: text}
    return arguments if isinstance(arguments, dict) else {UNREADABLE: text}
