"""HTTP/1.1 for the stub: as much of it as two SDKs speak, without a task for a request."""

import asyncio
import re

from benchmarks.stub.desk import Answer, Desk

_LENGTH = re.compile(rb"\r\ncontent-length:\s*(\d+)", re.IGNORECASE)


class Conversation(asyncio.Protocol):
    """One connection, kept open; a request is answered before the next is read."""

    def __init__(self, desk: Desk, loop: asyncio.AbstractEventLoop) -> None:
        self._desk = desk
        self._loop = loop
        self._held = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the way back; an answer that is still due goes nowhere."""
        del exc
        self._transport = None

    def data_received(self, data: bytes) -> None:
        """Take what has come, and answer each request that is whole."""
        self._held = self._held + data if self._held else data
        while (end := self._held.find(b"\r\n\r\n")) >= 0:
            head = self._held[:end]
            told = _LENGTH.search(head)
            whole = end + 4 + (int(told.group(1)) if told else 0)
            if len(self._held) < whole:
                return
            body, self._held = self._held[end + 4 : whole], self._held[whole:]
            method, path, _ = head.split(b" ", 2)
            answer = self._desk.answer(method.decode(), path.decode().partition("?")[0], body)
            if answer.after_s:
                self._loop.call_later(answer.after_s, self._write, answer)
            else:
                self._write(answer)

    def _write(self, answer: Answer) -> None:
        if self._transport is None or self._transport.is_closing() or not answer.data:
            return
        self._transport.write(answer.data)
        if answer.after_s:
            self._desk.told(answer)
        if answer.then_close:
            self._transport.close()
