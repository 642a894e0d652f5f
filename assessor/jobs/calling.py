"""Calls to other systems: who is told of what, the signature, and the one way out, which looks where it goes.

What a body says has been asked of the release rule by whoever tells it.
"""

import datetime as dt
import hashlib
import hmac
import http.client
import ipaddress
import json
import socket
import ssl
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sqlmodel import col, select

from assessor.errors import AssessorError
from assessor.jobs.books import Books
from assessor.jobs.port import Order
from assessor.models.declared import new_id
from assessor.models.work.webhook import Webhook
from assessor.models.work.webhook_delivery import WebhookDelivery

EVENTS = ("sitting.finished",)
SIGNATURE = "Toprung-Signature"
_TIMEOUT_S = 10.0
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_PORTS = {"https": 443, "http": 80}


class BadTarget(AssessorError):
    """An address is not called."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address that was looked at, with the one place on the network that is connected to."""

    scheme: str
    host: str
    port: int
    path: str
    at: str
    """The network address that was checked: no second look-up can lead elsewhere."""


def tell(books: Books, organisation_id: str, event: str, body: dict[str, Any]) -> int:
    """Have every system of an organisation that asked for it be told of something, and return how many."""
    now = dt.datetime.now(dt.UTC)
    with books.store.session(organisation_id, write=True) as session:
        hooks = session.exec(select(Webhook).where(col(Webhook.paused_at).is_(None))).all()
        told = [hook for hook in hooks if event in hook.events]
        for hook in told:
            delivery = WebhookDelivery(
                id=new_id(), organisation_id=organisation_id, webhook_id=hook.id, event=event, body=body, made_at=now
            )
            session.add(delivery)
            session.flush()
            submit(books, hook, delivery)
    return len(told)


def submit(books: Books, hook: Webhook, delivery: WebhookDelivery) -> None:
    """Have a call made by a job, which a page shows."""
    books.submit(
        Order(
            kind="webhook",
            title=f"Tell {urlsplit(hook.url).hostname} of {delivery.event}",
            organisation_id=delivery.organisation_id,
            arguments={"delivery_id": delivery.id},
            job_id=f"webhook-{delivery.id}",
        )
    )


def sign(secret: str, at: dt.datetime, body: bytes) -> str:
    """Return the value of the header: the second, and HMAC-SHA-256 of it, a full stop and the body."""
    second = str(int(at.timestamp()))
    digest = hmac.new(secret.encode(), second.encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={second},v1={digest}"


def target(url: str, *, private: bool) -> Target:
    """Look where an address leads. Raises BadTarget for what is not https and on the public network.

    `private` allows http and private networks, for an installation that calls systems of its own house.
    """
    parts = checked(url, private=private)
    port = parts.port or _PORTS[parts.scheme]
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except OSError:
        raise OSError(f"the name {parts.hostname} is not found") from None
    places = [str(entry[4][0]) for entry in found]
    if not private and not all(_is_public(place) for place in places):
        raise BadTarget(f"{parts.hostname} is not on the public network, so it is not called")
    return Target(parts.scheme, parts.hostname, port, path, places[0])


def checked(url: str, *, private: bool) -> Any:  # noqa: ANN401 - what urllib gives
    """Return the parts of an address that may be called, as far as it says itself. Raises BadTarget."""
    parts = _parts(url)
    if parts.scheme not in ({"https", "http"} if private else {"https"}) or not parts.hostname or parts.username:
        raise BadTarget("an address to call begins with https:// and holds no user name")
    return parts


def call(to: Target, headers: dict[str, str], body: bytes, method: str = "POST") -> int:
    """Make one call and return the status of the answer, which is not read and not followed. Raises OSError."""
    connection = _Checked(to)
    try:
        connection.request(method, to.path, body, headers)
        return connection.getresponse().status
    except http.client.HTTPException as error:
        raise OSError(f"the answer is no HTTP ({type(error).__name__})") from error
    finally:
        connection.close()


def as_body(delivery: WebhookDelivery) -> bytes:
    """Return what is sent, byte by byte as it is signed."""
    said = {"id": delivery.id, "event": delivery.event, "at": delivery.made_at.isoformat(), "data": delivery.body}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


class _Checked(http.client.HTTPConnection):
    """A connection to the place that was looked at, under the name that was asked for."""

    def __init__(self, to: Target) -> None:
        super().__init__(to.host, to.port, timeout=_TIMEOUT_S)
        self._to = to

    def connect(self) -> None:
        self.sock = socket.create_connection((self._to.at, self._to.port), _TIMEOUT_S)
        if self._to.scheme == "https":
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self._to.host)


def _parts(url: str) -> Any:  # noqa: ANN401 - what urllib gives
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise BadTarget(f"'{url}' is no address") from None
    return parts


def _is_public(place: str) -> bool:
    address = ipaddress.ip_address(place.partition("%")[0])
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not address.is_multicast
    # Addresses of the older network within the newer one lead to where those lead.
    within = address.ipv4_mapped or address.sixtofour
    if address in _NAT64:
        within = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.is_global and not address.is_multicast and (within is None or within.is_global)
