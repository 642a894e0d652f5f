"""From an address to two engines: one for the only writer, one for readers; and how long they wait for a lock."""

import json
import math
import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from harness.errors import HarnessError, LedgerError, MissingPiece
from harness.store.rows import plain
from harness.store.trouble import in_our_words, shown

WAIT_VARIABLE = "TOPRUNG_LEDGER_WAIT_S"
WAIT_S = 30.0
LONGEST_WAIT_S = 3600.0
_EXAMPLES = "write sqlite:///runs.db or postgresql+psycopg://user@host/database"
# Plain ASCII and no NaN: both databases take it, and PostgreSQL's json keeps it letter by letter.
_to_json = json.JSONEncoder(default=plain, allow_nan=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Engines:
    """The two ways into one ledger."""

    writing: Engine
    """One connection; every transaction on SQLite takes the write lock at once."""
    reading: Engine
    """Connections that cannot write; each transaction sees one state of the ledger."""
    address: str
    """For messages; without a password."""

    def dispose(self) -> None:
        """Close the connections."""
        self.reading.dispose()
        self.writing.dispose()


def engines(address: str, wait_s: float, *, must_exist: bool = False) -> Engines:
    """Make the engines of a ledger; nothing is opened yet. Raises LedgerError or MissingPiece."""
    url = _checked(address)
    if url.get_backend_name() == "sqlite":
        if must_exist and not Path(str(url.database)).exists():
            raise LedgerError(f"there is no ledger {url.database}; name another with --ledger, or start a run")
        return _sqlite(url, wait_s)
    return _postgres(url, wait_s)


def ledger_wait_s() -> float:
    """Return the seconds to wait for a locked ledger. Raises HarnessError when the environment's are no such number."""
    text = os.environ.get(WAIT_VARIABLE, "")
    if not text:
        return WAIT_S
    try:
        wait_s = float(text)
    except ValueError:
        wait_s = -1.0
    if not 0 <= wait_s <= LONGEST_WAIT_S:
        raise HarnessError(f"{WAIT_VARIABLE} is '{text}'; it needs a number of seconds from 0 to {LONGEST_WAIT_S:.0f}")
    return wait_s


def _checked(address: str) -> URL:
    """Read the address of a ledger."""
    try:
        url = make_url(address)
    except ArgumentError as error:
        said = "(not shown, it may hold a password)" if "@" in address else f"'{address}'"
        raise LedgerError(f"the ledger's address {said} is not a URL; {_EXAMPLES}") from error
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername in {"sqlite", "sqlite+pysqlite"}:
        _check_file(url)
    elif url.drivername != "postgresql+psycopg":
        raise LedgerError(f"a ledger cannot be kept in '{url.drivername}'; {_EXAMPLES}")
    return url


def _check_file(url: URL) -> None:
    """Refuse what cannot be a ledger's file."""
    if not url.database or url.database == ":memory:":
        raise LedgerError("a ledger in memory would be lost with the program; name a file: sqlite:///runs.db")
    if url.query or url.database.startswith("file:"):
        raise LedgerError(f"the ledger's address {shown(url)} takes no options; write sqlite:///runs.db")
    path = Path(url.database)
    with in_our_words(shown(url)):
        if path.is_dir():
            raise LedgerError(f"the ledger {path} is a folder; name a file in it: sqlite:///{path / 'runs.db'}")
        if not path.parent.is_dir():
            raise LedgerError(f"the ledger's folder {path.parent} does not exist; create it, or name another file")


def _sqlite(url: URL, wait_s: float) -> Engines:
    connect_args = {"timeout": wait_s}
    writing = create_engine(
        url, connect_args=connect_args, json_serializer=_to_json, pool_size=1, max_overflow=0, pool_timeout=wait_s
    )
    reading = create_engine(url, connect_args=connect_args, json_serializer=_to_json)
    event.listen(writing, "connect", _prepare_writer)
    event.listen(reading, "connect", _prepare_reader)
    event.listen(writing, "begin", partial(_begin, how="BEGIN IMMEDIATE"))
    event.listen(reading, "begin", partial(_begin, how="BEGIN"))
    return Engines(writing, reading, shown(url))


def _prepare_writer(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
    connection.isolation_level = None  # transactions begin where we say so, not where the driver guesses
    connection.execute("PRAGMA foreign_keys=ON")
    # NORMAL would do for kill -9: what was handed to the kernel outlives the process. FULL also waits for the disk, so
    # that a power cut cannot forget a call that was paid for; the writer shares one wait among all that queue up.
    connection.execute("PRAGMA synchronous=FULL")


def _prepare_reader(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
    connection.isolation_level = None
    connection.execute("PRAGMA query_only=ON")


def _begin(connection: Connection, *, how: str) -> None:
    connection.exec_driver_sql(how)


def _postgres(url: URL, wait_s: float) -> Engines:
    options = f"-c lock_timeout={max(1, round(wait_s * 1000))}"
    connect_args = {"connect_timeout": max(2, math.ceil(wait_s)), "application_name": "toprung"}
    try:
        writing = create_engine(
            url,
            connect_args=connect_args | {"options": options},
            json_serializer=_to_json,
            pool_size=1,
            max_overflow=0,
            pool_timeout=wait_s,
            pool_pre_ping=True,
        )
        reading = create_engine(
            url,
            connect_args=connect_args | {"options": options + " -c default_transaction_read_only=on"},
            json_serializer=_to_json,
            pool_pre_ping=True,
            isolation_level="REPEATABLE READ",
        )
    except ModuleNotFoundError as error:
        raise MissingPiece("a ledger in PostgreSQL needs one more package: pip install 'toprung[postgres]'") from error
    return Engines(writing, reading, shown(url))
