"""A server that speaks OpenAI's chat completions: OpenAI's own, or any other at a base URL."""

import re

import openai

from harness.errors import BadReply
from harness.messages import CallLimits, Evidence, ProviderSettings, Reply, Request, Usage
from harness.providers.openai_compatible.dialect import Dialect, read_reply
from harness.providers.openai_compatible.troubles import in_our_words, server_message

NO_KEY = "none"
"""What is sent as key to a server that needs none."""

_REFUSALS = frozenset({"content_filter", "content_policy_violation"})
_PIECE = re.compile(r"[^\W\d_]+|\d{1,3}|[^\w\s]|_")
_LETTERS_A_TOKEN = 8
_MOST_TURNED_DOWN = 4
"""How many parameters a server may turn down, one after the other, before the request is given up."""


class OpenAICompatible:
    """One server and one of its models."""

    name = "openai_compatible"
    evidence: Evidence = "real"

    def __init__(self, settings: ProviderSettings, base_url: str | None, key: str) -> None:
        self.model = settings.model
        self.base_url = base_url
        self.limits = CallLimits(timeout_s=settings.timeouts.whole_s)
        self._key = key
        self._dialect = Dialect(newest=base_url is None)
        self._where = base_url or "OpenAI"
        self._client = openai.AsyncOpenAI(
            api_key=key or NO_KEY, base_url=base_url, max_retries=0, timeout=settings.timeouts.whole_s
        )

    async def send(self, request: Request) -> Reply:
        """Answer one request. A parameter that the server does not take is left out or renamed from then on."""
        for _ in range(_MOST_TURNED_DOWN):
            body = self._dialect.body(request)
            try:
                return read_reply(await self._client.chat.completions.create(**body))
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                if error.code in _REFUSALS:
                    return Reply(server_message(error), "refusal", Usage(), request.model)
                self._dialect.learn(error.param or "", server_message(error))
                if self._dialect.body(request) == body:
                    raise in_our_words(error, self._where, self._key) from error
            except openai.APIError as error:
                raise in_our_words(error, self._where, self._key) from error
        raise BadReply(f"{self._where} turns down one parameter after the other; does it serve chat completions?")

    def count_tokens(self, text: str) -> int:
        """Estimate the tokens of a text: one for eight letters of a word, for three digits, for any other mark."""
        pieces = _PIECE.findall(text)
        return sum(-(-len(piece) // _LETTERS_A_TOKEN) for piece in pieces)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()
