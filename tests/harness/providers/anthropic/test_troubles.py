import asyncio
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from harness.errors import BadReply, Garbled, Overloaded, ProviderError, TimedOut, TooLong
from harness.messages import Message, Request, Timeouts
from harness.providers.registry import make_provider
from tests.harness.providers.anthropic.asking import KEY
from tests.harness.providers.anthropic.claude import broken, pieces, refused, serving_claude, text, told
from tests.harness.providers.stand_in import Answer, Piece, serving
from tests.rubbish import thrown_away

REQUEST = Request("claude-opus-5-5", (Message("user", "Hello"),), 50)
WHOLE = pieces([text("hello there")])
PAGE = Answer(200, "<html>a web page</html>")


async def once(base_url: str, timeouts: Timeouts) -> None:
    provider = make_provider("anthropic/claude-opus-5-5", base_url=base_url, timeouts=timeouts)
    try:
        await provider.send(REQUEST)
    finally:
        await provider.close()


def failure(*answers: Answer, timeouts: Timeouts | None = None) -> ProviderError:
    with thrown_away(), serving(*answers) as server, pytest.raises(ProviderError) as caught:
        asyncio.run(once(server.root, timeouts or Timeouts()))
    assert KEY not in str(caught.value)
    return caught.value


def streamed(*parts: Piece) -> Answer:
    return Answer(200, None, stream=parts)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (refused(429, "slow down"), Overloaded),
        (refused(529, "Overloaded"), Overloaded),
        (refused(500, "oops"), Overloaded),
        (refused(503, "later"), Overloaded),
        (Answer(502, "<html>Bad gateway</html>"), Overloaded),
        (refused(408, "too slow"), TimedOut),
        (refused(504, "too slow"), TimedOut),
        (refused(400, "Your credit balance is too low to access the API."), BadReply),
        (refused(402, "pay first", "billing_error"), BadReply),
        (refused(429, "You have reached your tier's monthly spend limit."), BadReply),
        (refused(429, "no", details={"error_code": "enforced_spend_limit_reached"}), BadReply),
        (refused(400, "prompt is too long: 210000 tokens > 200000 maximum"), TooLong),
        (refused(400, "input length and `max_tokens` exceed context limit: 199000 + 8000 > 200000"), TooLong),
        (refused(413, "Request exceeds the maximum size", "request_too_large"), TooLong),
        (refused(400, "max_tokens: 200000 > 64000, which is the maximum allowed"), BadReply),
        (refused(401, f"invalid key {KEY}"), BadReply),
        (refused(403, "not for you", "permission_error"), BadReply),
        (refused(404, "model: claude-none", "not_found_error"), BadReply),
        (Answer(307, {}, {"Location": "http://127.0.0.1:9/elsewhere"}), BadReply),
        (told(stop="model_context_window_exceeded"), TooLong),
        (PAGE, Garbled),
        (Answer(200, {"type": "message", "content": []}), Garbled),
    ],
)
def test_only_what_may_pass_is_worth_another_attempt(answer: Answer, kind: type[ProviderError]) -> None:
    assert type(failure(answer)) is kind


@pytest.mark.parametrize(("status", "pushes_back"), [(429, True), (529, True), (500, False), (503, False)])
def test_a_service_that_is_asked_too_much_is_told_from_one_that_is_broken(status: int, pushes_back: bool) -> None:  # noqa: FBT001 - a parameter
    error = failure(refused(status, "no"))
    assert isinstance(error, Overloaded)
    assert error.is_pushback == pushes_back


def test_how_long_to_wait_is_what_the_server_says() -> None:
    error = failure(refused(429, "slow down", headers={"retry-after": "7"}))
    assert isinstance(error, Overloaded)
    assert error.retry_after_s == 7.0


@pytest.mark.parametrize(
    ("name", "kind", "pushes_back"),
    [
        ("overloaded_error", Overloaded, True),
        ("rate_limit_error", Overloaded, True),
        ("api_error", Overloaded, False),
        ("timeout_error", TimedOut, False),
        ("invalid_request_error", BadReply, False),
        ("never heard of", Garbled, False),
    ],
)
def test_an_error_within_a_stream_counts_like_its_status(
    name: str,
    kind: type[ProviderError],
    pushes_back: bool,  # noqa: FBT001 - a parameter
) -> None:
    error = failure(streamed(*WHOLE[:4], broken(name, f"no, {KEY}")))
    assert type(error) is kind
    assert getattr(error, "is_pushback", False) == pushes_back


@pytest.mark.parametrize("heard", range(len(WHOLE)))
@pytest.mark.parametrize("ending", ["ends", "cut"])
def test_a_stream_that_breaks_off_anywhere_is_garbled(heard: int, ending: str) -> None:
    answer = Answer(200, None, stream=tuple(WHOLE[:heard]), ending="cut" if ending == "cut" else "ends")
    assert type(failure(answer)) is Garbled


@pytest.mark.parametrize(
    "event",
    [
        'event: content_block_delta\ndata: {"type": "content_blo\n\n',
        "event: content_block_delta\ndata: []\n\n",
        "event: content_block_delta\ndata: 5\n\n",
        'event: x\ndata: {"kind": "no type"}\n\n',
        'event: x\ndata: {"type": "content_block_delta", "index": 9, "delta": {"type": "text_delta"}}\n\n',
        'event: x\ndata: {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": 5}}\n\n',
        'event: x\ndata: {"type": "content_block_start", "index": 0, "content_block": null}\n\n',
        'event: x\ndata: {"type": "message_delta", "delta": {}, "usage": null}\n\n',
        "event: error\ndata: <html>no json</html>\n\n",
    ],
)
def test_an_event_that_is_none_is_garbled(event: str) -> None:
    assert type(failure(streamed(*WHOLE[:3], event, *WHOLE[3:]))) is Garbled


def test_events_that_are_not_known_yet_are_passed_over() -> None:
    new = 'event: x\ndata: {"type": "content_block_annotation", "index": 0}\n\n'
    with serving_claude(streamed(*WHOLE[:3], new, *WHOLE[3:])) as server:
        asyncio.run(once(server.root, Timeouts()))


def test_the_server_s_own_words_are_told() -> None:
    assert str(failure(refused(404, "model: claude-none"))).endswith("says 404: model: claude-none")


def test_a_key_that_is_refused_names_its_variable() -> None:
    said = str(failure(refused(401, f"invalid key {KEY}")))
    assert said.endswith("says 401: invalid key [key]; check the key in ANTHROPIC_API_KEY")


def test_a_server_that_is_not_there_is_worth_another_attempt() -> None:
    with serving(PAGE) as server:
        base_url = server.root
    with pytest.raises(Overloaded, match=f"cannot reach {base_url}"):
        asyncio.run(once(base_url, Timeouts()))


def test_a_server_that_says_nothing_is_timed_out() -> None:
    error = failure(Answer(200, {}, hangs=True), timeouts=Timeouts(first_token_s=0.2))
    assert isinstance(error, TimedOut)
    assert "no first token" in str(error)


def test_a_stream_that_hangs_before_its_first_token_is_timed_out() -> None:
    error = failure(Answer(200, None, stream=tuple(WHOLE[:2]), ending="hangs"), timeouts=Timeouts(first_token_s=0.2))
    assert "no first token" in str(error)


def test_a_stream_that_hangs_later_is_timed_out_by_the_whole() -> None:
    answer = Answer(200, None, stream=tuple(WHOLE[:4]), ending="hangs")
    error = failure(answer, timeouts=Timeouts(first_token_s=20, whole_s=0.3))
    assert isinstance(error, TimedOut)


@contextmanager
def full_house() -> Iterator[str]:
    """A place that takes no further connection: its queue is full, and nobody serves it."""
    with ExitStack() as stack:
        listening = stack.enter_context(socket.socket())
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        for _ in range(8):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)  # noqa: FBT003 - it takes no name
            waiting.connect_ex(listening.getsockname())
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def test_a_place_that_takes_no_connection_is_timed_out() -> None:
    with full_house() as base_url, pytest.raises(TimedOut, match="no connection to"):
        asyncio.run(once(base_url, Timeouts(connect_s=0.2)))


def test_being_cancelled_in_the_middle_of_a_stream_leaves_nothing_behind() -> None:
    answer = Answer(200, None, stream=tuple(WHOLE[:4]), ending="hangs")

    async def cancelled(base_url: str) -> None:
        async with asyncio.timeout(0.2):
            await once(base_url, Timeouts())

    with thrown_away(), serving(answer) as server, pytest.raises(TimeoutError):
        asyncio.run(cancelled(server.root))


def test_as_many_connections_are_open_as_are_asked_for() -> None:
    most = 120  # more than the SDK's transport opens by itself
    opened = 0

    async def all_at_once() -> None:
        full = asyncio.Event()

        async def take(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            nonlocal opened
            opened += 1
            if opened == most:
                full.set()
            await full.wait()
            writer.close()

        server = await asyncio.start_server(take, "127.0.0.1", 0, backlog=most)
        provider = make_provider(
            "anthropic/claude-opus-5-5",
            base_url=f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}",
            max_connections=most,
            timeouts=Timeouts(first_token_s=20),
        )
        async with server:
            ended = await asyncio.gather(*(provider.send(REQUEST) for _ in range(most)), return_exceptions=True)
        await provider.close()
        assert {type(one) for one in ended} == {Overloaded}

    asyncio.run(all_at_once())
    assert opened == most


def test_a_server_that_hangs_up_after_each_answer_loses_one_request_only() -> None:
    body = "".join(WHOLE).encode()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: %d\r\n" % len(body)

    async def answers_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = await reader.readuntil(b'"stream":true}')
        warned = b"Connection: close\r\n" if b"connection: close" in asked.lower() else b""
        writer.write(head + warned + b"\r\n" + body)
        await reader.read(1)
        writer.close()

    async def four() -> list[str]:
        server = await asyncio.start_server(answers_once, "127.0.0.1", 0)
        place = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        provider = make_provider("anthropic/claude-opus-5-5", base_url=place)
        async with server:
            ended = []
            for _ in range(4):
                answered = await asyncio.gather(provider.send(REQUEST), return_exceptions=True)
                ended.append(type(answered[0]).__name__)
            await provider.close()
        return ended

    assert asyncio.run(four()) == ["Reply", "Overloaded", "Reply", "Reply"]
