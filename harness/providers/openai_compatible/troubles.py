"""What goes wrong on the way to a server, in our words: what is worth another attempt, and never a secret."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import aiohttp
import httpx2
import openai
import pydantic

from harness.errors import BadReply, Garbled, Overloaded, ProviderError, TimedOut, TooLong
from harness.providers.openai_compatible.forms import Trouble, Unlike
from harness.providers.openai_compatible.place import Place
from harness.wire.retry_after import retry_after_s

ON_THE_WAY = (
    openai.APIError,
    httpx2.HTTPError,
    aiohttp.ClientError,  # what the SDK's transport does not translate, such as a reply that is no HTTP
    pydantic.ValidationError,
    Trouble,
    Unlike,
)
"""All that can go wrong with one request."""

_LONGEST = 500
_TOO_SLOW = frozenset({408, 504})
_PUSHES_BACK = frozenset({429, 529})
_BUSY = frozenset({409, 425, *_PUSHES_BACK})
_FIRST_SERVER_FAULT = 500
_BAD_REQUEST = 400
_TOO_LARGE = 413
_REDIRECTS = range(300, 400)
_NO_MONEY = "insufficient_quota"
_TOO_LONG_WORDS = ("maximum context length", "context window", "context size", "prompt is too long", "too many tokens")
_CODES = {
    "rate_limit_exceeded": 429,
    "rate_limit_error": 429,
    "overloaded_error": 529,
    "server_error": 500,
    "invalid_request_error": 400,
    "invalid_prompt": 400,
    _NO_MONEY: 429,
}
"""What servers call their troubles inside a stream, as the status that they would have had before it."""


def in_our_words(error: Exception, place: Place) -> ProviderError:
    """Return our error for what went wrong; one of `ON_THE_WAY`."""
    said: ProviderError
    if isinstance(error, openai.APIStatusError):
        said = _of_status(error, place)
    elif isinstance(error, Trouble):
        said = _of_trouble(error, place)
    elif isinstance(error, Unlike):
        kind = Garbled if error.broke_off else BadReply
        said = kind(f"{place.name} sent {error}")
    elif isinstance(error, pydantic.ValidationError):
        said = Garbled(f"{place.name} sent what cannot be read: {_first(error)}")
    else:
        said = _of_transport(error, place)
    return said


def _of_status(error: openai.APIStatusError, place: Place) -> ProviderError:
    status = error.status_code
    if status in _REDIRECTS:
        where = error.response.headers.get("location", "elsewhere")
        # Not followed: the key would go to a server that nobody named.
        return BadReply(place.clean(f"{place.name} says {status} and sends us to {where}; give that as the base URL"))
    said = _short(f"{place.name} says {status}: {server_message(error)}", place)
    code = _NO_MONEY if error.type == _NO_MONEY else error.code or ""
    return _by_status(status, code, said, retry_after_s(error.response.headers, datetime.now(UTC)))


def _by_status(status: int, code: str, said: str, wait_s: float | None = None) -> ProviderError:
    """Return the error for a status, be it that of a reply or one that is told inside it."""
    if status in _TOO_SLOW:
        return TimedOut(said)
    # An account without money left says 429 as well, and waiting does not help it.
    if code != _NO_MONEY and (status in _BUSY or status >= _FIRST_SERVER_FAULT):
        return Overloaded(said, wait_s, is_pushback=status in _PUSHES_BACK)
    words = said.casefold()
    is_too_long = (
        status == _TOO_LARGE
        or code == "context_length_exceeded"
        or (status == _BAD_REQUEST and any(word in words for word in _TOO_LONG_WORDS))
    )
    return TooLong(said) if is_too_long else BadReply(said)


def _of_trouble(error: Trouble, place: Place) -> ProviderError:
    """Return the error for one that was told inside a reply; one that says nothing known may pass."""
    code, kind = str(error.told.get("code") or ""), str(error.told.get("type") or "")
    said = _short(f"{place.name} broke off: {_message(error.told) or code or kind}", place)
    status = int(code) if code.isdecimal() else _CODES.get(code) or _CODES.get(kind)
    if status is None or status < _BAD_REQUEST:
        return Garbled(said)
    return _by_status(status, kind if kind == _NO_MONEY else code, said)


def _of_transport(error: Exception, place: Place) -> ProviderError:
    causes = list(_causes(error))
    if any(isinstance(cause, TimeoutError) for cause in causes):
        return TimedOut(f"no answer from {place.name} in time")
    if isinstance(error, openai.APIConnectionError):
        # The transport calls every broken connection a time-out; what it was is at the end of the chain.
        return Overloaded(_short(f"cannot reach {place.name}: {str(causes[-1]) or type(causes[-1]).__name__}", place))
    return Garbled(_short(f"the answer of {place.name} broke off: {str(error) or type(error).__name__}", place))


def _causes(error: BaseException) -> list[BaseException]:
    chain = [error]
    while (cause := chain[-1].__cause__) is not None:
        chain.append(cause)
    return chain


def server_message(error: openai.APIStatusError) -> str:
    """Return the server's own words without what the SDK puts around them."""
    body = error.body
    if found := _message(body):
        return found
    # Some servers have words of another form (`detail`), which name what they do not take.
    return json.dumps(body) if isinstance(body, dict | list) and body else str(error.message)


def _message(told: object) -> str:
    found: Any = told.get("message") if isinstance(told, Mapping) else None
    return found if isinstance(found, str) else ""


def _first(error: pydantic.ValidationError) -> str:
    """Return what is wrong without the text itself, which may hold anything."""
    first = error.errors(include_input=False, include_url=False)[0]
    return f"{'.'.join(str(part) for part in first['loc'])} {first['msg']}".strip()


def _short(text: str, place: Place) -> str:
    return place.clean(text)[:_LONGEST]
