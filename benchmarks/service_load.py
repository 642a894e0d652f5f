"""Browsers by the hundred, as small as they can be: plain HTTP on connections that stay open, in one process."""

import asyncio
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from benchmarks.service_prepared import Learner

ASKED = re.compile(rb'name="asked" value="([^"]+)"')
TOKEN = re.compile(rb'name="csrf_token" value="([^"]+)"')
SEE_OTHER = 303
_OK = 200
_COOKIE = re.compile(r"^set-cookie: (toprung-form=[^;]+)", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """What a server answered."""

    status: int
    head: str
    body: bytes


class Connection:
    """One connection to a server of this machine."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, path: str, cookies: str, form: dict[str, str] | None = None) -> Said:
        """Send one request and return its answer. A request that gets none raises OSError or EOFError."""
        if self._ends is None:
            self._ends = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._ends
        body = urlencode(form).encode() if form else b""
        kind = "" if form is None else "Content-Type: application/x-www-form-urlencoded\r\n"
        head = (
            f"{'GET' if form is None else 'POST'} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n"
            f"Accept: text/html\r\nCookie: {cookies}\r\n{kind}Content-Length: {len(body)}\r\n\r\n"
        )
        writer.write(head.encode() + body)
        said = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        length = re.search(r"^content-length: (\d+)", said, re.MULTILINE | re.IGNORECASE)
        text = await reader.readexactly(int(length[1]) if length else 0)
        if "connection: close" in said.lower():
            self.close()
        return Said(int(said.split(" ", 2)[1]), said, text)

    def close(self) -> None:
        """Let go of it; the next request opens another one."""
        if self._ends is not None:
            self._ends[1].close()
            self._ends = None


@dataclass(frozen=True, slots=True)
class Form:
    """What makes a form one of a page of ours: a cookie and a token in it, which no sign-in is bound to."""

    cookie: str
    token: str


async def form_of(port: int) -> Form:
    """Load a page and return what its form holds."""
    connection = Connection(port)
    page = await connection.ask("/log-in", "a=b")
    connection.close()
    cookie, token = _COOKIE.search(page.head), TOKEN.search(page.body)
    assert cookie, "the page sets a cookie"
    assert token, "the page has a form"
    return Form(cookie[1], token[1].decode())


@dataclass(frozen=True, slots=True)
class Post:
    """A form that is sent."""

    path: str
    cookies: str
    form: dict[str, str]


async def per_second(port: int, posts: Iterable[Post], connections: int) -> float:
    """Send forms as fast as they are answered, so many at a time; return how many a second were taken."""
    left, began = iter(posts), time.perf_counter()
    taken = sum(await asyncio.gather(*(_send(port, left) for _ in range(connections))))
    return taken / (time.perf_counter() - began)


async def _send(port: int, left: Iterator[Post]) -> int:
    connection, taken = Connection(port), 0
    for post in left:
        said = await connection.ask(post.path, post.cookies, post.form)
        if said.status != SEE_OTHER or "/log-in" in said.head:
            raise RuntimeError(f"{post.path} was answered with {said.status}:\n{said.head}")
        taken += 1
    connection.close()
    return taken


@dataclass(slots=True)
class Seen:
    """What learners saw."""

    answer_s: list[float] = field(default_factory=list)
    """From sending an answer to being led on."""
    page_s: list[float] = field(default_factory=list)
    """From asking for a question to having its page."""
    errors: list[str] = field(default_factory=list)
    """What was neither."""


async def sit(port: int, learners: Iterable[Learner], form: Form, *, pause_s: float, for_s: float) -> Seen:
    """Have all learners sit at once for so many seconds, each with a pause before each answer."""
    seen, people = Seen(), list(learners)
    until = time.perf_counter() + for_s
    await asyncio.gather(
        *(
            _sit(_Browser(port, person, form, seen), pause_s, until, pause_s * place / len(people))
            for place, person in enumerate(people)
        )
    )
    return seen


@dataclass(slots=True)
class _Browser:
    port: int
    learner: Learner
    form: Form
    seen: Seen

    async def answer(self, sitting_id: str, asked_id: str) -> bytes | None:
        """Answer a question and return the next page; None where the sitting is over."""
        connection = Connection(self.port)
        form = {"csrf_token": self.form.token, "asked": asked_id, "choice": "0", "unknown": ""}
        if not asked_id:
            return await self._page(connection, sitting_id)
        began = time.perf_counter()
        said = await self._ask(connection, f"/sitting/{sitting_id}/answer", form)
        if said is not None and said.status not in {SEE_OTHER, 422}:
            self.seen.errors.append(f"{said.status} to an answer")
        elif said is not None and said.status == SEE_OTHER:
            self.seen.answer_s.append(time.perf_counter() - began)
        else:  # a question that takes no choice
            del form["choice"]
            await self._ask(connection, f"/sitting/{sitting_id}/answer", form | {"unknown": "unknown"})
        return await self._page(connection, sitting_id)

    async def _page(self, connection: Connection, sitting_id: str) -> bytes | None:
        began = time.perf_counter()
        page = await self._ask(connection, f"/sitting/{sitting_id}/", None)
        connection.close()
        if page is not None and page.status == SEE_OTHER:
            return None
        if page is None or page.status != _OK:
            self.seen.errors.append(f"{page.status if page else 'no answer'} to a page")
            return b""
        self.seen.page_s.append(time.perf_counter() - began)
        return page.body

    async def _ask(self, connection: Connection, path: str, form: dict[str, str] | None) -> Said | None:
        try:
            return await connection.ask(path, f"toprung={self.learner.token}; {self.form.cookie}", form)
        except (OSError, EOFError) as error:
            self.seen.errors.append(type(error).__name__)
            connection.close()
            return None


async def _sit(browser: _Browser, pause_s: float, until: float, begins_after_s: float) -> None:
    await asyncio.sleep(begins_after_s)
    for sitting_id in browser.learner.sittings[:-1]:
        page = await browser.answer(sitting_id, "")
        while page is not None:
            await asyncio.sleep(pause_s)
            if time.perf_counter() > until:
                return
            asked = ASKED.search(page)
            page = await browser.answer(sitting_id, asked[1].decode() if asked else "")
