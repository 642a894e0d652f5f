"""What a server has turned out not to take; nothing is listed, since newer models refuse what many servers need.

It is learnt from the first refusal, and kept as long as the provider.
"""

import re
from collections.abc import Sequence

STRICT = "strict"
"""Keeping to the schema to the letter: some servers know schemas, and not all that a schema may say."""
STREAM = "stream"

_NOT_TAKEN = re.compile(
    r"unsupported|not supported|does not support|unknown|unrecogni[sz]ed|unexpected|not permitted|not allowed"
    r"|only the default|deprecated|invalid schema|extra_forbidden",
    re.IGNORECASE,
)
_SCHEMA_PARTS = ("response_format", "text.format")
_STREAM_PARTS = frozenset({STREAM, "stream_options", "stream_options.include_usage"})


class Learnt:
    """What one server does not take; shared by all requests to it."""

    def __init__(self) -> None:
        self._refused: set[str] = set()

    def takes(self, name: str) -> bool:
        """Say whether the server has not refused a parameter so far."""
        return name not in self._refused

    def no_stream(self) -> None:
        """Ask for no stream from now on: the server streams without telling the tokens, or not at all."""
        self._refused.add(STREAM)

    def note(self, parameter: str, message: str, names: Sequence[str]) -> None:
        """Remember which of the `names` a server does not take, if that is what its refusal is about."""
        if not _NOT_TAKEN.search(message):
            return
        for name in (*names, *_STREAM_PARTS):
            # The message may recommend another parameter, so the field that says which one is meant goes first.
            if parameter == name or (not parameter and re.search(rf"\b{name}\b", message)):
                self._refused.add(STREAM if name in _STREAM_PARTS else name)
                return
        if parameter.startswith(_SCHEMA_PARTS) or "schema" in message:
            self._refused.add(STRICT)
