"""The service in this process, for a real browser to walk through."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from werkzeug.serving import make_server

from assessor.app import create_app
from assessor.db import Store, open_store
from assessor.jobs.here import Here
from assessor.web import instruments
from assessor.web.instruments import Instruments
from tests.assessor.sittings.making import bank
from tests.assessor.web.making import settings

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
class Listening:
    """A service that listens, with nobody in it yet."""

    address: str
    app: Flask
    store: Store


@contextmanager
def listening(folder: Path, size: int | None = None) -> Iterator[Listening]:
    """Serve from a store in a folder, with a bank of so many items or the packaged one, and work off its jobs."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, lambda *_: [], threaded=True)
    address = f"http://127.0.0.1:{server.server_port}"
    store = open_store(f"sqlite:///{folder / 's.db'}")
    chosen = settings(store.address, address=address)
    app = server.app = create_app(chosen, store)
    if size is not None:
        app.extensions[instruments.EXTENSION] = Instruments(store, bank(size))
    stop = threading.Event()
    threads = [
        threading.Thread(target=server.serve_forever, daemon=True),
        threading.Thread(target=Here(store, chosen).work, args=(stop,), daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        yield Listening(address, app, store)
    finally:
        stop.set()
        server.shutdown()
        for thread in threads:
            thread.join()
        server.server_close()
        store.close()
