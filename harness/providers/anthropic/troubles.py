"""What goes wrong on the way to Anthropic, in our words: what is worth another attempt, and never the key."""

from collections.abc import Mapping
from datetime import UTC, datetime

import anthropic
import httpx2

from harness.errors import BadReply, Garbled, Overloaded, ProviderError, TimedOut, TooLong
from harness.wire.keys import Key
from harness.wire.retry_after import retry_after_s

_LONGEST = 500
_OK = 200
_STATUS: Mapping[str | None, int] = {
    "invalid_request_error": 400,
    "authentication_error": 401,
    "billing_error": 402,
    "permission_error": 403,
    "not_found_error": 404,
    "request_too_large": 413,
    "rate_limit_error": 429,
    "api_error": 500,
    "timeout_error": 504,
    "overloaded_error": 529,
}
"""Inside a stream there is no status, since it began well; the type of the error stands for it."""
_NO_KEY = 401
_TOO_LARGE = 413
_TOO_SLOW = frozenset({408, 504})
_PUSHBACK = frozenset({429, 529})
_FIRST_SERVER_FAULT = 500
_NO_MONEY_WORDS = ("credit balance", "spend limit", "spending limit", "billing")
"""Waiting does not help an account that has no money left, even where the status is that of a rate limit."""
_NO_MONEY_CODES = frozenset({"contract_spend_limit_reached", "enforced_spend_limit_reached"})
_TOO_LONG_WORDS = ("prompt is too long", "exceed context limit", "context size", "context window", "context length")


def in_our_words(error: Exception, where: str, key: Key, variable: str) -> ProviderError:
    """Return our error for one of the SDK or its transport; `where` names the server, `variable` the key's name."""
    if isinstance(error, anthropic.APIStatusError):
        return _of_status(error, where, key, variable)
    if isinstance(error, anthropic.APITimeoutError | httpx2.TimeoutException):
        connecting = isinstance(error.__cause__, httpx2.ConnectTimeout)
        return TimedOut(f"no connection to {where} in time" if connecting else f"no answer from {where} in time")
    if isinstance(error, anthropic.APIConnectionError) and isinstance(error.__cause__, httpx2.TransportError):
        return Overloaded(_short(f"cannot reach {where}: {error.__cause__}", key))
    return Garbled(_short(f"{where} sent what cannot be read, or broke off: {error.__cause__ or error!r}", key))


def server_message(error: anthropic.APIStatusError) -> str:
    """Return the server's own words without what the SDK puts around them."""
    return str(error.api_message or error.message)


def _of_status(error: anthropic.APIStatusError, where: str, key: Key, variable: str) -> ProviderError:
    in_stream = error.status_code == _OK
    status = _STATUS.get(error.type, _OK) if in_stream else error.status_code
    words = server_message(error)
    said = _short(f"{where} says {error.type if in_stream else status}: {words}", key)
    if status == _OK:
        return Garbled(said)
    if status in _TOO_SLOW:
        return TimedOut(said)
    if _is_too_long(status, words):
        return TooLong(said)
    if status == _NO_KEY:
        return BadReply(f"{said}; check the key in {variable}")
    if (status in _PUSHBACK or status >= _FIRST_SERVER_FAULT) and not _is_out_of_money(error, words):
        wait_s = retry_after_s(error.response.headers, datetime.now(UTC))
        return Overloaded(said, wait_s, is_pushback=status in _PUSHBACK)
    return BadReply(said)


def _is_too_long(status: int, words: str) -> bool:
    """Tell a request that is too large by its status or the words that servers use for it."""
    if status >= _FIRST_SERVER_FAULT or status in _PUSHBACK:
        return False
    return status == _TOO_LARGE or any(word in words.casefold() for word in _TOO_LONG_WORDS)


def _is_out_of_money(error: anthropic.APIStatusError, words: str) -> bool:
    return (
        error.type == "billing_error"
        or error.error_code in _NO_MONEY_CODES
        or any(word in words.casefold() for word in _NO_MONEY_WORDS)
    )


def _short(text: str, key: Key) -> str:
    return key.clean(text)[:_LONGEST]
