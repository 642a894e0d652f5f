"""What the stub counts and draws: the benchmarks and the tests of kills rest on it."""

import pytest

from benchmarks.stub.counting import Cache, Tokens, words
from benchmarks.stub.desk import Desk, Settings
from benchmarks.stub.faults import FAULTS, Faults, parse_faults
from benchmarks.stub.wires import EVENTS

QUESTION = b'{"model": "m", "stream": true, "messages": [{"role": "user", "content": "Is parcel TR-7 in, please?"}]}'
USAGE = b'{"model": "m", "stream": true, "stream_options": {"include_usage": true}, "messages": []}'


def marked(text: str, ttl: str | None = "5m") -> dict[str, object]:
    mark = {"cache_control": {"type": "ephemeral", "ttl": ttl}} if ttl else {}
    return {"type": "text", "text": text, **mark}


def asked(*blocks: dict[str, object]) -> dict[str, object]:
    return {"messages": [{"role": "user", "content": list(blocks)}]}


def test_a_token_is_a_word() -> None:
    assert words("one two  three\nfour") == 4
    assert words({"type": "text", "text": "one two", "cache_control": {"type": "ephemeral"}}) == 2


def test_a_prefix_is_written_at_first_sight_and_read_later() -> None:
    cache, body = Cache(), asked(marked("one two three"), marked("four", None))
    assert cache.sent(body, is_marked=True) == Tokens(input=1, cache_write_5m=3)
    assert cache.sent(body, is_marked=True) == Tokens(input=1, cache_read=3)


def test_a_longer_conversation_reads_what_the_shorter_one_wrote() -> None:
    cache = Cache()
    cache.sent(asked(marked("one two three")), is_marked=True)
    longer = asked(marked("one two three", None), marked("four five"))
    assert cache.sent(longer, is_marked=True) == Tokens(cache_read=3, cache_write_5m=2)


def test_each_mark_writes_for_its_own_time() -> None:
    tokens = Cache().sent(asked(marked("one two three", "1h"), marked("four five")), is_marked=True)
    assert tokens == Tokens(cache_write_1h=3, cache_write_5m=2)


def test_without_a_mark_nothing_is_kept() -> None:
    cache, body = Cache(), asked(marked("one two", None))
    assert cache.sent(body, is_marked=False) == cache.sent(body, is_marked=True) == Tokens(input=2)


def test_a_streamed_answer_is_ten_events_on_both_wires() -> None:
    desk = Desk(Settings())
    messages = desk.answer("POST", "/v1/messages", QUESTION).data
    chat = desk.answer("POST", "/v1/chat/completions", USAGE).data
    assert messages.count(b"event: ") == messages.count(b"data: ") == EVENTS
    assert chat.count(b"data: ") == EVENTS


def test_only_answers_that_were_written_are_counted_as_answered() -> None:
    desk = Desk(Settings())
    answers = [desk.answer("POST", "/v1/messages", QUESTION) for _ in range(3)]
    desk.told(answers[0])
    assert (desk.seen.requests, desk.seen.answered) == (3, 1)
    assert desk.seen.tokens == answers[0].tokens
    assert desk.seen.tokens.input == 5


def test_a_fault_depends_on_the_request_and_how_often_it_came_and_not_on_the_order() -> None:
    requests = [f"TR-{number}".encode() for number in range(200)] * 3
    one, other = Faults(0.2, FAULTS, 7), Faults(0.2, FAULTS, 7)
    forwards = [(request, one.draw(request)) for request in sorted(requests)]
    backwards = [(request, other.draw(request)) for request in sorted(requests, reverse=True)]
    assert sorted(forwards, key=str) == sorted(backwards, key=str)


def test_the_asked_for_share_goes_wrong_in_all_kinds() -> None:
    faults = Faults(0.2, FAULTS, 1)
    drawn = [faults.draw(f"TR-{number}".encode()) for number in range(5000)]
    met = [fault for fault in drawn if fault]
    assert len(met) / 5000 == pytest.approx(0.2, abs=0.02)  # three standard errors of a share of 5,000 are 0.017
    assert set(met) == set(FAULTS)


def test_the_words_for_faults_are_read() -> None:
    assert parse_faults("0") == (0.0, FAULTS, 1)
    assert parse_faults("0.2,429+hang,7") == (0.2, ("429", "hang"), 7)
    with pytest.raises(ValueError, match="no fault 'typo'"):
        parse_faults("0.2,typo")
