import json
import logging
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from harness.errors import BadPlan, MissingPiece, UnknownModel
from harness.providers.registry import make_provider
from tests.harness.providers.anthropic.asking import KEY, REQUEST, TOOL, ask, ask_all
from tests.harness.providers.anthropic.claude import serving_claude, text, told, tool_use


def test_the_key_is_never_shown(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    arguments = json.dumps({"table": KEY})
    (reply,), server = ask(
        told(text(f"Your key is {KEY}."), tool_use("sum", arguments), stop="tool_use"),
        replace(REQUEST, tools=(TOOL,)),
    )
    provider = make_provider("anthropic/claude-opus-5-5", base_url=server.root)
    assert reply.text == "Your key is [key]."
    assert dict(reply.tool_calls[0].arguments) == {"table": "[key]"}
    shown = [repr(provider), str(vars(provider)), repr(reply), caplog.text]
    assert not [one for one in shown if KEY in one]


def test_the_key_is_read_from_the_variable_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOUSE_KEY", "sk-house")
    with serving_claude(told()) as server:
        provider = make_provider("anthropic/claude-opus-5-5", base_url=server.root, api_key_env="HOUSE_KEY")
        ask_all(provider, [REQUEST])
    assert server.keys == ["Bearer sk-house"]


def test_the_key_is_read_from_the_file_of_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    path = tmp_path / "toprung" / "keys.toml"
    path.parent.mkdir()
    path.write_text('ANTHROPIC_API_KEY = "sk-filed"')
    path.chmod(0o600)
    _, server = ask(told())
    assert server.keys == ["Bearer sk-filed"]


def test_a_server_of_one_s_own_needs_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    _, server = ask(told())
    assert server.keys == ["Bearer none"]


def test_a_base_url_may_end_as_that_of_openai_s_does() -> None:
    with serving_claude(told()) as server:
        ask_all(make_provider("anthropic/claude-opus-5-5", base_url=f"{server.root}/v1/"), [REQUEST])
    assert server.paths == ["/v1/messages"]


def test_the_base_url_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://127.0.0.1:9")
    assert make_provider("anthropic/claude-opus-5-5").base_url == "http://127.0.0.1:9"


def test_without_a_key_its_name_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    with pytest.raises(MissingPiece, match="there is no key ANTHROPIC_API_KEY"):
        make_provider("anthropic/claude-opus-5-5")


def test_a_named_key_that_is_not_set_is_told() -> None:
    with pytest.raises(MissingPiece, match="HOUSE_KEY"):
        make_provider("anthropic/claude-opus-5-5", base_url="http://127.0.0.1:9", api_key_env="HOUSE_KEY")


def test_a_model_has_to_be_named() -> None:
    with pytest.raises(UnknownModel, match="anthropic/NAME"):
        make_provider("anthropic")


def test_a_bad_url_is_told() -> None:
    with pytest.raises(BadPlan, match=r"base URL 'localhost:80' does not start with http"):
        make_provider("anthropic/claude-opus-5-5", base_url="localhost:80")


def test_a_missing_sdk_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("harness.providers.anthropic.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "anthropic", None)
    with pytest.raises(MissingPiece, match="Anthropic SDK cannot be loaded"):
        make_provider("anthropic/claude-opus-5-5")
