"""The service in this process, for a real browser to walk through."""

import datetime as dt
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from werkzeug.serving import make_server

from assessor.app import create_app
from assessor.db import open_store
from assessor.web import instruments
from assessor.web.instruments import Instruments
from tests.assessor.sittings.making import bank
from tests.assessor.web.learner.sitter import Sitter, sitter
from tests.assessor.web.making import Tenant, settings, tenant

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Served:
    """A service that listens, with an organisation in it and somebody who sits."""

    address: str
    tenant: Tenant
    ada: Sitter

    @property
    def cookie(self) -> str:
        """Ada's sign-in."""
        return self.ada.browser.cookie()


@contextmanager
def served(folder: Path, size: int) -> Iterator[Served]:
    """Serve from a store in a folder, with a bank of so many items."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, lambda *_: [], threaded=True)
    address = f"http://127.0.0.1:{server.server_port}"
    store = open_store(f"sqlite:///{folder / 's.db'}")
    server.app = create_app(settings(store.address, address=address), store)
    server.app.extensions[instruments.EXTENSION] = Instruments(store, bank(size))
    now = dt.datetime.now(dt.UTC)
    with store.session_across(write=True) as session:
        made = tenant(session, now, name="Harbour Homes", is_make_believe=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Served(address, made, sitter(server.app, store, made, now))
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        store.close()
