import json
from dataclasses import replace
from typing import Any

import pytest

from harness.errors import BadReply
from harness.messages import Message, ToolCall
from harness.providers.registry import make_provider
from tests.harness.providers.anthropic.asking import CALL, REQUEST, SCHEMA, TOOL, ask, conversation, sent
from tests.harness.providers.anthropic.claude import text
from tests.harness.providers.anthropic.claude_meter import Meter


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
