from dataclasses import replace
from typing import Any

import pytest

from harness.errors import BadReply
from harness.messages import Usage
from tests.harness.providers.anthropic.asking import CALL, REQUEST, TOOL, ask
from tests.harness.providers.anthropic.claude import CUMULATIVE, SERVED, text, told, tool_use


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
