"""Where traces are sent and with which headers: what was named, else the environment, as OpenTelemetry has its names.

The names and the rules are those of the OpenTelemetry Protocol Exporter specification, looked up on 2026-11-23: the
variables for traces come before the general ones; a path is added to a general address only; headers are pairs
``name=value`` with commas between, the values percent-encoded.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit, urlunsplit

from harness.errors import HarnessError
from harness.wire.keys import Key

DEFAULT = "http://localhost:4318"
_PATH = "/v1/traces"
_PREFIX = "OTEL_EXPORTER_OTLP_"
_MS = 1000
_TIMEOUT_S = 10.0
"""What the specification says where nobody has set another."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where traces are sent. No secret is part of its repr."""

    url: str = field(repr=False)
    """With path; whoever and whatever opens the door may stand in it."""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    timeout_s: float = _TIMEOUT_S
    """Of one request."""
    gzip: bool = False
    """True packs what is sent."""

    @property
    def name(self) -> str:
        """The address as messages name it: without user, password and query."""
        parts = urlsplit(self.url)
        return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))

    def clean(self, text: str) -> str:
        """Return a text without the values of headers and the password: services repeat them in what they say."""
        for secret in (*self.headers.values(), urlsplit(self.url).password or ""):
            for part in (secret, secret.rpartition(" ")[2]):
                text = Key(part).clean(text)
        return text


def find_endpoint(named: str, environment: Mapping[str, str] = os.environ) -> Endpoint:
    """Return the endpoint of an address that was named, or of the environment. Raises HarnessError."""
    if _of(environment, "PROTOCOL") == "grpc" and not named:
        raise HarnessError(
            f"{_PREFIX}PROTOCOL is 'grpc', and traces are sent over HTTP only; name an endpoint after --send, such as "
            f"{DEFAULT}"
        )
    is_gzip = _of(environment, "COMPRESSION") == "gzip"
    return Endpoint(_url(named, environment), _headers(environment), _timeout_s(environment), is_gzip)


def _url(named: str, environment: Mapping[str, str]) -> str:
    whole = environment.get(f"{_PREFIX}TRACES_ENDPOINT", "").strip()
    if whole and not named:
        return _checked(whole)
    parts = urlsplit(_checked(named or environment.get(f"{_PREFIX}ENDPOINT", "").strip() or DEFAULT))
    path = parts.path.rstrip("/")
    return urlunsplit(parts._replace(path=path if path.endswith(_PATH) else path + _PATH))


def _checked(url: str) -> str:
    parts = urlsplit(url)
    try:
        is_address = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address:
        shown = url.rpartition("@")[2]
        raise HarnessError(f"'{shown}' is no address to send traces to; write one such as {DEFAULT}")
    return url


def _headers(environment: Mapping[str, str]) -> dict[str, str]:
    """Read the headers; what is wrong with them is said without their values."""
    headers = {}
    for pair in filter(None, (part.strip() for part in _of(environment, "HEADERS").split(","))):
        name, is_pair, value = pair.partition("=")
        value = unquote(value.strip())
        if not is_pair or not name.strip() or not (name + value).isascii() or not (name + value).isprintable():
            raise HarnessError(f"{_PREFIX}HEADERS cannot be read; write name=value, with commas between")
        headers[name.strip()] = value
    return headers


def _timeout_s(environment: Mapping[str, str]) -> float:
    text = _of(environment, "TIMEOUT")
    if not text:
        return _TIMEOUT_S
    if not text.isdigit() or int(text) == 0:
        raise HarnessError(f"{_PREFIX}TIMEOUT is '{text}', and has to be a whole number of milliseconds above 0")
    return int(text) / _MS


def _of(environment: Mapping[str, str], name: str) -> str:
    """Return a setting: the one for traces, else the general one."""
    return (environment.get(f"{_PREFIX}TRACES_{name}", "") or environment.get(_PREFIX + name, "")).strip()
