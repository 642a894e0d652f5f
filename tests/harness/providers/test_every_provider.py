"""What every provider has to keep, found by the folder listing.

A provider that needs a server, a file or a ledger has an entry in `WAYS`; any other is made by its name alone, and if
it needs a key or a package that is not there, only its error is looked at.
"""

import asyncio
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

import pytest

from harness.errors import BadReply, HarnessError, Overloaded, ProviderError, TimedOut
from harness.messages import (
    Api,
    CallLimits,
    Evidence,
    Message,
    Provider,
    Reply,
    Request,
    Stop,
    Timeouts,
    ToolSpec,
    Usage,
)
from harness.meter.calls import CallEnd, CallStart
from harness.providers.registry import make_provider, provider_names
from harness.store.ledger import open_ledger
from harness.store.records import RunRecord
from tests.harness.providers.anthropic import claude
from tests.harness.providers.responses_stand_in import function_call, message, responded
from tests.harness.providers.stand_in import Answer, refused, said, serving

Mood = Literal["well", "tools", "busy", "slow", "turned down"]

PARAMETERS = {
    "type": "object",
    "properties": {"table": {"type": "string"}},
    "required": ["table"],
    "additionalProperties": False,
}
SUM = ToolSpec("sum", "adds up a table", PARAMETERS)
PLAIN = Request("", (Message("system", "Be brief."), Message("user", "Say yes.")), 4)
WITH_TOOLS = Request("", (Message("user", "Use the tool sum on the table bank."),), 40, tools=(SUM,))
SAID = ({"role": "user", "content": "Say yes."},)
"""A turn of a recorded call: one without any was forgotten."""
FAILURES: dict[Mood, type[ProviderError]] = {"busy": Overloaded, "slow": TimedOut, "turned down": BadReply}


@contextmanager
def scripted(mood: Mood, folder: Path) -> Iterator[Provider]:
    faults = {"busy": "overloaded", "slow": "timeout", "turned down": "bad"}
    lines = {
        "well": 'default = "yes"',
        "tools": '[[reply]]\ntool_calls = [{ name = "sum", arguments = { table = "bank" } }]',
    }
    text = lines.get(mood) or f'[faults]\nrate = 1.0\nkinds = ["{faults[mood]}"]'
    path = folder / "script.toml"
    path.write_text(text)
    yield make_provider(f"scripted/{path}")


def openai_compatible(mood: Mood, folder: Path) -> AbstractContextManager[Provider]:
    del folder
    function = {"name": "sum", "arguments": '{"table": "bank"}'}
    calls = said(None, "tool_calls", tool_calls=[{"id": "c1", "type": "function", "function": function}])
    return at_openai(mood, "chat", {"well": said("yes"), "tools": calls})


def openai_responses(mood: Mood, folder: Path) -> AbstractContextManager[Provider]:
    del folder
    calls = responded(function_call("sum", '{"table": "bank"}'))
    return at_openai(mood, "responses", {"well": responded(message("yes")), "tools": calls})


@contextmanager
def at_openai(mood: Mood, api: Api, answers: Mapping[Mood, Answer]) -> Iterator[Provider]:
    fails: dict[Mood, Answer] = {
        "busy": refused(503, "later"),
        "slow": Answer(200, {}, hangs=True),
        "turned down": refused(400, "no"),
    }
    with serving({**fails, **answers}[mood]) as server:
        timeout_s = 0.2 if mood == "slow" else 20.0
        yield make_provider(
            "openai_compatible/big",
            base_url=server.base_url,
            api=api,
            timeouts=Timeouts(first_token_s=timeout_s, whole_s=timeout_s),
        )


@contextmanager
def anthropic(mood: Mood, folder: Path) -> Iterator[Provider]:
    del folder
    answers: dict[Mood, Answer] = {
        "well": claude.told(claude.text("yes")),
        "tools": claude.told(claude.tool_use("sum", '{"table": "bank"}'), stop="tool_use"),
        "busy": claude.refused(529, "later"),
        "slow": Answer(200, {}, hangs=True),
        "turned down": claude.refused(400, "no"),
    }
    with claude.serving_claude(answers[mood]) as server:
        timeout_s = 0.2 if mood == "slow" else 20.0
        yield make_provider(
            "anthropic/claude-opus-5-5",
            base_url=server.root,
            timeouts=Timeouts(first_token_s=timeout_s, whole_s=timeout_s),
        )


@contextmanager
def replay(mood: Mood, folder: Path) -> Iterator[Provider]:
    url = f"sqlite:///{folder / 'runs.db'}"
    now = datetime(2026, 11, 22, tzinfo=UTC)
    request = WITH_TOOLS if mood == "tools" else PLAIN
    digest = "0" * 32 if mood == "turned down" else request.digest
    calls = [{"id": "c1", "name": "sum", "arguments": {"table": "bank"}}] if mood == "tools" else []
    reply = {"text": "yes", "stop": "tools" if calls else "end", "tool_calls": calls}
    with open_ledger(url) as ledger:
        ledger.save_run(RunRecord("aaaa1111", now, "0.1.0", {}, (("trial", "arm"),))).result()
        ledger.call_started(
            CallStart("c1", "aaaa1111", "trial", 1, "", 1, "scripted", now, 0.0, SAID, 10, 0, digest)
        ).result()
        ledger.call_ended(CallEnd("c1", "ok", 0.1, "scripted", Usage(4, 0, 0, 1), 0, reply=reply)).result()
    yield make_provider("replay/aaaa1111", ledger_url=url)


@contextmanager
def by_name(name: str) -> Iterator[Provider]:
    try:
        provider = make_provider(name)
    except HarnessError as error:
        pytest.skip(f"{name} cannot be made by its name alone: {error}")
    yield provider


RESPONSES = "openai_compatible (responses)"
WAYS = {
    "scripted": scripted,
    "openai_compatible": openai_compatible,
    RESPONSES: openai_responses,
    "anthropic": anthropic,
    "replay": replay,
}
FAILING = [(name, mood) for name in WAYS for mood in FAILURES if name != "replay" or mood == "turned down"]
"""A replay sends nothing, so it can be neither busy nor slow."""


@pytest.fixture(params=sorted({*provider_names(), *WAYS}))
def name(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    for variable in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL", "TOPRUNG_KEYS"):
        monkeypatch.delenv(variable, raising=False)
    return str(request.param)


@contextmanager
def made(name: str, mood: Mood, folder: Path) -> Iterator[Provider]:
    with WAYS[name](mood, folder) if name in WAYS else by_name(name) as provider:
        yield provider


def ask(provider: Provider, request: Request) -> Reply:
    async def once() -> Reply:
        try:
            return await provider.send(request)
        finally:
            await provider.close()

    return asyncio.run(once())


def test_a_provider_has_the_shape_of_one(name: str, tmp_path: Path) -> None:
    with made(name, "well", tmp_path) as provider:
        assert provider.name == name.partition(" ")[0]
        assert provider.evidence in get_args(Evidence)
        assert isinstance(provider.limits, CallLimits)
        assert isinstance(provider.model, str)
        asyncio.run(provider.close())


def test_text_and_usage_come_back(name: str, tmp_path: Path) -> None:
    with made(name, "well", tmp_path) as provider:
        reply = ask(provider, PLAIN)
        assert reply.stop in get_args(Stop)
        assert reply.model_served
        assert bool(reply.text) == (reply.usage.output > 0)
        assert min(reply.usage.input, reply.usage.cache_read, reply.usage.cache_write) >= 0
        assert reply.usage.reasoning <= reply.usage.output
        assert (reply.usage.total > 0) == (provider.evidence != "silent")


def test_a_tool_call_comes_back_with_its_name_and_arguments(name: str, tmp_path: Path) -> None:
    with made(name, "tools", tmp_path) as provider:
        reply = ask(provider, WITH_TOOLS)
        assert (reply.stop == "tools") == bool(reply.tool_calls)
        if name in WAYS:
            assert reply.tool_calls
        for call in reply.tool_calls:
            assert call.id
            assert call.name == "sum"
            assert set(call.arguments) == {"table"}


@pytest.mark.parametrize(("failing", "mood"), FAILING)
def test_what_may_pass_is_worth_another_attempt_and_what_may_not_is_not(
    failing: str, mood: Mood, tmp_path: Path
) -> None:
    with made(failing, mood, tmp_path) as provider, pytest.raises(FAILURES[mood]) as caught:
        ask(provider, PLAIN)
    assert caught.value.worth_retrying == (mood != "turned down")


def test_more_text_is_more_tokens_and_none_is_none(name: str, tmp_path: Path) -> None:
    with made(name, "well", tmp_path) as provider:
        counted = [provider.count_tokens(text) for text in ("", "two words", "two words and some more of them")]
        assert counted[0] == 0
        assert counted == sorted(set(counted))
        asyncio.run(provider.close())


def test_closing_twice_is_closing(name: str, tmp_path: Path) -> None:
    async def twice(provider: Provider) -> None:
        await provider.close()
        await provider.close()

    with made(name, "well", tmp_path) as provider:
        asyncio.run(twice(provider))


@pytest.mark.parametrize("model", ["", "/no such model", "/../../etc/passwd"])
def test_what_is_missing_is_one_sentence_of_ours(name: str, model: str) -> None:
    try:
        provider = make_provider(name + model)
    except HarnessError as error:
        told, code = str(error), error.exit_code
    else:
        asyncio.run(provider.close())
        return
    assert len(told) > 20
    assert "\n" not in told
    assert code in {2, 3, 4}


def test_no_vendor_s_package_is_imported_before_it_is_asked_for() -> None:
    code = (
        "import sys, harness.providers.registry as r; r.provider_names(); "
        "print({'anthropic', 'openai', 'xllamacpp'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
