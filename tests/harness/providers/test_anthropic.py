import asyncio
import json
import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from harness.errors import BadPlan, BadReply, MissingPiece, UnknownModel
from harness.messages import Message, Provider, Reply, Request, ToolCall, ToolSpec, Usage
from harness.providers.registry import make_provider
from tests.harness.providers.claude import CUMULATIVE, SERVED, Speaks, refused, serving_claude, text, told, tool_use
from tests.harness.providers.claude_meter import Meter
from tests.harness.providers.llama_server import llama_server
from tests.harness.providers.stand_in import Answer, Asked, StandIn

KEY = "sk-planted-0123456789abcdef"
NEWER_HEAD = {"authorization": f"Bearer {KEY}", "anthropic-version": "2026-10-21"}
OLDER_HEAD = {"x-api-key": KEY, "anthropic-version": "2023-06-01"}
REQUEST = Request(
    "claude-opus-5-5", (Message("system", "Be brief."), Message("user", "Hello")), 50, temperature=None, seed=None
)
TOOL = ToolSpec("sum", "adds up", {"type": "object", "properties": {"table": {"type": "string"}}})
CALL = ToolCall("toolu_1", "sum", {"table": "bank"})
SCHEMA = {"type": "object", "properties": {"total": {"type": "number", "minimum": 0}}, "required": ["total"]}


@pytest.fixture(autouse=True)
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANTHROPIC_BASE_URL", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)


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


# --- what comes back --------------------------------------------------------------------------------------------------


def test_a_reply_is_put_together_from_its_stream() -> None:
    (reply,), server = ask(told(text("Hello "), text("there, you.")))
    assert (reply.text, reply.stop, reply.model_served) == ("Hello there, you.", "end", SERVED)
    assert server.asked[0]["stream"] is True
    assert reply.first_token_s is not None
    assert reply.first_token_s > 0


def test_tokens_are_told_by_kind_and_the_last_word_on_them_counts() -> None:
    (reply,), _ = ask(told())
    assert reply.usage == Usage(input=15, cache_read=10, cache_write=5, output=12, reasoning=4, cache_write_1h=7)
    assert reply.usage.sent == 15 + 10 + 12  # the sum that the vendor's page names as the whole input


def test_what_the_end_says_of_the_input_goes_before_the_start() -> None:
    (reply,), _ = ask(told(last={**CUMULATIVE, "input_tokens": 99}))
    assert reply.usage.input == 99


@pytest.mark.parametrize(
    ("start", "usage"),
    [
        ({"input_tokens": 3, "output_tokens": 1}, Usage(input=3, output=2)),
        ({"input_tokens": 3, "cache_creation_input_tokens": 8}, Usage(input=3, cache_write=8, output=2)),
        ({"input_tokens": 3, "cache_creation": {"ephemeral_1h_input_tokens": 8}}, Usage(3, 0, 0, 2, 0, 8)),
        ({"input_tokens": 3, "cache_creation": None, "cache_read_input_tokens": None}, Usage(input=3, output=2)),
    ],
)
def test_what_a_server_leaves_out_of_its_usage_is_none(start: dict[str, Any], usage: Usage) -> None:
    (reply,), _ = ask(told(usage=start, last={"output_tokens": 2}))
    assert reply.usage == usage


@pytest.mark.parametrize("last", [{}, {"output_tokens": "many"}])
def test_a_reply_without_a_count_of_tokens_cannot_be_used(last: dict[str, Any]) -> None:
    with pytest.raises(BadReply, match="how many tokens"):
        ask(told(usage={"input_tokens": 3}, last=last))


def test_tool_calls_come_back() -> None:
    (reply,), _ = ask(
        told(text("I add."), tool_use("sum", '{"table": "bank"}'), stop="tool_use"), replace(REQUEST, tools=(TOOL,))
    )
    assert (reply.text, reply.stop, reply.tool_calls) == ("I add.", "tools", (CALL,))


def test_a_tool_without_arguments_has_none() -> None:
    (reply,), _ = ask(told(tool_use("sum", ""), stop="tool_use"), replace(REQUEST, tools=(TOOL,)))
    assert dict(reply.tool_calls[0].arguments) == {}


@pytest.mark.parametrize("arguments", ["{table: bank", '"bank"', '{"table": "ba'])
def test_arguments_that_are_no_object_are_left_for_the_tool_to_turn_down(arguments: str) -> None:
    (reply,), _ = ask(told(tool_use("sum", arguments), stop="max_tokens"), replace(REQUEST, tools=(TOOL,)))
    assert dict(reply.tool_calls[0].arguments) == {"unreadable": arguments}


def test_thoughts_are_no_part_of_the_text() -> None:
    (reply,), _ = ask(told({"type": "thinking", "thinking": ""}, text("Yes.")))
    assert reply.text == "Yes."


@pytest.mark.parametrize(
    ("reason", "stop"),
    [
        ("end_turn", "end"),
        ("stop_sequence", "end"),
        ("pause_turn", "end"),
        ("max_tokens", "length"),
        ("refusal", "refusal"),
    ],
)
def test_how_a_reply_ended_is_told_in_our_words(reason: str, stop: str) -> None:
    (reply,), _ = ask(told(stop=reason))
    assert reply.stop == stop


def test_a_refusal_without_words_gives_its_reason() -> None:
    answer = told(text(""), stop="refusal", stop_details={"type": "refusal", "explanation": "Not that."})
    (reply,), _ = ask(answer)
    assert (reply.stop, reply.text) == ("refusal", "Not that.")


# --- what is sent -----------------------------------------------------------------------------------------------------


def test_rules_go_into_the_system_prompt_and_no_sampling_is_sent() -> None:
    assert sent(replace(REQUEST, temperature=0.7, seed=7, agent="clerk")) == {
        "model": "claude-opus-5-5",
        "max_tokens": 50,
        "messages": [{"role": "user", "content": "Hello"}],
        "system": "Be brief.",
        "stream": True,
    }


def test_a_provider_says_that_it_takes_no_sampling() -> None:
    assert not make_provider("anthropic/claude-opus-5-5").limits.takes_sampling


def test_several_rules_are_one_system_prompt() -> None:
    body = sent(conversation(Message("system", "One."), Message("user", "Hello"), Message("system", "Two.")))
    assert body["system"] == "One.\n\nTwo."


def test_results_of_tools_go_into_one_turn_of_the_user() -> None:
    second = ToolCall("toolu_2", "sum", {"table": "book"})
    body = sent(
        conversation(
            Message("user", "Add up."),
            Message("assistant", "I add.", (CALL, second)),
            Message("tool", "12", tool_call_id="toolu_1"),
            Message("tool", "", tool_call_id="toolu_2"),
            Message("user", "Go on."),
            tools=(TOOL,),
        )
    )
    assert [turn["role"] for turn in body["messages"]] == ["user", "assistant", "user"]
    assert body["messages"][1]["content"][1] == {
        "type": "tool_use",
        "id": "toolu_1",
        "name": "sum",
        "input": {"table": "bank"},
    }
    results = body["messages"][2]["content"]
    assert [(part["type"], part.get("tool_use_id")) for part in results] == [
        ("tool_result", "toolu_1"),
        ("tool_result", "toolu_2"),
        ("text", None),
    ]
    assert body["tools"] == [{"name": "sum", "description": "adds up", "input_schema": TOOL.parameters}]


def test_tools_that_were_used_stay_declared_when_none_may_be_used_any_more() -> None:
    used = (Message("user", "Add up."), Message("assistant", "", (CALL,)), Message("tool", "12", tool_call_id=CALL.id))
    body = sent(conversation(*used))
    assert [tool["name"] for tool in body["tools"]] == ["sum"]
    assert body["tool_choice"] == {"type": "none"}


def test_a_turn_in_which_the_model_said_nothing_is_left_out() -> None:
    body = sent(conversation(Message("user", "Hello"), Message("assistant", ""), Message("user", "And?")))
    assert body["messages"] == [
        {"role": "user", "content": [{"type": "text", "text": "Hello"}, {"type": "text", "text": "And?"}]}
    ]


def test_a_schema_is_asked_for_within_what_the_api_takes_and_never_by_a_forced_tool() -> None:
    body = sent(replace(REQUEST, schema=SCHEMA, tools=(TOOL,)))
    form = body["output_config"]["format"]
    assert form["type"] == "json_schema"
    assert form["schema"]["additionalProperties"] is False
    assert form["schema"]["properties"]["total"] == {"type": "number", "description": "{minimum: 0}"}
    assert "tool_choice" not in body


def test_a_schema_that_cannot_be_held_is_told() -> None:
    with pytest.raises(BadReply, match="cannot hold the schema"):
        sent(replace(REQUEST, schema={"pattern": "x"}))


def test_nothing_is_cached_unless_it_is_asked_for() -> None:
    assert "cache_control" not in json.dumps(sent(replace(REQUEST, tools=(TOOL,))))


@pytest.mark.parametrize("ttl", ["5m", "1h"])
def test_a_cache_may_end_after_the_rules_and_after_the_last_turn(ttl: Any) -> None:  # noqa: ANN401 - a literal
    body = sent(replace(REQUEST, tools=(TOOL,), cache=ttl, cache_key="arm"))
    mark = {"type": "ephemeral", "ttl": ttl}
    assert body["system"][-1]["cache_control"] == mark
    assert body["messages"][-1]["content"][-1]["cache_control"] == mark
    assert "cache_control" not in body["tools"][-1]


def test_without_rules_a_cache_may_end_after_the_tools() -> None:
    body = sent(conversation(Message("user", "Hello"), tools=(TOOL,), cache="5m"))
    assert body["tools"][-1]["cache_control"] == {"type": "ephemeral", "ttl": "5m"}


def test_a_conversation_that_grows_reads_what_it_wrote() -> None:
    first = replace(REQUEST, cache="1h")
    grown = replace(first, messages=(*first.messages, Message("assistant", "hello there"), Message("user", "And now?")))
    meter = Meter(lambda _: [text("hello there")])
    (one, two), _ = ask(meter, first, grown)
    assert (one.usage.cache_read, one.usage.input) == (0, 0)
    assert one.usage.cache_write_1h > 0
    assert two.usage.cache_read == one.usage.cache_write_1h
    assert one.usage + two.usage == meter.whole


# --- the two versions of the wire -------------------------------------------------------------------------------------


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


# --- keys and places --------------------------------------------------------------------------------------------------


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


def test_the_estimate_of_tokens_is_about_three_and_a_half_characters_each() -> None:
    prose = (
        "The finance team checks every claim against the policy before the month is closed. Receipts that are missing "
        "are asked for once, and a claim without one is turned down after ten days."
    )
    # Anthropic's rule of thumb for English.
    assert len(prose) / make_provider("anthropic/claude-opus-5-5").count_tokens(prose) == pytest.approx(3.5, rel=0.1)


def test_a_table_of_figures_is_not_taken_for_prose() -> None:
    # 202 6 - 03 - 14 , INV - 123 4 , 120 . 50
    assert make_provider("anthropic/claude-opus-5-5").count_tokens("2026-03-14,INV-1234,120.50") == 15


def test_llama_cpp_s_own_server_understands_what_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    request = replace(REQUEST, max_output_tokens=3)
    with llama_server() as server:
        monkeypatch.setenv("ENGINE_KEY", server.key)
        # A provider each: this server hangs up after a stream without having said so.
        ways = [make_provider("anthropic/any", base_url=server.base_url, api_key_env="ENGINE_KEY") for _ in range(2)]
        (plain,), (cached,) = ask_all(ways[0], [request]), ask_all(ways[1], [replace(request, cache="5m")])
    assert plain.text
    assert (plain.usage.output, plain.stop) == (3, "length")
    assert plain.usage.sent == cached.usage.sent > 3
    assert plain.first_token_s is not None
