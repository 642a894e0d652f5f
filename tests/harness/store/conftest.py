"""Ledgers for tests, in SQLite and in PostgreSQL."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.store.ledger import Ledger, open_ledger
from harness.store.tables import METADATA
from tests.harness.store import making
from tests.postgres import emptied, say


@pytest.fixture(params=["sqlite", "postgres"])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'runs.db'}"
    return emptied(str(request.getfixturevalue("postgres")))


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
    say(uri, f"TRUNCATE {', '.join(METADATA.tables)} RESTART IDENTITY")
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
