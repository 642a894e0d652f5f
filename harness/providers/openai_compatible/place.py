"""Where a server is and what opens its door: base URL, key, and what a settings file adds for gateways and Azure.

The file is ``$TOPRUNG_HOME/openai_compatible.toml``; every key but the first may be left out::

    [[server]]
    base_url = "https://NAME.openai.azure.com/openai/deployments/MODEL"   # also for what lies below it
    headers = { api-key = "env:AZURE_OPENAI_API_KEY" }                    # env:NAME is found as any key is
    query = { api-version = "2024-10-21" }

A header that opens the door by itself (`api-key`, `authorization`) takes the place of the key.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from harness.errors import BadPlan, MissingPiece
from harness.wire.keys import Key, find_key

KEY_VARIABLE = "OPENAI_API_KEY"
FILE_NAME = "openai_compatible.toml"

_FROM_ENVIRONMENT = "env:"
_AUTHORIZATION = "authorization"
_OPENS_THE_DOOR = frozenset({_AUTHORIZATION, "api-key", "x-api-key"})
_SECRET_NAME = re.compile(r"key|token|secret|auth|cookie|pass", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """One server's address and keys. No secret is part of its repr."""

    base_url: str | None = None
    """None is OpenAI's own server."""
    key: Key = field(default_factory=Key)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    query: Mapping[str, str] = field(default_factory=dict)
    secrets: tuple[Key, ...] = ()
    """What is never shown: the key, and the headers that hold one."""

    @property
    def name(self) -> str:
        """The server as messages name it."""
        return self.base_url or "OpenAI"

    @property
    def needs_key(self) -> bool:
        """False where a header of the settings file stands in for the key."""
        return not any(name.lower() in _OPENS_THE_DOOR for name in self.headers)

    @property
    def sends_key(self) -> bool:
        """False where there is to be no header Authorization but for the other that opens the door."""
        return bool(self.key) or self.needs_key or any(name.lower() == _AUTHORIZATION for name in self.headers)

    def clean(self, text: str) -> str:
        """Return a text without any secret; servers and gateways repeat what they were sent."""
        for secret in self.secrets:
            text = secret.clean(text)
        return text


class _Server(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    base_url: str
    headers: dict[str, str] = Field(default_factory=dict)
    query: dict[str, str] = Field(default_factory=dict)

    def covers(self, base_url: str) -> bool:
        """Tell whether a base URL is this one or lies below it; a longer host name does not."""
        own = self.base_url.rstrip("/")
        return base_url.rstrip("/") == own or base_url.startswith(f"{own}/")


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    server: tuple[_Server, ...] = ()


def find_place(base_url: str | None, key_variable: str | None) -> Place:
    """Return a server's place. Raises BadPlan for a URL or a file that cannot be used, MissingPiece without a key."""
    if base_url is not None:
        _check(base_url)
    server = _server(base_url) if base_url else None
    headers, hidden = _headers(server) if server else ({}, [])
    place = Place(base_url, headers=headers, query=server.query if server else {})
    key = Key()
    if key_variable or place.needs_key:
        key = find_key(key_variable or KEY_VARIABLE, asked_for=key_variable is not None)
        if not key and base_url is None:
            raise MissingPiece(f"set {KEY_VARIABLE} to use OpenAI, or give --base-url for another server")
    return Place(base_url, key, place.headers, place.query, (key, *hidden))


def _check(base_url: str) -> None:
    if not base_url.startswith(("http://", "https://")):
        raise BadPlan(f"the base URL '{base_url}' does not start with http:// or https://")
    if "@" in base_url:
        raise BadPlan(
            "the base URL holds a name or a password, which would be kept with the run; "
            f"put it as a header into $TOPRUNG_HOME/{FILE_NAME}"
        )
    try:
        parts = urlsplit(base_url)
        is_address = bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address:
        raise BadPlan(f"the base URL '{base_url}' is no address; write http://HOST:PORT/v1")


def _server(base_url: str) -> _Server | None:
    """Return what the settings file says of a server: of those that cover it, the longest."""
    covering = [server for server in _read().server if server.covers(base_url)]
    return max(covering, key=lambda server: len(server.base_url.rstrip("/")), default=None)


def _headers(server: _Server) -> tuple[dict[str, str], list[Key]]:
    """Return the headers to send, and those of them that are secrets."""
    headers, hidden = dict[str, str](), list[Key]()
    for name, value in server.headers.items():
        variable = value.removeprefix(_FROM_ENVIRONMENT)
        secret = find_key(variable, asked_for=True) if variable != value else Key(value)
        headers[name] = secret.value
        if variable != value or _SECRET_NAME.search(name):
            # A gateway may repeat the secret without the word that stands before it.
            hidden += [secret, Key(secret.value.rpartition(" ")[2])]
    if any(value.startswith(_FROM_ENVIRONMENT) for value in server.query.values()):
        raise BadPlan(
            f"the query of {server.base_url} in {FILE_NAME} names a variable; addresses are written into logs, "
            "so send what is secret as a header"
        )
    return headers, hidden


def _read() -> _File:
    home = os.environ.get("TOPRUNG_HOME")
    path = Path(home) / FILE_NAME if home else None
    if path is None or not path.is_file():
        return _File()
    try:
        return _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadPlan(f"{path}: '{where}' cannot be used: {first['msg']}") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadPlan(f"cannot read {path}: {error}") from None
