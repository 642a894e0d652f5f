import json
from dataclasses import replace

import pytest

from harness.errors import BadReply, Garbled, Overloaded, ProviderError, TooLong
from harness.messages import Message, Request, ToolCall, ToolSpec, Usage
from harness.providers.registry import make_provider
from tests.harness.providers.openai_compatible.asking import KEY, REQUEST, SCHEMA, ask, ask_all, failure
from tests.harness.providers.responses_stand_in import function_call, message, responded
from tests.harness.providers.stand_in import Answer, event, refused, said, serving

HELLO = responded(message("hello"))


def test_what_is_asked_is_not_stored_at_the_server() -> None:
    _, server = ask([HELLO], api="responses")
    (body,) = server.asked
    assert (server.paths, body["store"], body["max_output_tokens"]) == (["/v1/responses"], False, 50)
    assert "previous_response_id" not in body
    assert "seed" not in body


def test_the_whole_history_goes_each_time_with_calls_and_their_results() -> None:
    call = ToolCall("c1", "sum", {"table": "bank"})
    turns = (
        Message("system", "Be brief."),
        Message("user", "Add up."),
        Message("assistant", "I look.", (call,)),
        Message("tool", "12", tool_call_id="c1"),
    )
    tool = ToolSpec("sum", "adds up", {"type": "object", "properties": {"table": {"type": "string"}}})
    _, server = ask([HELLO], Request("big", turns, 50, tools=(tool,)), api="responses")
    body = server.asked[0]
    system, user, assistant, asked, result = body["input"]
    assert (system["role"], user["content"], assistant["content"][0]["text"]) == ("system", "Add up.", "I look.")
    assert (asked["type"], asked["call_id"], json.loads(asked["arguments"])) == (
        "function_call",
        "c1",
        {"table": "bank"},
    )
    assert result == {"type": "function_call_output", "call_id": "c1", "output": "12"}
    assert (body["tools"][0]["name"], body["tools"][0]["strict"]) == ("sum", False)


def test_a_schema_constrains_the_text() -> None:
    _, server = ask([HELLO], replace(REQUEST, schema=SCHEMA), api="responses")
    assert server.asked[0]["text"]["format"] == {
        "type": "json_schema",
        "name": "reply",
        "schema": SCHEMA,
        "strict": True,
    }


def test_a_stream_says_the_same_as_a_reply_in_one_piece() -> None:
    streamed, whole = (ask([answer], api="responses")[0] for answer in (HELLO, replace(HELLO, stream=())))
    assert streamed.first_token_s is not None
    assert replace(streamed, first_token_s=None) == whole
    assert (whole.text, whole.stop, whole.model_served) == ("hello", "end", "big-2026-11-01")


def test_cached_written_and_reasoning_tokens_are_not_counted_twice() -> None:
    reply, _ = ask([HELLO], api="responses")
    assert reply.usage == Usage(input=15, cache_read=10, cache_write=5, output=12, reasoning=4)
    assert reply.usage.total == 42  # what the server calls total_tokens


def test_tool_calls_come_back() -> None:
    reply, _ = ask([responded(function_call("sum", '{"table": "bank"}'))], api="responses")
    assert (reply.stop, reply.tool_calls) == ("tools", (ToolCall("c1", "sum", {"table": "bank"}),))


@pytest.mark.parametrize(
    ("answer", "stop"),
    [
        (HELLO, "end"),
        (
            responded(message("hel"), status="incomplete", incomplete_details={"reason": "max_output_tokens"}),
            "length",
        ),
        (responded(message("h"), status="incomplete", incomplete_details={"reason": "content_filter"}), "refusal"),
        (responded(message("I cannot.", "refusal")), "refusal"),
        (refused(400, "filtered", code="content_filter"), "refusal"),
    ],
)
def test_how_a_reply_ended_is_told_in_our_words(answer: Answer, stop: str) -> None:
    assert ask([answer], api="responses")[0].stop == stop


def test_a_reply_that_used_up_its_bound_is_cut_whatever_it_calls_itself() -> None:
    # llama.cpp calls it completed.
    assert ask([HELLO], replace(REQUEST, max_output_tokens=12), api="responses")[0].stop == "length"


def test_a_refusal_s_words_are_kept() -> None:
    assert ask([responded(message("I cannot.", "refusal"))], api="responses")[0].text == "I cannot."


def test_items_of_the_stream_stand_in_for_an_empty_last_word() -> None:
    made = {"object": "response", "status": "completed", "model": "m", "output": [], "usage": HELLO.body["usage"]}
    last = event({"type": "response.completed", "response": made})
    assert ask([replace(HELLO, stream=(*HELLO.stream[:-1], last))], api="responses")[0].text == "hello"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (replace(HELLO, stream=HELLO.stream[:-1]), Garbled),
        (replace(HELLO, stream=HELLO.stream[:-1], ending="cut"), Garbled),
        (replace(HELLO, stream=(*HELLO.stream[:-1], "data: {half\n\n")), Garbled),
        (Answer(200, "<html>a web page</html>"), Garbled),
        (replace(said("hello"), stream=()), BadReply),
        (responded(status="failed", error={"code": "server_error", "message": "oops"}), Overloaded),
        (responded(status="failed", error={"code": "rate_limit_exceeded", "message": "slow down"}), Overloaded),
        (responded(status="failed", error={"code": "invalid_prompt", "message": "no"}), BadReply),
        (replace(responded(status="failed", error={"code": "server_error", "message": "oops"}), stream=()), Overloaded),
        (replace(HELLO, stream=(event({"type": "error", "code": "server_error", "message": "x"}),)), Overloaded),
        (replace(HELLO, stream=(event({"type": "error", "error": {"type": "nobody_knows"}}),)), Garbled),
        (refused(429, "slow down"), Overloaded),
        (refused(400, "no", code="context_length_exceeded"), TooLong),
        (refused(404, "no such path"), BadReply),
        (replace(responded(message("hello"), usage=None), stream=()), BadReply),
    ],
)
def test_only_what_may_pass_is_worth_another_attempt(answer: Answer, kind: type[ProviderError]) -> None:
    assert type(failure(answer, api="responses")) is kind


def test_a_stream_without_tokens_is_one_attempt_and_the_next_asks_for_none() -> None:
    uncounted = responded(message("hello"), usage=None)
    with serving(replace(HELLO, stream=uncounted.stream)) as server:
        provider = make_provider("openai_compatible/big", base_url=server.base_url, api="responses")
        (reply,) = ask_all(provider, [REQUEST])
    assert ["stream" in body for body in server.asked] == [True, False]
    assert reply.usage.total == 42


@pytest.mark.parametrize("name", ["temperature", "store", "prompt_cache_key"])
def test_a_parameter_that_is_refused_is_left_out_from_then_on(name: str) -> None:
    with serving(refused(400, f"Unsupported parameter: '{name}'.", param=name), HELLO) as server:
        provider = make_provider("openai_compatible/big", base_url=server.base_url, api="responses")
        ask_all(provider, [replace(REQUEST, cache_key="arm")] * 2)
    assert [name in body for body in server.asked] == [True, False, False]


def test_a_schema_that_is_too_rich_for_strict_is_asked_for_loosely() -> None:
    answer = refused(400, "Invalid schema: 'maxLength' is not permitted.", param="text.format.schema")
    _, server = ask([answer, HELLO], replace(REQUEST, schema=SCHEMA), api="responses")
    assert [body["text"]["format"]["strict"] for body in server.asked] == [True, False]


def test_the_key_is_never_in_a_reply() -> None:
    answer = responded(message(f"your key is {KEY}"), function_call("sum", json.dumps({"table": KEY})))
    reply, _ = ask([answer], api="responses")
    assert (reply.text, dict(reply.tool_calls[0].arguments)) == ("your key is [key]", {"table": "[key]"})
