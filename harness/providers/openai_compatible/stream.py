"""Reads server-sent events off a reply (WHATWG, 9.2). No API's forms come in here.

The SDK's own reading builds a typed object an event; that makes a request of ten events cost three to four times as
much as this (measured).
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing

import httpx2

_DONE = b"[DONE]"
_KIND = "text/event-stream"
_FIELD = b"data:"
_DRAIN_S = 0.1
"""How long the end of a stream is waited for after its last event, so that the connection can be used again."""


def is_stream(response: httpx2.Response) -> bool:
    """Say whether a reply is a stream of events."""
    return response.headers.get("content-type", "").startswith(_KIND)


async def read_events(response: httpx2.Response, hear: Callable[[bytes], None]) -> bool:
    """Give the data of each event to `hear`; return True where the server said that it is done.

    Raises what `hear` raises, and the transport's errors.
    """
    rest, data = b"", list[bytes]()
    async with aclosing(response.aiter_bytes()) as pieces:
        async for piece in pieces:
            *lines, rest = (rest + piece).split(b"\n")
            for line in lines:
                if line.startswith(_FIELD):
                    data.append(line[len(_FIELD) :].strip())
                elif data and not line.strip():
                    event = b"\n".join(data)
                    data.clear()
                    if event == _DONE:
                        await _drain(pieces)
                        return True
                    hear(event)
    # What no empty line closes is no event and may be half of one; only the last word is taken without.
    return b"\n".join([*data, rest.removeprefix(_FIELD).strip()]).strip() == _DONE


async def _drain(pieces: AsyncIterator[bytes]) -> None:
    """Read to the end, which mostly has come already; a server that does not end its reply loses the connection."""
    try:
        async with asyncio.timeout(_DRAIN_S):
            async for _ in pieces:
                pass
    except (TimeoutError, httpx2.HTTPError):
        return
