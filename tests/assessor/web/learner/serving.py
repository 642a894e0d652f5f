"""A process of its own that serves a store with a bank of the tests, for tests that kill it. Prints when it listens."""

import logging
import sys

from werkzeug.serving import make_server

from assessor.app import create_app
from assessor.db import open_store
from assessor.web import instruments
from assessor.web.instruments import Instruments
from tests.assessor.sittings.making import bank
from tests.assessor.web.making import settings


def main() -> None:
    address, port = sys.argv[1], int(sys.argv[2])
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    store = open_store(address)
    app = create_app(settings(store.address, address=f"http://127.0.0.1:{port}"), store)
    app.extensions[instruments.EXTENSION] = Instruments(store, bank(30))
    server = make_server("127.0.0.1", port, app, threaded=True)
    sys.stdout.write("listening\n")
    sys.stdout.flush()
    server.serve_forever()


main()
