"""Brings a ledger's tables to the shape that this version of Toprung knows.

A new shape is a new file in ``migrations/versions``, written by hand; a test compares the result with the tables'
classes and names what was forgotten. Alembic is imported only when there is something to do.
"""

import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from harness.errors import LedgerError
from harness.store.tables import METADATA

MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = "0006"
"""The newest revision; a test compares it with the folder."""
VERSION_TABLE = "ledger_version"
_ONE_AT_A_TIME = threading.Lock()
"""Alembic keeps what it works on in a global."""
_TRY_AGAIN_S = 0.02
_UPGRADE_LOCK = 7_367_801
"""Any number, as long as every Toprung takes the same one."""


def serialise(connection: Connection, number: int) -> None:
    """Let one process at a time past this point until its transaction ends (SQLite's write lock does so anyway)."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


def upgrade(engine: Engine, address: str) -> tuple[str, str]:
    """Upgrade the tables in one transaction. Returns the revision before (empty for a new ledger) and after.

    Raises LedgerError for a ledger of a newer Toprung and for another program's file.
    """
    with engine.begin() as connection:
        serialise(connection, _UPGRADE_LOCK)
        before = _revision(connection, address)
        if not before:
            _make(connection)
        elif before != HEAD:
            _run(connection, before, address)
    if engine.dialect.name == "sqlite":
        _let_readers_in(engine)
    return before, HEAD


def _let_readers_in(engine: Engine) -> None:
    """Have SQLite write to a log beside the file, so that readers and the writer never wait for each other.

    The file remembers it. It is done after the check that the file is a ledger, since it changes the file.
    """
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        (wait_ms,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        give_up_at = time.monotonic() + wait_ms / 1000
        while True:
            try:
                cursor.execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as error:
                # For this one change SQLite itself does not wait until others let go.
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up_at:
                    raise
                time.sleep(_TRY_AGAIN_S)
            else:
                return


def _revision(connection: Connection, address: str) -> str:
    """Return the ledger's revision, empty when there are no tables yet."""
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE in tables:
        return connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}")) or ""  # noqa: S608 - our own name
    if tables and connection.dialect.name == "sqlite":
        raise LedgerError(f"{address} belongs to another program (it has the table '{tables[0]}'); name another file")
    return ""


def _make(connection: Connection) -> None:
    """Make all tables at once, as the revisions would one after the other: a test compares the two.

    Alembic costs more time than all else that a short run does beside the vendor's SDK.
    """
    METADATA.create_all(connection)
    connection.execute(
        text(f"CREATE TABLE {VERSION_TABLE} (version_num VARCHAR(32) CONSTRAINT {VERSION_TABLE}_pkc PRIMARY KEY)")
    )
    connection.execute(text(f"INSERT INTO {VERSION_TABLE} VALUES (:head)"), {"head": HEAD})  # noqa: S608 - our own name


def _run(connection: Connection, before: str, address: str) -> None:
    """Run the revisions that are missing."""
    from alembic import command  # noqa: PLC0415 - costs more time than opening an up-to-date ledger
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if before and before not in known:
        raise LedgerError(
            f"the ledger {address} was made by a newer Toprung (its tables are {before}, "
            f"this one knows {HEAD}); upgrade Toprung"
        )
    config.attributes["connection"] = connection
    with _ONE_AT_A_TIME:
        command.upgrade(config, "head")
