import json
from dataclasses import replace
from typing import Any

import pytest

from harness.errors import BadReply, Garbled, Overloaded, ProviderError, TimedOut, TooLong
from harness.messages import Timeouts, ToolCall, Usage
from harness.providers.registry import make_provider
from tests.harness.providers.openai_compatible.asking import REQUEST, ask, ask_all, failure
from tests.harness.providers.stand_in import Answer, event, refused, said, serving

HELLO = said("hello to you")
DONE = event("[DONE]")
NO_COUNT = replace(HELLO, stream=(*HELLO.stream[:-2], DONE))
"""It is asked for the tokens and streams none."""


def fragment(**call: Any) -> str:  # noqa: ANN401 - any JSON
    return event({"model": "m", "choices": [{"index": 0, "delta": {"tool_calls": [call]}}]})


def test_every_request_asks_for_a_stream_and_its_tokens() -> None:
    _, server = ask([HELLO])
    assert (server.asked[0]["stream"], server.asked[0]["stream_options"]) == (True, {"include_usage": True})


def test_a_stream_says_the_same_as_a_reply_in_one_piece() -> None:
    streamed, whole = (ask([answer])[0] for answer in (HELLO, replace(HELLO, stream=())))
    assert replace(streamed, first_token_s=None) == whole
    assert whole.text == "hello to you"


def test_the_first_token_s_time_is_kept_and_its_role_is_none() -> None:
    role, first, *rest = HELLO.stream
    reply, _ = ask([replace(HELLO, stream=(role, 0.2, first, 0.3, *rest))])
    assert reply.first_token_s is not None
    assert reply.first_token_s >= 0.2


def test_a_reply_in_one_piece_has_no_first_token() -> None:
    assert ask([replace(HELLO, stream=())])[0].first_token_s is None


def test_tokens_come_from_the_last_chunk() -> None:
    assert ask([HELLO])[0].usage == Usage(input=15, cache_read=10, cache_write=5, output=12, reasoning=4)


def test_the_fragments_of_several_tool_calls_are_put_together() -> None:
    calls = [
        {"id": f"c{n}", "type": "function", "function": {"name": "sum", "arguments": json.dumps({"table": table})}}
        for n, table in enumerate(("bank", "book"))
    ]
    reply, _ = ask([said(None, "tool_calls", tool_calls=calls)])
    assert reply.tool_calls == (ToolCall("c0", "sum", {"table": "bank"}), ToolCall("c1", "sum", {"table": "book"}))


@pytest.mark.parametrize("index", [{}, {"index": 0}])
def test_tool_calls_without_numbers_of_their_own_are_told_apart_by_their_ids(index: dict[str, int]) -> None:
    whole = [fragment(**index, id=f"c{n}", function={"name": "sum", "arguments": "{}"}) for n in (1, 2)]
    reply, _ = ask([replace(HELLO, stream=(*whole, *HELLO.stream[-3:]))])
    assert [call.id for call in reply.tool_calls] == ["c1", "c2"]


def test_lines_may_end_as_in_windows_and_pieces_anywhere() -> None:
    whole = "".join(str(piece) for piece in HELLO.stream).replace("\n", "\r\n")
    reply, _ = ask(
        [replace(HELLO, stream=(": a comment\r\n\r\n", *(whole[at : at + 7] for at in range(0, len(whole), 7))))]
    )
    assert reply.text == "hello to you"


@pytest.mark.parametrize(
    "answer",
    [
        replace(HELLO, stream=HELLO.stream[:2]),
        replace(HELLO, stream=HELLO.stream[:2], ending="cut"),
        replace(HELLO, stream=(*HELLO.stream[:2], DONE)),
        replace(HELLO, stream=HELLO.stream[:-2], ending="cut"),
        replace(HELLO, stream=HELLO.stream[:-2]),
        replace(HELLO, stream=(HELLO.stream[0], "data: {'half\n\n", *HELLO.stream[2:])),
        replace(HELLO, stream=(*HELLO.stream[:2], str(HELLO.stream[2])[:20])),
        replace(HELLO, stream=(), body="<html>a proxy's page</html>"),
        Answer(200, None, stream=(": only a comment\n\n",)),
    ],
)
def test_a_stream_that_breaks_off_is_worth_another_attempt(answer: Answer) -> None:
    assert type(failure(answer)) is Garbled


def test_a_whole_stream_of_something_else_is_no_chat_completion() -> None:
    error = failure(Answer(200, None, stream=(event({"hello": "you"}), DONE)))
    assert isinstance(error, BadReply)
    assert "no chat completion" in str(error)


def test_a_stream_without_its_last_mark_is_whole_when_it_told_how_it_ended_and_its_tokens() -> None:
    assert ask([replace(HELLO, stream=HELLO.stream[:-1])])[0].text == "hello to you"


def test_a_stream_without_tokens_is_one_attempt_and_the_next_asks_for_none() -> None:
    with serving(NO_COUNT) as server:
        provider = make_provider("openai_compatible/big", base_url=server.base_url)
        (reply, again) = ask_all(provider, [REQUEST, REQUEST])
    assert ["stream" in body for body in server.asked] == [True, False, False]
    assert reply.usage == again.usage != Usage()


def test_a_stream_without_tokens_is_told_as_such() -> None:
    error = failure(NO_COUNT)
    assert isinstance(error, Garbled)
    assert "how many tokens" in str(error)


@pytest.mark.parametrize(
    ("parameter", "code", "message"),
    [
        ("stream_options", "", "Unknown parameter: 'stream_options'."),
        ("", "", "stream_options is not supported"),
        ("stream", "unsupported_value", "Your organization must be verified to stream this model."),
    ],
)
def test_a_server_that_refuses_to_stream_is_asked_without(parameter: str, code: str, message: str) -> None:
    with serving(refused(400, message, param=parameter, code=code), HELLO) as server:
        ask_all(make_provider("openai_compatible/big", base_url=server.base_url), [REQUEST, REQUEST])
    assert [{"stream", "stream_options"} & set(body) != set() for body in server.asked] == [True, False, False]


def test_a_server_that_answers_in_one_piece_is_asked_for_no_stream_again() -> None:
    with serving(replace(HELLO, stream=())) as server:
        ask_all(make_provider("openai_compatible/big", base_url=server.base_url), [REQUEST, REQUEST])
    assert ["stream" in body for body in server.asked] == [True, False]


def test_a_reply_in_one_piece_is_not_held_to_the_first_token_s_time() -> None:
    slow = replace(HELLO, stream=(), body=HELLO.body)
    with serving(slow, replace(slow, pause_s=0.4)) as server:
        provider = make_provider(
            "openai_compatible/big", base_url=server.base_url, timeouts=Timeouts(first_token_s=0.2, whole_s=10)
        )
        assert len(ask_all(provider, [REQUEST, REQUEST])) == 2


@pytest.mark.parametrize(
    ("told", "kind", "is_pushback"),
    [
        ({"message": "slow down", "code": 429}, Overloaded, True),
        ({"message": "slow down", "type": "rate_limit_error"}, Overloaded, True),
        ({"message": "The server had an error", "type": "server_error", "code": None}, Overloaded, False),
        ({"message": "no money left", "type": "insufficient_quota", "code": "429"}, BadReply, False),
        ({"message": "exceeds the context window", "code": 400}, TooLong, False),
        ({"message": "too slow", "code": 504}, TimedOut, False),
        ({"message": "nobody knows"}, Garbled, False),
        ("nobody knows", Garbled, False),
    ],
)
def test_an_error_inside_a_stream_counts_as_its_status_would(
    told: Any,  # noqa: ANN401 - any JSON
    kind: type[ProviderError],
    *,
    is_pushback: bool,
) -> None:
    error = failure(replace(HELLO, stream=(*HELLO.stream[:2], event({"error": told}), DONE)))
    assert type(error) is kind
    assert getattr(error, "is_pushback", False) == is_pushback
