"""What every orchestrator does at PROMPTING: what a person does in a chat, and no more."""

from collections.abc import Iterator

import pytest

from harness.messages import Sampling
from tests.harness.fakes import FakeProvider, attempt, case, design, reply, with_files
from tests.harness.orchestrators.listing import each_orchestrator

CHAT = """
question = "{ask} {pasted} {handing_in}"
follow_up = "And what else? {handing_in}"
[[agent]]
name = "chat"
role = "an assistant"
[allowance]
follow_ups = 1
"""
MANY = with_files(*(f"paper-{number:02}.txt" for number in range(40)))


def words(text: str) -> int:
    return len(text.split())


@each_orchestrator
@pytest.mark.parametrize("allowance", [30, 60, 120])
def test_no_more_is_pasted_than_the_allowance(orchestrator: str, allowance: int) -> None:
    provider = FakeProvider()
    attempt(design("prompting", f"{CHAT}paste_tokens = {allowance}"), provider, orchestrator=orchestrator, of=MANY)
    question = provider.requests[0].messages[0].text
    pasted = words(question) - words(MANY.brief.ask) - words(MANY.brief.handing_in())
    assert allowance / 2 < pasted <= allowance
    assert "[cut: about" in question


@each_orchestrator
def test_files_are_pasted_in_the_order_of_the_design(orchestrator: str) -> None:
    provider = FakeProvider()
    text = f'{CHAT}paste_tokens = 30\npaste_order = ["paper-3*", "*.csv"]'
    attempt(design("prompting", text), provider, orchestrator=orchestrator, of=MANY)
    question = provider.requests[0].messages[0].text
    assert "This is paper-30.txt." in question
    assert "[petty_cash.csv]" not in question
    assert "This is paper-01.txt." not in question


@each_orchestrator
@pytest.mark.parametrize("follow_ups", [0, 1])
def test_there_is_at_most_one_follow_up_and_both_replies_are_handed_in(orchestrator: str, follow_ups: int) -> None:
    replies: Iterator[str] = iter(["First.", "Second."])
    provider = FakeProvider(lambda _request: next(replies))
    text = CHAT if follow_ups else CHAT.replace("follow_ups = 1", "").replace("follow_up =", "about =")
    tried = attempt(design("prompting", text), provider, orchestrator=orchestrator)
    assert len(provider.requests) == 1 + follow_ups
    assert tried.answer.text == ("First.\n\nSecond." if follow_ups else "First.")
    roles = [message.role for message in provider.requests[-1].messages]
    assert roles == ["user", "assistant", "user"][: 1 + 2 * follow_ups]


@each_orchestrator
def test_half_a_line_at_the_end_of_a_cut_reply_is_not_copied(orchestrator: str) -> None:
    replies = iter([reply("line,category\nPC-1,travel\nPC-2,me", "length"), reply("PC-2,meals", "end")])
    tried = attempt(design("prompting", CHAT), FakeProvider(lambda _request: next(replies)), orchestrator=orchestrator)
    assert tried.answer.text == "line,category\nPC-1,travel\n\n\nPC-2,meals"


@each_orchestrator
def test_what_is_to_be_handed_in_is_said_in_the_briefs_own_words(orchestrator: str) -> None:
    provider = FakeProvider()
    attempt(design("prompting", CHAT), provider, orchestrator=orchestrator)
    for request in provider.requests:
        assert case().brief.handing_in() in request.messages[-1].text


@each_orchestrator
def test_a_chat_has_no_tools_and_no_schema(orchestrator: str) -> None:
    provider = FakeProvider()
    attempt(design("prompting", CHAT), provider, orchestrator=orchestrator)
    assert all(not request.tools and request.schema is None for request in provider.requests)


@each_orchestrator
def test_a_follow_up_for_which_there_is_no_room_is_left_out_and_noted(orchestrator: str) -> None:
    provider = FakeProvider("word " * 200)
    tried = attempt(
        design("prompting", CHAT), provider, orchestrator=orchestrator, sampling=Sampling(call_in_tokens=150)
    )
    assert (tried.ended.outcome, len(provider.requests)) == ("done", 1)
    assert tried.spans("trouble") == [("follow-up left out", "the conversation is too long for it")]


@each_orchestrator
def test_a_question_for_which_there_is_no_room_is_a_limit(orchestrator: str) -> None:
    provider = FakeProvider()
    tried = attempt(
        design("prompting", CHAT), provider, orchestrator=orchestrator, sampling=Sampling(call_in_tokens=20)
    )
    assert (tried.ended.outcome, provider.requests) == ("limit", [])
    assert "agent 'chat' would send" in tried.ended.why
