"""What both of OpenAI's APIs share: how tokens are told, what an error is, arguments, and the port of a dialect."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict

from harness.messages import Reply, Request, Usage
from harness.providers.openai_compatible.learnt import Learnt

UNREADABLE = "unreadable"
"""The argument under which a tool is handed what was no JSON: it turns it down in words that the model can read."""

Clean = Callable[[str], str]
"""Takes what is secret out of a text."""


class Form(BaseModel):
    """A part of what a server sends; what we do not read of it is passed over."""

    model_config = ConfigDict(extra="ignore")


class Details(Form):
    """A part of the tokens, by kind; servers leave out what they do not have."""

    cached_tokens: int | None = None
    cache_write_tokens: int | None = None
    reasoning_tokens: int | None = None


class Unlike(Exception):
    """A reply that is not what the API promises; `broke_off` where another attempt may bring it whole."""

    def __init__(self, words: str, *, broke_off: bool) -> None:
        super().__init__(words)
        self.broke_off = broke_off


class Uncounted(Unlike):
    """A reply without its tokens."""

    def __init__(self) -> None:
        super().__init__(
            "a reply that does not say how many tokens it used, so that it cannot be measured", broke_off=False
        )


class Trouble(Exception):
    """An error that a server tells inside a reply that began well."""

    def __init__(self, told: Any) -> None:  # noqa: ANN401 - any JSON
        super().__init__(str(told))
        self.told: Mapping[str, Any] = told if isinstance(told, dict) else {"message": str(told)}


class Heard(Protocol):
    """One reply, as it comes in."""

    def event(self, data: bytes) -> bool:
        """Take one event of a stream; return True where it brought a part of what the model says."""
        ...

    def whole(self, data: bytes) -> None:
        """Take a reply that comes in one piece."""
        ...

    def reply(self, *, ended: bool, clean: Clean) -> Reply:
        """Return the reply in our form; `ended` where it is sure that nothing was cut off. Raises Unlike, Trouble."""
        ...


class Dialect(Protocol):
    """One of the two APIs."""

    path: str
    names: tuple[str, ...]
    """The parameters that a server may refuse and the request can do without."""

    def body(self, request: Request, learnt: Learnt) -> dict[str, Any]:
        """Return the request in the API's form, without what the server does not take."""
        ...

    def hear(self, request: Request) -> Heard:
        """Return what puts the reply to a request together."""
        ...


def usage_of(sent: int, said: int, sent_parts: Details | None, said_parts: Details | None) -> Usage:
    """Split what was sent by kind: here, cached tokens are part of the prompt's."""
    read = (sent_parts.cached_tokens if sent_parts else 0) or 0
    written = (sent_parts.cache_write_tokens if sent_parts else 0) or 0
    return Usage(
        input=max(0, sent - read - written),
        cache_read=read,
        cache_write=written,
        output=said,
        reasoning=(said_parts.reasoning_tokens if said_parts else 0) or 0,
    )


def arguments_of(text: str) -> Mapping[str, Any]:
    """Return a tool call's arguments; what is no JSON object goes to the tool as it is."""
    try:
        arguments = json.loads(text or "{}")
    except ValueError:
        return {UNREADABLE: text}
    return arguments if isinstance(arguments, dict) else {UNREADABLE: text}
