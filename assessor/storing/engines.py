"""From an address to two engines, one that writes and one that only reads, on SQLite or PostgreSQL.

On SQLite one connection of a process writes, and takes the file's write lock at once. On PostgreSQL several write at a
time; who decides on what others may change holds a lock on it by `hold`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

from assessor.errors import MissingPiece, StoreError

DEFAULT = "sqlite:///sittings.db"
CONNECTIONS = 10
"""Open at a time for each of reading and, on PostgreSQL, writing."""
_WAIT_S = 30.0
_EXAMPLES = f"write {DEFAULT} or postgresql://user@host/database"


@dataclass(frozen=True, slots=True)
class Engines:
    """The two ways into one store."""

    write_engine: Engine
    """Its transactions may write."""
    read_engine: Engine
    """Its transactions see one state of the store and cannot write."""
    address: str
    """For messages: without a password."""


def engines_of(address: str) -> Engines:
    """Make the engines of a store; nothing is opened yet. Raises StoreError and MissingPiece."""
    try:
        url = make_url(address)
    except ArgumentError:
        raise StoreError(f"the store's address is not a URL; {_EXAMPLES}") from None
    backend = url.get_backend_name()
    if backend == "sqlite":
        return _sqlite(url)
    if backend in {"postgresql", "postgres"}:
        return _postgres(url.set(drivername="postgresql+psycopg"))
    raise StoreError(f"a store is kept in SQLite or PostgreSQL, not in '{backend}'; {_EXAMPLES}")


def hold(connection: Connection, what: str) -> bool:
    """Let one transaction at a time past this point with the same words, until it ends (SQLite's lock does so anyway).

    Returns whether what was read before it may have changed; what is read after it may not.
    """
    if connection.dialect.name == "sqlite":
        return False
    connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:what, 0))"), {"what": what})
    return True


def _sqlite(url: URL) -> Engines:
    if not url.database or url.database == ":memory:":
        raise StoreError(f"a store in memory would be lost with the program; {_EXAMPLES}")
    connect_args = {"timeout": _WAIT_S}
    writing = create_engine(url, connect_args=connect_args, pool_size=1, max_overflow=0, pool_timeout=_WAIT_S)
    reading = create_engine(url, connect_args=connect_args, pool_size=CONNECTIONS)
    # FULL waits for the disk, so that a power cut cannot forget an answer either.
    event.listen(writing, "connect", partial(_prepare, said=("foreign_keys=ON", "synchronous=FULL")))
    event.listen(reading, "connect", partial(_prepare, said=("query_only=ON",)))
    event.listen(writing, "begin", _beginning("BEGIN IMMEDIATE"))
    event.listen(reading, "begin", _beginning("BEGIN"))
    return Engines(writing, reading, _shown(url))


def _prepare(connection: Any, _record: object, *, said: tuple[str, ...]) -> None:  # noqa: ANN401 - the driver's own connection
    connection.isolation_level = None  # transactions begin where we say so, not where the driver guesses
    for pragma in said:
        connection.execute(f"PRAGMA {pragma}")


def _beginning(how: str) -> Callable[[Connection], None]:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(how)

    return begin


def _postgres(url: URL) -> Engines:
    wait_ms = round(_WAIT_S * 1000)
    shared: dict[str, Any] = {"pool_size": CONNECTIONS, "pool_timeout": _WAIT_S, "pool_pre_ping": True}
    connect_args = {"connect_timeout": round(_WAIT_S), "application_name": "toprung"}
    options = f"-c lock_timeout={wait_ms}"
    try:
        writing = create_engine(url, connect_args=connect_args | {"options": options}, **shared)
        reading = create_engine(
            url,
            connect_args=connect_args | {"options": f"{options} -c default_transaction_read_only=on"},
            isolation_level="REPEATABLE READ",
            **shared,
        )
    except ModuleNotFoundError as error:
        raise MissingPiece("a store in PostgreSQL needs one more package: pip install 'toprung[postgres]'") from error
    return Engines(writing, reading, _shown(url))


def _shown(url: URL) -> str:
    """Return an address without a password and without options, which may hold one too."""
    return url.set(query={}).render_as_string(hide_password=True)
