"""What the transport does on the loopback address when a server does not do its part."""

import asyncio
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from harness.errors import Garbled, Overloaded, TimedOut
from harness.messages import Provider, Timeouts
from harness.providers.registry import make_provider
from tests.harness.providers.openai_compatible.asking import REQUEST, ask_all, ask_once
from tests.harness.providers.stand_in import Answer, StandIn, said, serving

HANGS = Answer(200, None, hangs=True)
HANGS_LATER = replace(said("one two three"), stream=said("one two three").stream[:3], ending="hangs")
WELL = said("well")


def provider_at(base_url: str, *, most: int = 8, connect_s: float = 5.0, first_token_s: float = 5.0) -> Provider:
    timeouts = Timeouts(connect_s=connect_s, first_token_s=first_token_s, whole_s=20.0)
    return make_provider("openai_compatible/big", base_url=base_url, max_connections=most, timeouts=timeouts)


@contextmanager
def listening(backlog: int) -> Iterator[socket.socket]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(backlog)
        yield listener


def wait_for(server: StandIn, requests: int) -> None:
    until_s = time.monotonic() + 15
    while len(server.asked) < requests:
        assert time.monotonic() < until_s, f"{len(server.asked)} of {requests} requests came"
        time.sleep(0.01)


def url_of(listener: socket.socket) -> str:
    return f"http://127.0.0.1:{listener.getsockname()[1]}/v1"


def test_a_connection_that_is_not_taken_is_a_time_out() -> None:
    with listening(0) as listener:
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:  # the queue of a listener that accepts nobody is full after a few
            one.settimeout(0)
            one.connect_ex(listener.getsockname())
        with pytest.raises(TimedOut, match="in time"):
            ask_once(provider_at(url_of(listener), connect_s=0.3))
        for one in waiting:
            one.close()


def test_a_hang_before_the_first_byte_ends_at_the_first_token_s_time() -> None:
    with serving(HANGS) as server, pytest.raises(TimedOut, match=r"no first token from http.* in 0\.2 s"):
        ask_once(provider_at(server.base_url, first_token_s=0.2))


def test_a_hang_before_the_first_token_does_too() -> None:
    role_only = replace(WELL, stream=WELL.stream[:1], ending="hangs")
    with serving(role_only) as server, pytest.raises(TimedOut, match="no first token"):
        ask_once(provider_at(server.base_url, first_token_s=0.2))


def test_what_hangs_after_the_first_token_is_ended_by_who_waits_and_leaves_the_connections_usable() -> None:
    async def go(server: StandIn) -> list[str]:
        provider = provider_at(server.base_url, most=1, first_token_s=10.0)
        for _ in range(2):
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.3):
                    await provider.send(REQUEST)
        texts = [(await provider.send(REQUEST)).text for _ in range(2)]
        await provider.close()
        return texts

    with serving(HANGS_LATER, HANGS_LATER, WELL) as server:
        assert asyncio.run(go(server)) == ["well", "well"]


def test_a_cancelled_request_lets_go_of_its_connection() -> None:
    async def go(server: StandIn) -> str:
        provider = provider_at(server.base_url, most=1)
        task = asyncio.create_task(provider.send(REQUEST))
        await asyncio.to_thread(wait_for, server, 1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        reply = await provider.send(REQUEST)
        await provider.close()
        return reply.text

    with serving(HANGS, WELL) as server:
        assert asyncio.run(go(server)) == "well"


def test_as_many_requests_as_are_allowed_are_under_way_at_once() -> None:
    async def go(server: StandIn) -> int:
        provider = provider_at(server.base_url, most=120, first_token_s=20.0)
        tasks = [asyncio.create_task(provider.send(REQUEST)) for _ in range(120)]
        await asyncio.to_thread(wait_for, server, len(tasks))
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await provider.close()
        return len(server.asked)

    with serving(HANGS) as server:
        assert asyncio.run(go(server)) == 120


def test_a_connection_is_used_again() -> None:
    with serving(WELL) as server:
        ask_all(provider_at(server.base_url, most=1), [REQUEST] * 4)
    assert len({head["client"] for head in server.heads}) == 1


def test_a_reply_that_is_no_http_is_worth_another_attempt() -> None:
    async def go() -> None:
        async def babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"what is this?\r\n\r\n")
            writer.close()

        async with await asyncio.start_server(babble, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            provider = provider_at(f"http://127.0.0.1:{port}/v1")
            with pytest.raises((Garbled, Overloaded)):
                await provider.send(REQUEST)
            await provider.close()

    asyncio.run(go())


def test_a_server_that_closes_its_connections_without_saying_so_is_given_a_new_one_each_time() -> None:
    with serving(replace(WELL, closes=True)) as server:
        replies = ask_all(provider_at(server.base_url, most=1), [REQUEST] * 6)
    assert [reply.text for reply in replies] == ["well"] * 6
    assert server.heads[-1]["connection"].lower() == "close"
