"""What goes wrong on the way to a server, in our words: what is worth another attempt, and never the key."""

import openai

from harness.errors import BadReply, Overloaded, ProviderError, TimedOut, TooLong

_LONGEST = 500
_TOO_SLOW = frozenset({408, 504})
_BUSY = frozenset({409, 425, 429})
_FIRST_SERVER_FAULT = 500
_BAD_REQUEST = 400
_TOO_LARGE = 413
_TOO_LONG_WORDS = ("maximum context length", "context window", "context size", "prompt is too long", "too many tokens")


def in_our_words(error: openai.APIError, where: str, key: str) -> ProviderError:
    """Return our error for the SDK's; `where` names the server."""
    if isinstance(error, openai.APITimeoutError):
        return TimedOut(f"no answer from {where} in time")
    if isinstance(error, openai.APIConnectionError):
        return Overloaded(_clean(f"cannot reach {where}: {error.__cause__ or error.message}", key))
    if not isinstance(error, openai.APIStatusError):
        return BadReply(_clean(f"{where} sent what cannot be read: {error.message}", key))
    status = error.status_code
    said = _clean(f"{where} says {status}: {server_message(error)}", key)
    if status in _TOO_SLOW:
        return TimedOut(said)
    # An account without money left says 429 as well, and waiting does not help it.
    if error.code != "insufficient_quota" and (status in _BUSY or status >= _FIRST_SERVER_FAULT):
        return Overloaded(said, _retry_after_s(error))
    return TooLong(said) if _is_too_long(error) else BadReply(said)


def _is_too_long(error: openai.APIStatusError) -> bool:
    """Tell a request that is too large by its status, its code, or the words that servers use for it."""
    words = server_message(error).casefold()
    return (
        error.status_code == _TOO_LARGE
        or error.code == "context_length_exceeded"
        or (error.status_code == _BAD_REQUEST and any(word in words for word in _TOO_LONG_WORDS))
    )


def server_message(error: openai.APIStatusError) -> str:
    """Return the server's own words without what the SDK puts around them."""
    body = error.body
    if isinstance(body, dict) and isinstance(body.get("message"), str):
        return str(body["message"])
    return str(error.message)


def _clean(text: str, key: str) -> str:
    """Take the key out of a text; some servers repeat it."""
    return (text.replace(key, "[key]") if key else text)[:_LONGEST]


def _retry_after_s(error: openai.APIStatusError) -> float | None:
    """Return the seconds that the server asks to wait; a date instead of seconds is left aside."""
    for header, unit_s in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            return max(0.0, float(error.response.headers[header]) * unit_s)
        except (KeyError, ValueError):
            continue
    return None
