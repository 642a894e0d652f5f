import logging

import pytest

from harness.errors import BadReply
from harness.providers.registry import make_provider
from tests.harness.providers.anthropic.asking import KEY, REQUEST, ask, ask_all
from tests.harness.providers.anthropic.claude import refused, serving_claude, told
from tests.harness.providers.stand_in import StandIn

NEWER_HEAD = {"authorization": f"Bearer {KEY}", "anthropic-version": "2026-10-21"}
OLDER_HEAD = {"x-api-key": KEY, "anthropic-version": "2023-06-01"}


def heads(server: StandIn) -> list[dict[str, str]]:
    names = ("authorization", "x-api-key", "anthropic-version")
    return [{name: head[name] for name in names if name in head} for head in server.heads]


def test_the_newer_version_is_spoken_with_a_bearer() -> None:
    _, server = ask(told())
    assert heads(server) == [NEWER_HEAD]
    assert server.paths == ["/v1/messages"]


def test_a_server_that_wants_the_older_version_is_spoken_to_by_it_from_then_on() -> None:
    replies, server = ask(told(), REQUEST, REQUEST, speaks="older only")
    assert [reply.text for reply in replies] == ["hello there"] * 2
    assert heads(server) == [NEWER_HEAD, OLDER_HEAD, OLDER_HEAD]


def test_the_older_version_s_key_is_not_logged_either(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    ask(told(), speaks="older only")
    assert "anthropic" in caplog.text
    assert KEY not in caplog.text


def test_a_gateway_that_reads_the_older_header_alone_is_given_it() -> None:
    with serving_claude(told()) as server:
        server.answers.insert(0, refused(401, "x-api-key header is required"))
        (reply,) = ask_all(make_provider("anthropic/claude-opus-5-5", base_url=server.root), [REQUEST])
    assert reply.text == "hello there"
    assert heads(server) == [NEWER_HEAD, OLDER_HEAD]


def test_a_key_that_is_wrong_by_both_versions_is_told() -> None:
    with serving_claude(refused(401, "invalid x-api-key")) as server:
        provider = make_provider("anthropic/claude-opus-5-5", base_url=server.root)
        with pytest.raises(BadReply, match="check the key in ANTHROPIC_API_KEY"):
            ask_all(provider, [REQUEST])
    assert heads(server) == [NEWER_HEAD, OLDER_HEAD]
