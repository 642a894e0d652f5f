"""The store's door: one way in that writes, one that only reads, one for each organisation's rows as objects.

A transaction that writes has ended when its block has; what was acknowledged after that outlives kill -9. Blocks of one
thread that open within a writing block join it: they see what it wrote, and all is committed together at its end.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoneFree

from assessor.errors import AssessorError, StoreBusy, StoreError
from assessor.storing.asking import TenantBreach
from assessor.storing.engines import DEFAULT, engines_of, hold
from assessor.storing.tenants import ACROSS, Scope, TenantSession
from assessor.storing.upgrading import MIGRATIONS, VERSION_TABLE, brought_to, let_readers_in

__all__ = ["DEFAULT", "HEAD", "MIGRATIONS", "VERSION_TABLE", "Store", "TenantBreach", "TenantSession", "hold"]

HEAD = "0013"
"""The newest revision; a test compares it with the folder."""
_LOCK_NOT_AVAILABLE = "55P03"


@dataclass(frozen=True, slots=True)
class Store:
    """The ways into one store."""

    write_engine: Engine
    read_engine: Engine
    address: str
    """For messages: without a password."""
    _here: threading.local = field(default_factory=threading.local, repr=False)
    """Holds the connection of this thread's writing block, while there is one."""

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a transaction that may write; it is committed when the block ends. Raises StoreError.

        Within another writing block of the same thread it is a part of that one, undone alone if it fails.
        """
        outer: Connection | None = getattr(self._here, "connection", None)
        if outer is not None:
            with _in_our_words(self.address), outer.begin_nested():
                yield outer
            return
        with _in_our_words(self.address), self.write_engine.begin() as connection:
            self._here.connection = connection
            try:
                yield connection
            finally:
                self._here.connection = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a transaction that sees one state of the store. Raises StoreError."""
        outer: Connection | None = getattr(self._here, "connection", None)
        if outer is not None:
            yield outer
            return
        with _in_our_words(self.address), self.read_engine.begin() as connection:
            yield connection

    @contextmanager
    def session(self, organisation_id: str | None = None, *, write: bool = False) -> Iterator[TenantSession]:
        """Give a session that reads, or writes, the rows of one organisation; without one, rows of none.

        What it wrote is committed when the block ends. Raises StoreError, and TenantBreach for what crosses the wall.
        """
        with self._session(organisation_id, write=write) as session:
            yield session

    @contextmanager
    def session_across(self, *, write: bool = False) -> Iterator[TenantSession]:
        """Give a session over all organisations. A test lists the few modules that may ask for it, each with why."""
        with self._session(ACROSS, write=write) as session:
            yield session

    @contextmanager
    def _session(self, scope: Scope, *, write: bool) -> Iterator[TenantSession]:
        way_in = self.writing() if write else self.reading()
        with way_in as connection, TenantSession(connection, scope) as session:
            yield session
            session.commit()  # of what is the session's own; the block's transaction ends with the block

    def close(self) -> None:
        """Close the connections."""
        self.read_engine.dispose()
        self.write_engine.dispose()


def open_store(address: str = DEFAULT) -> Store:
    """Open a store, with its tables made or brought to this version's shape. Raises StoreError and MissingPiece."""
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
        before = brought_to(HEAD, connection, store.address)
    if store.write_engine.dialect.name == "sqlite":
        with _in_our_words(store.address):
            let_readers_in(store.write_engine)
    return before, HEAD


def upgrade_at(address: str) -> str:
    """Upgrade the store at an address and say what was done. Raises StoreError and MissingPiece."""
    store = _store(address)
    try:
        before, after = upgrade(store)
    finally:
        store.close()
    if not before:
        return f"created the tables of the store {store.address} (version {after})"
    if before == after:
        return f"the tables of the store {store.address} are up to date (version {after})"
    return f"upgraded the tables of the store {store.address} from version {before} to {after}"


def _store(address: str) -> Store:
    engines = engines_of(address)
    return Store(engines.write_engine, engines.read_engine, engines.address)


@contextmanager
def _in_our_words(address: str) -> Iterator[None]:
    try:
        yield
    except AssessorError:
        raise
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        line = (str(error).strip().splitlines() or [type(error).__name__])[0]
        kind = StoreBusy if _is_busy(error) else StoreError
        raise kind(f"the store {address} cannot be used: {line}; what was acknowledged is kept") from error


def _is_busy(error: Exception) -> bool:
    """Say whether somebody else only held what was needed: SQLite's lock, PostgreSQL's, or all our connections."""
    said = getattr(error, "orig", error)
    is_sqlites = getattr(said, "sqlite_errorname", "").startswith("SQLITE_BUSY")
    return isinstance(error, NoneFree) or is_sqlites or getattr(said, "sqlstate", None) == _LOCK_NOT_AVAILABLE
