"""A server that speaks one of OpenAI's two APIs: OpenAI's own, or any other at a base URL."""

import re
from dataclasses import replace
from typing import Any, cast

import httpx2
import openai

from harness.errors import BadReply, Garbled
from harness.messages import CallLimits, Evidence, ProviderSettings, Reply, Request, Usage
from harness.providers.openai_compatible.chat_dialect import Chat
from harness.providers.openai_compatible.forms import Dialect, Heard, Uncounted
from harness.providers.openai_compatible.learnt import STREAM, Learnt
from harness.providers.openai_compatible.place import Place
from harness.providers.openai_compatible.responses_dialect import Responses
from harness.providers.openai_compatible.stream import is_stream, read_events
from harness.providers.openai_compatible.troubles import ON_THE_WAY, in_our_words, server_message
from harness.wire.hang_ups import HangUps
from harness.wire.streaming import FirstToken

NO_KEY = "none"
"""What is sent as key to a server that needs none."""

_REFUSALS = frozenset({"content_filter", "content_policy_violation"})
_PIECE = re.compile(r"[^\W\d_]+|\d{1,3}|[^\w\s]|_")
_LETTERS_A_TOKEN = 8
_MOST_TURNED_DOWN = 8
"""How many parameters a server may turn down, one after the other, before the request is given up."""


class OpenAICompatible:
    """One server and one of its models."""

    name = "openai_compatible"
    evidence: Evidence = "real"

    def __init__(self, settings: ProviderSettings, place: Place) -> None:
        self.model = settings.model
        self.base_url = place.base_url
        self.limits = CallLimits(timeout_s=settings.timeouts.whole_s)
        self._place = place
        self._timeouts = settings.timeouts
        self._learnt = Learnt()
        self._hang_ups = HangUps()
        self._dialect: Dialect = Responses() if settings.api == "responses" else Chat(newest=place.base_url is None)
        self._client = _client(settings, place)
        # The SDK takes the wish for no Authorization with each request only.
        self._headers: dict[str, str | openai.Omit] = {} if place.sends_key else {"Authorization": openai.Omit()}

    async def send(self, request: Request) -> Reply:
        """Answer one request. A parameter that the server does not take is left out or renamed from then on."""
        for _ in range(_MOST_TURNED_DOWN):
            body = self._dialect.body(request, self._learnt)
            try:
                return await self._ask(request, body)
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                said = server_message(error)
                if error.code in _REFUSALS:
                    return Reply(self._place.clean(said), "refusal", Usage(), request.model)
                self._learnt.note(error.param or "", f"{error.code or ''} {said}", self._dialect.names)
                if self._dialect.body(request, self._learnt) == body:
                    raise in_our_words(error, self._place) from error
            except ON_THE_WAY as error:
                raise in_our_words(error, self._place) from error
        raise BadReply(
            f"{self._place.name} turns down one parameter after the other; does it serve {self._dialect.path}?"
        )

    def count_tokens(self, text: str) -> int:
        """Estimate the tokens of a text: one for eight letters of a word, for three digits, for any other mark."""
        pieces = _PIECE.findall(text)
        return sum(-(-len(piece) // _LETTERS_A_TOKEN) for piece in pieces)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def _ask(self, request: Request, body: dict[str, Any]) -> Reply:
        """Send one request and hear its reply, streamed or whole, whatever was asked for."""
        heard = self._dialect.hear(request)
        # A reply in one piece is sent when it is ready, so that there is no first token to wait for.
        limit_s = self._timeouts.first_token_s if STREAM in body else self._timeouts.whole_s
        async with FirstToken(self._place.name, limit_s) as first:
            response = await self._post(body)

            def hear(data: bytes) -> None:
                if heard.event(data):
                    first.seen()

            try:
                if is_stream(response):
                    ended = await read_events(response, hear)
                    return self._streamed(heard, ended=ended, first_token_s=first.seconds)
                heard.whole(await response.aread())
            finally:
                await response.aclose()
        reply = heard.reply(ended=True, clean=self._place.clean)
        self._learnt.no_stream()
        return reply

    def _streamed(self, heard: Heard, *, ended: bool, first_token_s: float | None) -> Reply:
        """Return a streamed reply. Where it has no count of tokens, the next attempt asks for no stream.

        That attempt is the gateway's and not ours: the server has worked on this one, so it has to be in the books.
        """
        try:
            return replace(heard.reply(ended=ended, clean=self._place.clean), first_token_s=first_token_s)
        except Uncounted as error:
            self._learnt.no_stream()
            raise Garbled(f"{self._place.name} sent {error}; it is asked for no stream from now on") from error

    async def _post(self, body: dict[str, Any]) -> httpx2.Response:
        # The SDK's road for any path; its methods for the two APIs walk the types of each request and each event.
        try:
            answer = await self._client.post(
                self._dialect.path,
                cast_to=httpx2.Response,
                body=body,
                options={"headers": {**self._headers, **self._hang_ups.headers}},
                stream=True,
                stream_cls=openai.AsyncStream[Any],
            )
        except openai.APIConnectionError as error:
            self._hang_ups.failed(error)
            raise
        self._hang_ups.answered()
        return cast("httpx2.Response", answer)


def _client(settings: ProviderSettings, place: Place) -> openai.AsyncOpenAI:
    """Make the SDK's client: no retries of its own, as many connections as may be used, and no redirects followed."""
    connect_s, most = settings.timeouts.connect_s, settings.max_connections
    http = openai.DefaultAioHttpClient(
        limits=httpx2.Limits(max_connections=most, max_keepalive_connections=most),
        # The pool's time covers looking up the name; no request waits for a connection, since none is over the limit.
        timeout=httpx2.Timeout(settings.timeouts.whole_s, connect=connect_s, pool=connect_s),
        follow_redirects=False,
    )
    return openai.AsyncOpenAI(
        api_key=place.key.value or NO_KEY,
        base_url=place.base_url,
        max_retries=0,
        default_headers=place.headers,
        default_query=place.query,
        http_client=http,
    )
