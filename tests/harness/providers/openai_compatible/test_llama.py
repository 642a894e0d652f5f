"""llama.cpp's own server, which others wrote, understands what we send and is understood."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from harness.messages import Api, Message, Reply, Request
from harness.providers.registry import make_provider
from tests.harness.providers.llama_server import LlamaServer, llama_server
from tests.harness.providers.openai_compatible.asking import SCHEMA, ask_all

TURNS = (
    Message("system", "Be brief."),
    Message("user", "Hello"),
    Message("assistant", "Hello to you."),
    Message("user", "Name a colour."),
)
SHORT = Request("any", TURNS, 3, cache_key="arm")


@pytest.fixture(scope="module")
def server() -> Iterator[LlamaServer]:
    with llama_server() as running:
        yield running


def told(server: LlamaServer, monkeypatch: pytest.MonkeyPatch, *requests: Request, api: Api = "chat") -> list[Reply]:
    monkeypatch.setenv("LLAMA_KEY", server.key)
    provider = make_provider("openai_compatible/any", base_url=server.base_url, api_key_env="LLAMA_KEY", api=api)
    return ask_all(provider, requests)


@pytest.mark.parametrize("api", ["chat", "responses"])
def test_a_turn_is_streamed_with_its_tokens(server: LlamaServer, monkeypatch: pytest.MonkeyPatch, api: Api) -> None:
    (reply,) = told(server, monkeypatch, SHORT, api=api)
    assert (reply.usage.output, reply.stop) == (3, "length")
    assert reply.usage.sent > 20
    assert reply.text
    assert reply.first_token_s is not None
    assert "SmolLM2" in reply.model_served


def test_both_apis_say_the_same(server: LlamaServer, monkeypatch: pytest.MonkeyPatch) -> None:
    request = replace(SHORT, max_output_tokens=8)
    chat, responses = (told(server, monkeypatch, request, api=api)[0] for api in ("chat", "responses"))
    assert (chat.text, chat.usage.sent, chat.usage.output) == (
        responses.text,
        responses.usage.sent,
        responses.usage.output,
    )


def test_a_reply_keeps_to_a_schema(server: LlamaServer, monkeypatch: pytest.MonkeyPatch) -> None:
    (reply,) = told(server, monkeypatch, replace(SHORT, max_output_tokens=30, schema=SCHEMA))
    assert set(json.loads(reply.text)) == {"total"}


def test_it_closes_connections_without_saying_so_and_every_request_is_answered(
    server: LlamaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(told(server, monkeypatch, *[SHORT] * 5)) == 5
