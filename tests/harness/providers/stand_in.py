"""A thin stand-in for a server that speaks OpenAI's chat completions: it gives the answers that a test lays out."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)
    hangs: bool = False


def said(text: str | None = "hello", finish: str = "stop", **message: Any) -> Answer:  # noqa: ANN401 - any JSON
    usage = {
        "prompt_tokens": 30,
        "completion_tokens": 12,
        "total_tokens": 42,
        "prompt_tokens_details": {"cached_tokens": 10, "cache_write_tokens": 5},
        "completion_tokens_details": {"reasoning_tokens": 4},
    }
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": text, **message}}
    kind = {"id": "x", "object": "chat.completion", "created": 1}
    return Answer(200, {**kind, "model": "big-2026-11-01", "choices": [choice], "usage": usage})


def refused(status: int, message: str, headers: Mapping[str, str] | None = None, **more: str) -> Answer:
    return Answer(status, {"error": {"message": message, "type": "x", **more}}, headers or {})


class StandIn:
    """The server: `answers` are given in order, the last one again and again; `asked` keeps what came."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.over = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self.base_url = f"http://127.0.0.1:{self._http.server_port}/v1"

    def next_answer(self) -> Answer:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def serve(self) -> None:
        self._http.serve_forever(poll_interval=0.01)

    def stop(self) -> None:
        self.over.set()
        self._http.shutdown()
        self._http.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                server.keys.append(self.headers["Authorization"])
                answer = server.next_answer()
                if answer.hangs:
                    server.over.wait(30)
                    return
                raw = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
                kind = "text/html" if isinstance(answer.body, str) else "application/json"
                self.send_response(answer.status)
                for name, value in {"Content-Type": kind, "Content-Length": str(len(raw)), **answer.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(raw.encode())

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by the class
                del format, args

        return Handler


@contextmanager
def serving(*answers: Answer) -> Iterator[StandIn]:
    server = StandIn(*answers)
    thread = threading.Thread(target=server.serve)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join()
