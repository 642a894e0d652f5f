"""Calls to another system, which this test is; and to places that are not called."""

import hashlib
import hmac
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from sqlmodel import select

from assessor.db import Store
from assessor.jobs import calling
from assessor.jobs.calling import BadTarget, target, tell
from assessor.jobs.here import Here
from assessor.models.work.job import Job
from assessor.models.work.webhook import Webhook
from assessor.models.work.webhook_delivery import WebhookDelivery
from assessor.settings import Settings
from tests.assessor.jobs.trying import NOON

SECRET = "s" * 40
PRIVATE = Settings(webhooks_private=True)


@dataclass
class Receiver:
    """What another system took, and what it answers."""

    url: str = ""
    status: int = 204
    taken: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    said = Receiver()

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            said.taken.append((dict(self.headers), body))
            self.send_response(said.status)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        said.url = f"http://127.0.0.1:{server.server_address[1]}/hook?a=b"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield said
        server.shutdown()


def told(store: Store, url: str, settings: Settings = PRIVATE) -> tuple[Job, WebhookDelivery]:
    with store.session("ours", write=True) as session:
        hook = Webhook(
            id="hook",
            organisation_id="ours",
            url=url,
            secret=SECRET,
            events=["sitting.finished"],
            made_by="ada",
            made_at=NOON,
        )
        session.add(hook)
    jobs = Here(store, settings)
    assert tell(jobs, "ours", "sitting.finished", {"sitting": "1"}) == 1
    assert tell(jobs, "ours", "another", {}) == 0
    jobs.work_off()
    with store.session("ours") as session:
        return session.exec(select(Job)).one(), session.exec(select(WebhookDelivery)).one()


def test_a_call_is_signed_over_its_second_and_body(store: Store, receiver: Receiver) -> None:
    job, delivery = told(store, receiver.url)
    headers, body = receiver.taken[0]
    second, digest = (part.partition("=")[2] for part in headers["Toprung-Signature"].split(","))
    assert digest == hmac.new(SECRET.encode(), f"{second}.".encode() + body, hashlib.sha256).hexdigest()
    assert json.loads(body)["data"] == {"sitting": "1"}
    assert headers["Toprung-Delivery"] == json.loads(body)["id"] == delivery.id
    assert (job.state, delivery.attempts[0]["status"]) == ("done", 204)
    assert delivery.delivered_at is not None


def test_the_secret_is_in_no_row_but_its_own_and_in_no_call(store: Store, receiver: Receiver) -> None:
    job, delivery = told(store, receiver.url)
    assert SECRET not in repr((job, delivery, receiver.taken))


@pytest.mark.parametrize("status", [302, 404, 500])
def test_what_is_not_taken_is_told_again_later_and_no_redirect_is_followed(
    store: Store, receiver: Receiver, status: int
) -> None:
    receiver.status = status
    job, delivery = told(store, receiver.url)
    assert (job.state, job.why) == ("waiting", f"not taken, answer {status}")
    assert len(receiver.taken) == len(delivery.attempts) == 1


def test_waits_grow_and_end_within_a_day(store: Store, receiver: Receiver) -> None:
    receiver.status = 500
    told(store, receiver.url)
    jobs, waits = Here(store, PRIVATE), []
    while (job := jobs.newest("ours")[0]).state == "waiting":
        assert job.not_before is not None
        waits.append(job.not_before)
        with store.session("ours", write=True) as session:
            session.get_one(Job, job.id).not_before = None
        jobs.work_off()
    assert job.why == "not taken, answer 500; given up after 7 attempts in a day"
    assert waits == sorted(waits)
    with store.session("ours") as session:
        delivery = session.exec(select(WebhookDelivery)).one()
    assert len(delivery.attempts) == 7
    assert delivery.given_up_at is not None


def test_a_private_network_is_not_called(store: Store, receiver: Receiver) -> None:
    job, _ = told(store, receiver.url.replace("http:", "https:"), Settings())
    assert (job.state, job.why) == ("failed", "127.0.0.1 is not on the public network, so it is not called")
    assert receiver.taken == []


@pytest.mark.parametrize(
    "url",
    [
        "http://93.184.215.14/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://10.1.2.3/",
        "https://192.168.0.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://[64:ff9b::a00:1]/",
        "https://0.0.0.0/",
        "https://2130706433/",
        "https://localhost/",
        "https://user:word@93.184.215.14/",
        "file:///etc/passwd",
        "https://",
        "https://93.184.215.14:99999/",
    ],
)
def test_places_that_are_not_called(url: str) -> None:
    with pytest.raises(BadTarget):
        target(url, private=False)


def test_a_name_that_changes_its_address_after_the_look_leads_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def look_up(_: str, port: int, **__: object) -> list[object]:
        return [(2, 1, 6, "", ("93.184.215.14", port))]

    def connect(place: tuple[str, int], _: float) -> object:
        asked.append(place)
        raise OSError("not reached in a test")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    to = target("https://changing.example/x", private=False)
    with pytest.raises(OSError, match="not reached"):
        calling.call(to, {}, b"")
    assert asked == [("93.184.215.14", 443)]
