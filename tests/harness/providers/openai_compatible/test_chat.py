import json
from dataclasses import replace

import pytest

from harness.errors import BadReply, Garbled, Overloaded, ProviderError, TimedOut, TooLong
from harness.messages import Message, Request, ToolCall, ToolSpec, Usage
from harness.providers.registry import make_provider
from tests.harness.providers.openai_compatible.asking import KEY, REQUEST, SCHEMA, ask, ask_all, ask_once, failure
from tests.harness.providers.stand_in import Answer, refused, said, serving

PROSE = (
    "The finance team checks every claim against the policy before the month is closed. Receipts that are missing "
    "are asked for once, and a claim without one is turned down after ten days."
)


def test_cached_written_and_reasoning_tokens_are_not_counted_twice() -> None:
    reply, _ = ask([said()])
    assert reply.usage == Usage(input=15, cache_read=10, cache_write=5, output=12, reasoning=4)
    assert reply.usage.total == 42  # what the server calls total_tokens


def test_the_served_model_is_the_one_that_the_server_names() -> None:
    reply, server = ask([said()])
    assert (server.asked[0]["model"], reply.model_served) == ("big", "big-2026-11-01")


def test_a_conversation_with_tools_is_sent_in_the_dialect() -> None:
    call = ToolCall("c1", "sum", {"table": "bank"})
    turns = (Message("user", "Add up."), Message("assistant", "", (call,)), Message("tool", "12", tool_call_id="c1"))
    tool = ToolSpec("sum", "adds up", {"type": "object", "properties": {"table": {"type": "string"}}})
    _, server = ask([said()], Request("big", turns, 50, tools=(tool,)))
    _, assistant, result = server.asked[0]["messages"]
    assert json.loads(assistant["tool_calls"][0]["function"]["arguments"]) == {"table": "bank"}
    assert result == {"role": "tool", "tool_call_id": "c1", "content": "12"}
    assert server.asked[0]["tools"][0]["function"]["name"] == "sum"


def test_tool_calls_come_back() -> None:
    function = {"name": "sum", "arguments": '{"table": "bank"}'}
    reply, _ = ask([said(None, "tool_calls", tool_calls=[{"id": "c1", "type": "function", "function": function}])])
    assert (reply.stop, reply.tool_calls) == ("tools", (ToolCall("c1", "sum", {"table": "bank"}),))


@pytest.mark.parametrize("arguments", ["{table: bank", '"bank"'])
def test_arguments_that_are_no_object_are_left_for_the_tool_to_turn_down(arguments: str) -> None:
    function = {"name": "sum", "arguments": arguments}
    reply, _ = ask([said(None, "tool_calls", tool_calls=[{"id": "c1", "type": "function", "function": function}])])
    assert dict(reply.tool_calls[0].arguments) == {"unreadable": arguments}


def test_a_schema_constrains_the_reply() -> None:
    _, server = ask([said()], replace(REQUEST, schema=SCHEMA))
    form = server.asked[0]["response_format"]["json_schema"]
    assert (form["schema"], form["strict"]) == (SCHEMA, True)


@pytest.mark.parametrize(
    ("answer", "stop"),
    [
        (said(), "end"),
        (said(finish="length"), "length"),
        (said("", "content_filter"), "refusal"),
        (said(None, refusal="I cannot."), "refusal"),
        (refused(400, "filtered", code="content_filter"), "refusal"),
    ],
)
def test_how_a_reply_ended_is_told_in_our_words(answer: Answer, stop: str) -> None:
    assert ask([answer])[0].stop == stop


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (refused(429, "slow down"), Overloaded),
        (refused(500, "oops"), Overloaded),
        (refused(503, "later"), Overloaded),
        (refused(408, "too slow"), TimedOut),
        (refused(429, "no money left", code="insufficient_quota"), BadReply),
        (Answer(429, {"error": {"message": "no money left", "type": "insufficient_quota"}}), BadReply),
        (Answer(200, {"error": {"message": "nobody knows", "code": 1}}), Garbled),
        (refused(400, "prompt is too long"), TooLong),
        (refused(400, "no", code="context_length_exceeded"), TooLong),
        (refused(413, "payload too large"), TooLong),
        (refused(400, "unknown field 'x'"), BadReply),
        (refused(401, f"Incorrect API key provided: {KEY}"), BadReply),
        (refused(403, "not for you"), BadReply),
        (refused(404, "no model 'big'"), BadReply),
        (refused(529, "overloaded"), Overloaded),
        (refused(307, "elsewhere"), BadReply),
        (Answer(200, "<html>a web page</html>"), Garbled),
        (Answer(200, [1, 2]), Garbled),
        (Answer(200, {"error": {"message": "busy", "code": 502}}), Overloaded),
        (Answer(200, {"object": "chat.completion", "choices": []}), BadReply),
    ],
)
def test_only_what_may_pass_is_worth_another_attempt(answer: Answer, kind: type[ProviderError]) -> None:
    assert type(failure(answer)) is kind


def test_a_reply_without_a_count_of_tokens_cannot_be_used() -> None:
    whole = said()
    del whole.body["usage"]
    error = failure(replace(whole, stream=()))
    assert type(error) is BadReply
    assert "how many tokens" in str(error)


@pytest.mark.parametrize(
    ("headers", "wait_s"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after-ms": "250"}, 0.25),
        ({"retry-after": "soon"}, None),
        ({}, None),
    ],
)
def test_how_long_to_wait_is_what_the_server_says(headers: dict[str, str], wait_s: float | None) -> None:
    error = failure(refused(429, "slow down", headers))
    assert isinstance(error, Overloaded)
    assert error.retry_after_s == wait_s


@pytest.mark.parametrize(("status", "is_pushback"), [(429, True), (529, True), (503, False), (500, False)])
def test_being_asked_too_much_is_told_from_being_broken(status: int, *, is_pushback: bool) -> None:
    error = failure(refused(status, "later"))
    assert isinstance(error, Overloaded)
    assert error.is_pushback == is_pushback


def test_the_server_s_own_words_are_told() -> None:
    assert str(failure(refused(404, "no model 'big' here"))).endswith("says 404: no model 'big' here")


def test_no_answer_in_time_is_a_time_out() -> None:
    assert isinstance(failure(Answer(200, {}, hangs=True), timeout_s=0.2), TimedOut)


def test_a_server_that_is_not_there_is_worth_another_attempt() -> None:
    with serving(said()) as server:
        base_url = server.base_url
    with pytest.raises(Overloaded, match=f"cannot reach {base_url}"):
        ask_once(make_provider("openai_compatible/big", base_url=base_url))


@pytest.mark.parametrize(
    ("parameter", "message"),
    [
        ("temperature", "Unsupported value: 'temperature' does not support 0 with this model."),
        ("seed", "Unknown parameter: 'seed'."),
        ("", "Unrecognized request argument supplied: seed"),
    ],
)
def test_a_parameter_that_is_refused_is_left_out_from_then_on(parameter: str, message: str) -> None:
    with serving(refused(400, message, param=parameter), said()) as server:
        ask_all(make_provider("openai_compatible/big", base_url=server.base_url), [REQUEST, REQUEST])
    name = parameter or "seed"
    assert [name in body for body in server.asked] == [True, False, False]


def test_the_bound_of_a_reply_changes_its_name_when_that_is_refused() -> None:
    message = "Unsupported parameter: 'max_tokens' is not supported. Use 'max_completion_tokens' instead."
    with serving(refused(400, message, param="max_tokens"), said()) as server:
        ask_all(make_provider("openai_compatible/big", base_url=server.base_url), [REQUEST, REQUEST])
    bounds = [(body.get("max_tokens"), body.get("max_completion_tokens")) for body in server.asked]
    assert bounds == [(50, None), (None, 50), (None, 50)]


def test_a_bound_that_is_too_large_is_not_taken_for_an_unknown_one() -> None:
    answer = refused(400, "max_tokens is too large: 50; this model supports at most 40", param="max_tokens")
    with serving(answer) as server, pytest.raises(BadReply, match="too large"):
        ask_all(make_provider("openai_compatible/big", base_url=server.base_url), [REQUEST])
    assert len(server.asked) == 1


def test_a_schema_that_is_too_rich_for_strict_is_asked_for_loosely() -> None:
    answer = refused(400, "Invalid schema for response_format 'reply': 'maxLength' is not permitted.")
    _, server = ask([answer, said()], replace(REQUEST, schema=SCHEMA))
    assert [body["response_format"]["json_schema"]["strict"] for body in server.asked] == [True, False]


def test_a_server_that_refuses_everything_ends_in_a_bad_reply() -> None:
    answers = [refused(400, f"Unknown parameter: '{name}'.", param=name) for name in ("seed", "temperature")]
    answers += [refused(400, "Unknown parameter: 'max_tokens'.", param="max_tokens")]
    answers += [refused(400, "Unknown parameter: 'max_completion_tokens'.", param="max_completion_tokens")]
    with pytest.raises(BadReply):
        ask(answers)


def test_the_estimate_of_tokens_is_near_a_real_tokeniser_on_prose() -> None:
    estimate = make_provider("openai_compatible/big", base_url="http://127.0.0.1:9").count_tokens(PROSE)
    counted = make_provider("local").count_tokens(PROSE)
    assert abs(estimate - counted) <= 0.25 * counted


def test_a_table_of_figures_is_not_taken_for_prose() -> None:
    provider = make_provider("openai_compatible/big", base_url="http://127.0.0.1:9")
    # 202 6 - 03 - 14 , INV - 123 4 , 120 . 50
    assert provider.count_tokens("2026-03-14,INV-1234,120.50") == 15


def test_whose_prompts_may_share_a_cache_is_told_and_only_when_there_is_someone() -> None:
    _, server = ask([said()], replace(REQUEST, cache_key="arm"))
    assert server.asked[0]["prompt_cache_key"] == "arm"
    _, server = ask([said()])
    assert "prompt_cache_key" not in server.asked[0]


def test_a_server_that_takes_no_cache_key_is_sent_none_from_then_on() -> None:
    told = {"detail": [{"type": "extra_forbidden", "loc": ["body", "prompt_cache_key"], "msg": "Extra inputs"}]}
    with serving(Answer(422, told), said()) as server:
        ask_all(
            make_provider("openai_compatible/big", base_url=server.base_url), [replace(REQUEST, cache_key="arm")] * 2
        )
    assert ["prompt_cache_key" in body for body in server.asked] == [True, False, False]
