"""A small learning record store to test against: it checks what it is told by rules of the xAPI specification 1.0.3.

The parts of the specification are named at each rule (xAPI-Data and xAPI-Communication).
"""

import datetime as dt
import json
import re
import threading
import uuid
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY, SECRET = "toprung", "quite-secret-word"
_PARTS = {"id", "actor", "verb", "object", "result", "context", "timestamp"}
_OF_RESULT = {"score", "success", "completion", "response", "duration", "extensions"}
_OF_CONTEXT = {"registration", "instructor", "team", "contextActivities", "revision", "platform", "language"}
_IDENTIFIERS = {"mbox", "mbox_sha1sum", "openid", "account"}
_VOIDED = "http://adlnet.gov/expapi/verbs/voided"


@dataclass
class RecordStore:
    """What a store took, and what it was told at all."""

    url: str = ""
    status: int = 0
    """What it answers instead of taking anything; 0: as the specification says."""
    kept: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Statements by their ids."""
    asked: int = 0
    """Requests that came."""

    def verbs(self) -> list[str]:
        return [str(one["verb"]["id"]).rpartition("/")[2] for one in self.kept.values()]

    def put(self, path: str, headers: dict[str, str], body: bytes) -> int:
        self.asked += 1
        if self.status:
            return self.status
        basic = b64encode(f"{KEY}:{SECRET}".encode()).decode()
        if headers.get("Authorization") != f"Basic {basic}":
            return 401
        asked = parse_qs(urlsplit(path).query)
        if urlsplit(path).path != "/xapi/statements" or list(asked) != ["statementId"]:
            return 404
        said = json.loads(body)
        if (
            headers.get("X-Experience-API-Version") != "1.0.3"
            or faults(said)
            or said.get("id") != asked["statementId"][0]
        ):
            return 400
        before = self.kept.setdefault(said["id"], said)
        return 204 if before == said else 409  # Communication 2.1.1


def faults(said: dict[str, Any]) -> list[str]:
    """Return what of a statement is against the specification."""
    return [*_of_whole(said), *_of_who(said["actor"]), *_of_object(said), *_of_context(said), *_of_result(said)]


def _of_whole(said: dict[str, Any]) -> Iterator[str]:
    if set(said) - _PARTS or not {"actor", "verb", "object"} <= set(said):
        yield "parts (Data 2.4)"
    if "null" in json.dumps(said).replace('"null"', ""):
        yield "null (Data 2.2)"
    uuid.UUID(said["id"])
    if not _is_iri(said["verb"]["id"]) or not _is_language_map(said["verb"]["display"]):
        yield "verb (Data 2.4.3)"
    if dt.datetime.fromisoformat(said["timestamp"]).tzinfo is None:
        yield "timestamp (Data 2.4.7)"


def _of_who(actor: dict[str, Any]) -> Iterator[str]:
    if actor.get("objectType", "Agent") != "Agent" or set(actor) - _IDENTIFIERS - {"objectType", "name"}:
        yield "actor (Data 2.4.2.1)"
    if len(_IDENTIFIERS & set(actor)) != 1:
        yield "one identifier (Data 2.4.2.3)"
    if set(actor["account"]) != {"homePage", "name"} or not _is_iri(actor["account"]["homePage"]):
        yield "account (Data 2.4.2.4)"


def _of_object(said: dict[str, Any]) -> Iterator[str]:
    thing, is_voided = said["object"], said["verb"]["id"] == _VOIDED
    if is_voided and (set(thing) != {"objectType", "id"} or thing["objectType"] != "StatementRef"):
        yield "voided (Data 2.3.2)"
    if not is_voided and (thing["objectType"] != "Activity" or not _is_iri(thing["id"])):
        yield "activity (Data 2.4.4.1)"
    definition = thing.get("definition", {})
    if not all(_is_language_map(definition[name]) for name in ("name", "description") if name in definition):
        yield "definition (Data 2.4.4.1)"


def _of_context(said: dict[str, Any]) -> Iterator[str]:
    context = said.get("context", {})
    uuid.UUID(context["registration"])
    if set(context) - _OF_CONTEXT - {"extensions", "statement"}:
        yield "context (Data 2.4.6)"
    if said["object"]["objectType"] != "Activity" and {"platform", "revision"} & set(context):
        yield "platform (Data 2.4.6)"
    if not all(map(_is_iri, context.get("extensions", {}))):
        yield "extensions (Data 4.1)"


def _of_result(said: dict[str, Any]) -> Iterator[str]:
    result = said.get("result", {})
    if set(result) - _OF_RESULT or not isinstance(result.get("completion", True), bool):
        yield "result (Data 2.4.5)"
    if not all(map(_is_iri, result.get("extensions", {}))):
        yield "extensions (Data 4.1)"


def _is_iri(word: str) -> bool:
    return re.match(r"[a-z][a-z0-9+.-]*:\S+$", word) is not None


def _is_language_map(words: dict[str, str]) -> bool:
    return all(re.fullmatch(r"[a-z]{2,3}(-[A-Z]{2})?", language) for language in words)


@contextmanager
def listening() -> Iterator[RecordStore]:
    """Serve a store on this machine."""
    store = RecordStore()

    class Answer(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(store.put(self.path, dict(self.headers), body))
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        store.url = f"http://127.0.0.1:{server.server_address[1]}/xapi"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield store
        server.shutdown()
