"""kill -9 and a cut network at each step of a sitting through HTTP: nothing acknowledged is lost, none counts twice."""

import datetime as dt
import http.client
import socket
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import select

from assessor.db import Store, open_store
from assessor.models.measurement import ASKED, ITEM_EXPOSURE, RESPONSE, RESULT, SCORED_RESPONSE
from tests.assessor.web.learner.sitter import ASKED as ASKED_ON_PAGE
from tests.assessor.web.making import TOKEN, Tenant, tenant

SERVING = Path(__file__).with_name("serving.py")
ROOT = SERVING.parents[4]


@dataclass
class Client:
    """Somebody with a cookie, over a plain connection that a kill cuts."""

    port: int
    cookies: dict[str, str]
    token: str = ""
    acknowledged: list[str] = field(default_factory=list)

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Return status, where it leads and the page. Raises OSError where the server is gone."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        said = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": said, "Content-Type": "application/x-www-form-urlencoded"}
        body = urllib.parse.urlencode({**(form or {}), "csrf_token": self.token})
        connection.request(method, path, body if method == "POST" else None, headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        for set_cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = set_cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if found := TOKEN.search(page):
            self.token = found[1]
        return answer.status, answer.headers.get("Location", ""), page


@contextmanager
def serving(address: str, port: int) -> Iterator[subprocess.Popen[str]]:
    words = [sys.executable, str(SERVING), address, str(port)]
    with subprocess.Popen(words, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        assert child.stdout.readline() == "listening\n"
        try:
            yield child
        finally:
            child.kill()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def made(store: Store) -> Tenant:
    with store.session_across(write=True) as session:
        return tenant(session, dt.datetime.now(dt.UTC))


def step(client: Client, sitting_id: str) -> str:
    """Take one step of the sitting: answer what is open; return what was done."""
    status, _, page = client.ask("GET", f"/sitting/{sitting_id}/")
    found = ASKED_ON_PAGE.search(page)
    if not found:
        return f"over {status}"
    client.ask("POST", f"/sitting/{sitting_id}/draft", {"asked": found[1], "choice": "1"})
    status, _, _ = client.ask("POST", f"/sitting/{sitting_id}/answer", {"asked": found[1], "choice": "0"})
    assert status == 303
    client.acknowledged.append(found[1])
    return "answered"


def cut(client: Client, method: str, path: str, form: dict[str, str]) -> None:
    """Send a request and hang up without waiting for its answer, as a network does that is gone."""
    with socket.create_connection(("127.0.0.1", client.port)) as wire:
        body = urllib.parse.urlencode({**form, "csrf_token": client.token}) if method == "POST" else ""
        said = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{client.port}\r\nCookie: {said}\r\n"
        kind = "Content-Type: application/x-www-form-urlencoded\r\n"
        wire.sendall(f"{head}{kind}Content-Length: {len(body)}\r\n\r\n{body}".encode())


def cut_within(client: Client, sitting_id: str, what: str) -> None:
    """Hang up within a step; where it was an answer, the next step finds out whether it was taken."""
    _, _, page = client.ask("GET", f"/sitting/{sitting_id}/")
    found = ASKED_ON_PAGE.search(page)
    form = {"asked": found[1] if found else "", "choice": "0", "problem": "Two are right"}
    form |= {"leave": "1"} if what == "leave" else {}
    path = f"/sitting/{sitting_id}/{'answer' if what == 'leave' else what}"
    cut(client, "POST" if what else "GET", path, form)


@pytest.mark.slow
def test_kills_and_cuts_lose_no_acknowledged_answer_and_count_none_twice(tmp_path: Path) -> None:
    address, port = f"sqlite:///{tmp_path / 'killed.db'}", free_port()
    store = open_store(address)
    tenant_of = made(store)
    client = Client(port, {"toprung": tenant_of.cookies["learner"]})
    with serving(address, port) as child:
        client.ask("GET", "/learner/begin")
        cut(client, "POST", "/learner/begin", {})
        child.kill()
    sitting_id, over = "", False
    for within in ("", "draft", "answer", "leave", "problem", "answer", "draft", "answer"):
        with serving(address, port) as child:
            client.ask("GET", "/learner/begin")
            if not sitting_id:
                _, where, _ = client.ask("POST", "/learner/begin")
                sitting_id = where.rstrip("/").rsplit("/", 1)[1]
            step(client, sitting_id)
            cut_within(client, sitting_id, within)
            step(client, sitting_id)
            cut_within(client, sitting_id, within)
            child.kill()
    with serving(address, port) as child:
        client.ask("GET", "/learner/begin")
        while not over:
            over = step(client, sitting_id).startswith("over")
        cut(client, "POST", f"/sitting/{sitting_id}/end", {})
        child.kill()
    with serving(address, port):
        client.ask("GET", "/learner/begin")
        assert client.ask("GET", f"/sitting/{sitting_id}/over")[0] == 200
        assert client.ask("GET", f"/result/{sitting_id}")[0] == 200
    with store.reading() as connection:
        asked = connection.execute(select(ASKED.c.id, ASKED.c.position).order_by(ASKED.c.position)).all()
        answered = list(connection.scalars(select(RESPONSE.c.asked_id)))
        marked = list(connection.scalars(select(SCORED_RESPONSE.c.asked_id)))
        results = connection.execute(select(RESULT)).all()
        exposed = sum(row.asked for row in connection.execute(select(ITEM_EXPOSURE)))
    assert [row.position for row in asked] == list(range(1, len(asked) + 1))
    assert set(client.acknowledged) <= set(answered)
    assert len(client.acknowledged) == len(set(client.acknowledged))
    assert sorted(marked) == sorted(answered)
    assert len(set(answered)) == len(answered) == len(asked) == exposed
    assert len(results) == 1
    store.close()
