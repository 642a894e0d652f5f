"""What every page and answer has at hand: settings, the store, the doors, and who looks."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast
from zoneinfo import ZoneInfo

from flask import current_app, g, request

from assessor.db import Store, TenantSession
from assessor.people.doors.accounts import Doors
from assessor.people.doors.sign_ins import Lasting
from assessor.people.viewer import Viewer
from assessor.settings import Settings

EXTENSION = "toprung"


@dataclass(frozen=True, slots=True)
class Service:
    """One running service."""

    settings: Settings
    store: Store
    doors: Doors
    lasting: Lasting


def service() -> Service:
    """Return the service that this request came to."""
    return cast("Service", current_app.extensions[EXTENSION])


def viewer() -> Viewer:
    """Return who looks, on a route whose rule lets in nobody who is not signed in."""
    assert g.viewer is not None, "the rule of this route lets in anyone"
    return cast("Viewer", g.viewer)


@contextmanager
def own_rows(*, write: bool = False) -> Iterator[TenantSession]:
    """Give a session of the viewer's organisation."""
    with service().store.session(viewer().organisation_id, write=write) as session:
        yield session


def now() -> dt.datetime:
    """Return this moment, UTC."""
    return dt.datetime.now(dt.UTC)


def today() -> dt.date:
    """Return the day that it is in the organisation's zone."""
    return now().astimezone(ZoneInfo(viewer().time_zone)).date()


def network() -> str:
    """Return the address of the network that the request came from, as far as our own proxies say."""
    return request.remote_addr or ""
