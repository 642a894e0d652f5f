"""A stand-in for an OpenTelemetry collector: reads with OpenTelemetry's own messages, answers as laid out."""

import base64
import gzip
import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from google.protobuf.json_format import ParseDict  # type: ignore[import-untyped] # it brings no types
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span


@dataclass(frozen=True)
class Answer:
    status: int = 200
    body: str = "{}"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Collector:
    """What came, and what is answered: one answer a request, and the last one from then on."""

    answers: Sequence[Answer] = (Answer(),)
    url: str = ""
    paths: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    requests: list[ExportTraceServiceRequest] = field(default_factory=list)
    taken: list[Span] = field(default_factory=list)
    """Spans of the requests that were answered with 200."""

    def answer(self, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        answer = self.answers[min(len(self.paths), len(self.answers) - 1)]
        self.paths.append(path)
        self.headers.append(headers)
        request = ParseDict(_ids_in_base64(json.loads(body)), ExportTraceServiceRequest())
        self.requests.append(request)
        if answer.status == 200:
            self.taken += [span for r in request.resource_spans for scope in r.scope_spans for span in scope.spans]
        return answer


def _ids_in_base64(request: dict[str, Any]) -> dict[str, Any]:
    """Write ids as protobuf's own JSON does; in OTLP/JSON they are hex digits."""
    spans = [span for r in request["resourceSpans"] for scope in r["scopeSpans"] for span in scope["spans"]]
    for span in spans:
        for name in {"traceId", "spanId", "parentSpanId"} & span.keys():
            span[name] = base64.b64encode(bytes.fromhex(span[name])).decode()
    return request


@contextmanager
def collecting(*answers: Answer) -> Iterator[Collector]:
    """Serve a collector on this machine."""
    collector = Collector(answers or (Answer(),))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            body = gzip.decompress(body) if self.headers["Content-Encoding"] == "gzip" else body
            answer = collector.answer(self.path, dict(self.headers), body)
            data = answer.body.encode()
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(data)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        collector.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield collector
        finally:
            server.shutdown()
            thread.join()
