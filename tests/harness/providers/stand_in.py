"""A thin stand-in for a vendor's server: it gives the answers that a test lays out, whole or as a stream.

The HTTP part knows no vendor. `said` and `refused` are answers of OpenAI's chat completions.
"""

import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

Piece = str | float
"""Of a stream: a text is sent as it is, a number is a pause in seconds."""
Ending = Literal["ends", "cut", "hangs"]
"""How a stream ends: as it should, by a connection that breaks off, or not at all."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any
    """JSON, or a text that is sent as a web page; None where there is a stream alone."""
    headers: Mapping[str, str] = field(default_factory=dict)
    hangs: bool = False
    """True: nothing is ever sent."""
    stream: tuple[Piece, ...] = ()
    """Sent instead of the body to who asks for a stream."""
    ending: Ending = "ends"
    pause_s: float = 0.0
    """Waited before the first byte."""
    closes: bool = False
    """True: the connection is closed after the answer, without a word of it beforehand."""


Asked = dict[str, Any]
Answers = Answer | Callable[[Asked], Answer]


def event(data: Any, name: str = "") -> str:  # noqa: ANN401 - any JSON
    """Write one server-sent event; a text is left as it is."""
    head = f"event: {name}\n" if name else ""
    return f"{head}data: {data if isinstance(data, str) else json.dumps(data)}\n\n"


USAGE = {
    "prompt_tokens": 30,
    "completion_tokens": 12,
    "total_tokens": 42,
    "prompt_tokens_details": {"cached_tokens": 10, "cache_write_tokens": 5},
    "completion_tokens_details": {"reasoning_tokens": 4},
}


def said(
    text: str | None = "hello",
    finish: str = "stop",
    *,
    usage: Mapping[str, Any] = USAGE,
    **message: Any,  # noqa: ANN401 - any JSON
) -> Answer:
    kind = {"id": "x", "created": 1, "model": "big-2026-11-01"}
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": text, **message}}
    body = {**kind, "object": "chat.completion", "choices": [choice], "usage": usage}
    chunk = {**kind, "object": "chat.completion.chunk"}
    pieces = [
        {**chunk, "choices": [{"index": 0, "finish_reason": None, "delta": delta}]} for delta in _deltas(text, message)
    ]
    pieces.append({**chunk, "choices": [{"index": 0, "finish_reason": finish, "delta": {}}]})
    pieces.append({**chunk, "choices": [], "usage": usage})
    return Answer(200, body, stream=(*map(event, pieces), event("[DONE]")))


def _deltas(text: str | None, message: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Cut a message into what a stream brings: a word at a time, and a tool's arguments in two."""
    yield {"role": "assistant", "content": "" if text else None}
    for word in re.findall(r"\S+\s*|\s+", text or ""):
        yield {"content": word}
    if "refusal" in message:
        yield {"refusal": message["refusal"]}
    for place, call in enumerate(message.get("tool_calls", ())):
        whole, name = call["function"]["arguments"], call["function"]["name"]
        half = len(whole) // 2
        yield {"tool_calls": [{**call, "index": place, "function": {"name": name, "arguments": ""}}]}
        for part in (whole[:half], whole[half:]):
            yield {"tool_calls": [{"index": place, "function": {"arguments": part}}]}


def refused(status: int, message: str, headers: Mapping[str, str] | None = None, **more: str) -> Answer:
    return Answer(status, {"error": {"message": message, "type": "x", **more}}, headers or {})


class StandIn:
    """The server: `answers` are given in order, the last one again and again; the rest keeps what came."""

    def __init__(self, *answers: Answers) -> None:
        self.answers = list(answers)
        self.asked: list[Asked] = []
        self.keys: list[str] = []
        """The header Authorization of each request."""
        self.heads: list[dict[str, str]] = []
        """All headers of each request, their names in small letters, and `client`: the port that it came from."""
        self.paths: list[str] = []
        self.over = threading.Event()
        self._http = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"server_of": self}))
        self.root = f"http://127.0.0.1:{self._http.server_port}"
        self.base_url = f"{self.root}/v1"

    def next_answer(self, asked: Asked) -> Answer:
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return answer if isinstance(answer, Answer) else answer(asked)

    def serve(self) -> None:
        self._http.serve_forever(poll_interval=0.01)

    def stop(self) -> None:
        self.over.set()
        self._http.shutdown()
        self._http.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # small pieces would wait 40 ms for the other side's word
    server_of: StandIn

    def do_POST(self) -> None:
        server = self.server_of
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server.asked.append(asked)
        server.keys.append(self.headers["Authorization"])
        server.heads.append(
            {name.lower(): value for name, value in self.headers.items()} | {"client": str(self.client_address[1])}
        )
        server.paths.append(self.path)
        answer = server.next_answer(asked)
        server.over.wait(answer.pause_s)
        self.close_connection |= answer.closes
        if answer.hangs:
            server.over.wait(30)
            self.close_connection = True
        elif answer.stream and (answer.body is None or asked.get("stream")):
            self._stream(answer)
        else:
            self._whole(answer)

    def _whole(self, answer: Answer) -> None:
        raw = (answer.body if isinstance(answer.body, str) else json.dumps(answer.body)).encode()
        kind = "text/html" if isinstance(answer.body, str) else "application/json"
        self._head(answer, {"Content-Type": kind, "Content-Length": str(len(raw))})
        self.wfile.write(raw)

    def _stream(self, answer: Answer) -> None:
        self._head(answer, {"Content-Type": "text/event-stream", "Transfer-Encoding": "chunked"})
        for piece in answer.stream:
            if isinstance(piece, str):
                raw = piece.encode()
                self.wfile.write(b"%x\r\n%s\r\n" % (len(raw), raw))
            else:
                self.server_of.over.wait(piece)
        if answer.ending == "ends":
            self.wfile.write(b"0\r\n\r\n")
            return
        if answer.ending == "hangs":
            self.server_of.over.wait(30)
        self.close_connection = True

    def _head(self, answer: Answer, headers: Mapping[str, str]) -> None:
        self.send_response(answer.status)
        for name, value in {**headers, **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by the class
        del format, args


class _Server(ThreadingHTTPServer):
    """Says nothing of a client that hung up: some tests are about that."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - named by the class
        del request, client_address


@contextmanager
def serving(*answers: Answers) -> Iterator[StandIn]:
    server = StandIn(*answers)
    thread = threading.Thread(target=server.serve)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join()
