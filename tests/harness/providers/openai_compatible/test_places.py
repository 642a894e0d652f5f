import asyncio
import logging
import sys
from pathlib import Path

import pytest

from harness.errors import BadPlan, BadReply, MissingPiece, UnknownModel
from harness.providers.registry import make_provider
from tests.harness.providers.openai_compatible.asking import KEY, REQUEST, ask, ask_all, failure
from tests.harness.providers.stand_in import StandIn, refused, said, serving


def test_the_key_is_sent_and_never_shown(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    _, server = ask([said()])
    error = failure(refused(401, f"Incorrect API key provided: {KEY}"))
    provider = make_provider("openai_compatible/big", base_url=server.base_url)
    assert server.keys == [f"Bearer {KEY}"]
    assert "Incorrect API key provided: [key]" in str(error)
    shown = [repr(provider), str(error), repr(error), caplog.text]
    assert not [text for text in shown if KEY in text]
    asyncio.run(provider.close())


def test_the_key_is_read_from_the_variable_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOUSE_KEY", "sk-house")
    with serving(said()) as server:
        ask_all(make_provider("openai_compatible/big", base_url=server.base_url, api_key_env="HOUSE_KEY"), [REQUEST])
    assert server.keys == ["Bearer sk-house"]


def test_a_server_of_one_s_own_needs_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    _, server = ask([said()])
    assert server.keys == ["Bearer none"]


def test_without_a_key_and_a_url_both_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    with pytest.raises(MissingPiece, match=r"set OPENAI_API_KEY .*--base-url"):
        make_provider("openai_compatible/big")


def test_a_named_key_that_is_not_set_is_told() -> None:
    with pytest.raises(MissingPiece, match="HOUSE_KEY"):
        make_provider("openai_compatible/big", base_url="http://127.0.0.1:9", api_key_env="HOUSE_KEY")


def test_a_model_has_to_be_named() -> None:
    with pytest.raises(UnknownModel, match="openai_compatible/NAME"):
        make_provider("openai_compatible")


@pytest.mark.parametrize("base_url", ["http://", "http://[", "http://host:eight/v1"])
def test_a_url_without_an_address_is_told(base_url: str) -> None:
    with pytest.raises(BadPlan, match=r"is no address; write http://HOST:PORT/v1"):
        make_provider("openai_compatible/big", base_url=base_url)


def test_a_bad_url_is_told() -> None:
    with pytest.raises(BadPlan, match=r"base URL 'localhost:80' does not start with http"):
        make_provider("openai_compatible/big", base_url="localhost:80")


def test_a_missing_sdk_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("harness.providers.openai_compatible.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(MissingPiece, match="extra `openai`"):
        make_provider("openai_compatible/big")


def settings(monkeypatch: pytest.MonkeyPatch, home: Path, text: str) -> None:
    monkeypatch.setenv("TOPRUNG_HOME", str(home))
    (home / "openai_compatible.toml").write_text(text, encoding="utf-8")


def asked_at(base_url: str, server: StandIn) -> dict[str, str]:
    ask_all(make_provider("openai_compatible/big", base_url=base_url), [REQUEST])
    return server.heads[-1]


def test_the_key_is_never_in_a_reply() -> None:
    function = {"name": "sum", "arguments": f'{{"table": "{KEY}"}}'}
    answer = said(f"it is {KEY}", "tool_calls", tool_calls=[{"id": "c1", "type": "function", "function": function}])
    reply, _ = ask([answer])
    assert (reply.text, dict(reply.tool_calls[0].arguments)) == ("it is [key]", {"table": "[key]"})


def test_an_older_azure_resource_gets_its_key_as_a_header_and_its_version_in_the_query(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AZURE_KEY", "azure-0123456789")
    with serving(said()) as server:
        text = f"""
            [[server]]
            base_url = "{server.root}/openai/deployments"
            headers = {{ api-key = "env:AZURE_KEY" }}
            query = {{ api-version = "2024-10-21" }}
        """
        settings(monkeypatch, tmp_path, text)
        head = asked_at(f"{server.root}/openai/deployments/big", server)
    assert head["api-key"] == "azure-0123456789"
    assert "authorization" not in head
    assert server.paths == ["/openai/deployments/big/chat/completions?api-version=2024-10-21"]


def test_azure_s_newer_path_needs_nothing_but_a_base_url_and_a_key() -> None:
    with serving(said()) as server:
        head = asked_at(f"{server.root}/openai/v1/", server)
    assert (server.paths, head["authorization"]) == (["/openai/v1/chat/completions"], f"Bearer {KEY}")


def test_a_gateway_gets_the_headers_of_its_base_url_and_other_servers_do_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with serving(said()) as server:
        text = f'[[server]]\nbase_url = "{server.root}/gateway"\nheaders = {{ X-Team = "blue", X-App = "ours" }}\n'
        settings(monkeypatch, tmp_path, text)
        inside = asked_at(f"{server.root}/gateway/v1", server)
        beside = asked_at(f"{server.root}/gateway2/v1", server)
    assert (inside["x-team"], inside["x-app"], inside["authorization"]) == ("blue", "ours", f"Bearer {KEY}")
    assert "x-team" not in beside


def test_an_authorization_of_the_file_takes_the_place_of_the_key(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with serving(said()) as server:
        text = f'[[server]]\nbase_url = "{server.root}"\nheaders = {{ Authorization = "Bearer gateway-012345" }}\n'
        settings(monkeypatch, tmp_path, text)
        head = asked_at(server.base_url, server)
    assert head["authorization"] == "Bearer gateway-012345"


def test_the_secrets_of_headers_are_never_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GATEWAY_PASS", "pass-0123456789")
    answer = refused(401, "you sent pass-0123456789 and tok-0123456789, from uksouth-region-1")
    with serving(answer) as server:
        text = f"""
            [[server]]
            base_url = "{server.root}"
            headers = {{ X-Gate = "env:GATEWAY_PASS", X-Token = "Bearer tok-0123456789", X-Place = "uksouth-region-1" }}
        """
        settings(monkeypatch, tmp_path, text)
        provider = make_provider("openai_compatible/big", base_url=server.base_url)
        with pytest.raises(BadReply) as caught:
            ask_all(provider, [REQUEST])
    assert str(caught.value).endswith("says 401: you sent [key] and [key], from uksouth-region-1")
    shown = [repr(provider), repr(vars(provider))]
    assert not [text for text in shown if "0123456789" in text]


@pytest.mark.parametrize(
    ("text", "said_of_it"),
    [
        ('[[server]]\nbase_url = "http://127.0.0.1:9"\nheaders = { X-Gate = "env:NOT_SET" }', "NOT_SET"),
        (
            '[[server]]\nbase_url = "http://127.0.0.1:9"\nquery = { key = "env:NOT_SET" }',
            "send what is secret as a header",
        ),
        ('[[server]]\nbase_url = "http://127.0.0.1:9"\nheader = { X-Gate = "planted" }', r"server\.0\.header"),
        ("[[server]", "cannot read"),
    ],
)
def test_a_settings_file_that_cannot_be_used_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str, said_of_it: str
) -> None:
    settings(monkeypatch, tmp_path, text)
    with pytest.raises((BadPlan, MissingPiece), match=said_of_it) as caught:
        make_provider("openai_compatible/big", base_url="http://127.0.0.1:9/v1")
    assert "planted" not in str(caught.value)


@pytest.mark.parametrize("address", ["127.0.0.1:9", "127.0.0.1:nine"])
def test_a_base_url_with_a_password_is_turned_down_without_repeating_it(address: str) -> None:
    with pytest.raises(BadPlan, match="holds a name or a password") as caught:
        make_provider("openai_compatible/big", base_url=f"http://me:hush@{address}/v1")
    assert "hush" not in str(caught.value)


def test_a_redirect_is_told_and_not_followed() -> None:
    elsewhere = refused(307, "elsewhere", {"location": "http://127.0.0.1:9/v1"})
    with serving(elsewhere) as server, pytest.raises(BadReply, match=r"sends us to http://127\.0\.0\.1:9/v1"):
        ask_all(make_provider("openai_compatible/big", base_url=server.base_url), [REQUEST])
    assert len(server.asked) == 1
