import asyncio
import logging
import sys

import pytest

from harness.errors import BadPlan, MissingPiece, UnknownModel
from harness.providers.registry import make_provider
from tests.harness.providers.openai_compatible.asking import KEY, REQUEST, ask, ask_all, failure
from tests.harness.providers.stand_in import refused, said, serving


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


def test_a_bad_url_is_told() -> None:
    with pytest.raises(BadPlan, match=r"base URL 'localhost:80' does not start with http"):
        make_provider("openai_compatible/big", base_url="localhost:80")


def test_a_missing_sdk_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("harness.providers.openai_compatible.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(MissingPiece, match="extra `openai`"):
        make_provider("openai_compatible/big")
