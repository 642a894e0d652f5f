"""From an address to a store: one way in that writes, one that only reads, and tables of this version's shape.

A transaction that writes takes SQLite's write lock at once, so that two processes never decide on the same state; it
has ended when the block has, and what was acknowledged after that outlives kill -9.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from assessor.errors import AssessorError, StoreError

DEFAULT = "sqlite:///sittings.db"
MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = "0003"
"""The newest revision; a test compares it with the folder."""
VERSION_TABLE = "assessor_version"
_WAIT_S = 30.0
_EXAMPLE = f"write {DEFAULT}"


@dataclass(frozen=True, slots=True)
class Store:
    """The two ways into one store."""

    write_engine: Engine
    read_engine: Engine
    address: str

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a transaction that may write; it is committed when the block ends. Raises StoreError."""
        with _in_our_words(self.address), self.write_engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a transaction that sees one state of the store. Raises StoreError."""
        with _in_our_words(self.address), self.read_engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close the connections."""
        self.read_engine.dispose()
        self.write_engine.dispose()


def open_store(address: str = DEFAULT) -> Store:
    """Open a store, with its tables made or brought to this version's shape. Raises StoreError."""
    store = _store(address)
    try:
        upgrade(store)
    except BaseException:
        store.close()
        raise
    return store


def upgrade(store: Store) -> tuple[str, str]:
    """Upgrade the tables in one transaction; return the revision before (empty for a new store) and after.

    Raises StoreError for a store of a newer Toprung and for another program's file.
    """
    with store.writing() as connection:
        before = _revision(connection, store.address)
        if before != HEAD:
            _run(connection, before, store.address)
    with _in_our_words(store.address), closing(store.write_engine.raw_connection()) as raw:
        raw.cursor().execute("PRAGMA journal_mode=WAL")
    return before, HEAD


def upgrade_at(address: str) -> str:
    """Upgrade the store at an address and say what was done. Raises StoreError."""
    store = _store(address)
    try:
        before, after = upgrade(store)
    finally:
        store.close()
    if not before:
        return f"created the tables of the store {address} (version {after})"
    if before == after:
        return f"the tables of the store {address} are up to date (version {after})"
    return f"upgraded the tables of the store {address} from version {before} to {after}"


def _store(address: str) -> Store:
    try:
        url = make_url(address)
    except ArgumentError:
        raise StoreError(f"the store's address is not a URL; {_EXAMPLE}") from None
    if url.get_backend_name() != "sqlite":
        raise StoreError(f"sittings are kept in SQLite so far, not in '{url.get_backend_name()}'; {_EXAMPLE}")
    if not url.database or url.database == ":memory:":
        raise StoreError(f"a store in memory would be lost with the program; {_EXAMPLE}")
    connect_args = {"timeout": _WAIT_S}
    writing = create_engine(url, connect_args=connect_args, pool_size=1, max_overflow=0, pool_timeout=_WAIT_S)
    reading = create_engine(url, connect_args=connect_args)
    # FULL waits for the disk, so that a power cut cannot forget an answer either.
    event.listen(writing, "connect", partial(_prepare, said=("foreign_keys=ON", "synchronous=FULL")))
    event.listen(reading, "connect", partial(_prepare, said=("query_only=ON",)))
    event.listen(writing, "begin", partial(_begin, how="BEGIN IMMEDIATE"))
    event.listen(reading, "begin", partial(_begin, how="BEGIN"))
    return Store(writing, reading, address)


def _prepare(connection: Any, _record: object, *, said: tuple[str, ...]) -> None:  # noqa: ANN401 - the driver's own connection
    connection.isolation_level = None  # transactions begin where we say so, not where the driver guesses
    for pragma in said:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection, *, how: str) -> None:
    connection.exec_driver_sql(how)


def _revision(connection: Connection, address: str) -> str:
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE in tables:
        return connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}")) or ""  # noqa: S608 - our own name
    if tables:
        raise StoreError(f"{address} belongs to another program (it has the table '{tables[0]}'); name another file")
    return ""


def _run(connection: Connection, before: str, address: str) -> None:
    """Run the revisions that are missing."""
    from alembic import command  # noqa: PLC0415 - costs more time than opening a store that is up to date
    from alembic.config import Config  # noqa: PLC0415 - the same
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - the same

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    if before and before not in {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}:
        raise StoreError(
            f"the store {address} was made by a newer Toprung (its tables are {before}, "
            f"this one knows {HEAD}); upgrade Toprung"
        )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@contextmanager
def _in_our_words(address: str) -> Iterator[None]:
    try:
        yield
    except AssessorError:
        raise
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        line = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise StoreError(f"the store {address} cannot be used: {line}; what was acknowledged is kept") from error
