"""Asks Claude's provider for tests: a stand-in, a provider on it, requests one by one."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from harness.messages import Message, Provider, Reply, Request, ToolCall, ToolSpec
from harness.providers.registry import make_provider
from tests.harness.providers.anthropic.claude import (
    Speaks,
    serving_claude,
    told,
)
from tests.harness.providers.stand_in import Answer, Asked, StandIn

KEY = "sk-planted-0123456789abcdef"
REQUEST = Request(
    "claude-opus-5-5", (Message("system", "Be brief."), Message("user", "Hello")), 50, temperature=None, seed=None
)
TOOL = ToolSpec("sum", "adds up", {"type": "object", "properties": {"table": {"type": "string"}}})
CALL = ToolCall("toolu_1", "sum", {"table": "bank"})
SCHEMA = {"type": "object", "properties": {"total": {"type": "number", "minimum": 0}}, "required": ["total"]}


def ask_all(provider: Provider, requests: Sequence[Request]) -> list[Reply]:
    async def one_by_one() -> list[Reply]:
        try:
            return [await provider.send(request) for request in requests]
        finally:
            await provider.close()

    return asyncio.run(one_by_one())


def ask(
    answer: Answer | Callable[[Asked], Answer], *requests: Request, speaks: Speaks = "both"
) -> tuple[list[Reply], StandIn]:
    with serving_claude(answer, speaks=speaks) as server:
        provider = make_provider("anthropic/claude-opus-5-5", base_url=server.root)
        return ask_all(provider, requests or [REQUEST]), server


def sent(request: Request) -> Asked:
    """What is sent for a request; the stand-in turns down what the API would."""
    return ask(told(), request)[1].asked[0]


def conversation(*messages: Message, **more: Any) -> Request:  # noqa: ANN401 - passed on
    return replace(REQUEST, messages=messages, **more)
