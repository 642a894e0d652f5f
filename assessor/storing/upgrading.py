"""Brings a store's tables to the shape that this version knows. Alembic is imported only when there is work for it."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from sqlalchemy import Column, Connection, Engine, MetaData, String, Table, insert, inspect, text

from assessor.errors import StoreError
from assessor.models.every import METADATA
from assessor.storing.engines import hold

MIGRATIONS = Path(__file__).parents[1] / "migrations"
VERSION_TABLE = "assessor_version"
_LET_GO_S = 30.0
_TRY_AGAIN_S = 0.05


def brought_to(head: str, connection: Connection, address: str) -> str:
    """Run the revisions that are missing and return the revision before, empty for a new store.

    Of several processes that start at once, one does it and the others wait. Raises StoreError for a store of a newer
    Toprung and for another program's file.
    """
    hold(connection, VERSION_TABLE)
    before = _revision(connection, address)
    if not before:
        _make(connection, head)
    elif before != head:
        by_revisions(connection, before, head, address)
    return before


def let_readers_in(engine: Engine) -> None:
    """Have SQLite write to a log beside the file, so that readers and the writer never wait for each other.

    For this one change SQLite itself does not wait until other processes have let go of the file.
    """
    give_up_at = time.monotonic() + _LET_GO_S
    with closing(engine.raw_connection()) as raw:
        cursor = raw.cursor()
        while cursor.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            try:
                cursor.execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up_at:
                    raise
                time.sleep(_TRY_AGAIN_S)


def _revision(connection: Connection, address: str) -> str:
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE in tables:
        return connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}")) or ""  # noqa: S608 - our own name
    if tables:
        raise StoreError(f"{address} belongs to another program (it has the table '{tables[0]}'); name another store")
    return ""


def _make(connection: Connection, head: str) -> None:
    """Make all tables at once, as the revisions would one after the other: a test compares the two.

    Alembic costs more time than all else that a start does.
    """
    METADATA.create_all(connection)
    version = Table(VERSION_TABLE, MetaData(), Column("version_num", String(32), primary_key=True))
    version.create(connection)
    connection.execute(insert(version), {"version_num": head})


def by_revisions(connection: Connection, before: str, head: str, address: str) -> None:
    """Run the revisions after one (empty: from the first) up to this version's. Raises StoreError."""
    from alembic import command  # noqa: PLC0415 - costs more time than opening a store that is up to date
    from alembic.config import Config  # noqa: PLC0415 - the same
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - the same

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    if before and before not in {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}:
        raise StoreError(
            f"the store {address} was made by a newer Toprung (its tables are {before}, "
            f"this one knows {head}); upgrade Toprung"
        )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
