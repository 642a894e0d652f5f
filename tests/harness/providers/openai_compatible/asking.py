"""Asking a server through the provider, and what it answers."""

import asyncio
from collections.abc import Sequence

import pytest

from harness.errors import ProviderError
from harness.messages import Api, Message, Provider, Reply, Request, Timeouts
from harness.providers.registry import make_provider
from tests.harness.providers.stand_in import Answer, StandIn, serving

KEY = "sk-planted-0123456789abcdef"
REQUEST = Request("big", (Message("system", "Be brief."), Message("user", "Hello")), 50)
SCHEMA = {"type": "object", "properties": {"total": {"type": "number"}}, "required": ["total"]}
_ATTEMPTS = 3


def ask_all(provider: Provider, requests: Sequence[Request]) -> list[Reply]:
    """Ask one after the other; what is worth it is tried again, as the gateway does."""

    async def patiently(request: Request) -> Reply:
        for _ in range(_ATTEMPTS - 1):
            try:
                return await provider.send(request)
            except ProviderError as error:
                if not error.worth_retrying:
                    raise
        return await provider.send(request)

    async def one_by_one() -> list[Reply]:
        try:
            return [await patiently(request) for request in requests]
        finally:
            await provider.close()

    return asyncio.run(one_by_one())


def ask_once(provider: Provider, request: Request = REQUEST) -> Reply:
    async def once() -> Reply:
        try:
            return await provider.send(request)
        finally:
            await provider.close()

    return asyncio.run(once())


def ask(
    answers: Sequence[Answer], request: Request = REQUEST, timeout_s: float = 20.0, api: Api = "chat"
) -> tuple[Reply, StandIn]:
    with serving(*answers) as server:
        provider = make_provider(
            "openai_compatible/big",
            base_url=server.base_url,
            api=api,
            timeouts=Timeouts(first_token_s=timeout_s, whole_s=timeout_s),
        )
        return ask_once(provider, request), server


def failure(answer: Answer, timeout_s: float = 20.0, api: Api = "chat") -> ProviderError:
    with pytest.raises(ProviderError) as caught:
        ask([answer], timeout_s=timeout_s, api=api)
    return caught.value
