"""The revisions lead to the tables that the classes declare."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlmodel import SQLModel

from assessor.db import HEAD, MIGRATIONS, VERSION_TABLE, open_store, upgrade, upgrade_at
from assessor.errors import StoreError
from assessor.models import access, programme, work
from assessor.models.every import CLASSES, METADATA
from assessor.storing.engines import engines_of
from assessor.storing.upgrading import by_revisions

SHARED = {"organisation", *(str(each.__tablename__) for each in (*access.CLASSES, *programme.SHARED, *work.SHARED))}
"""Tenants themselves, and what belongs to none of them."""


Limits = dict[str, list[tuple[object, str]]]


def limits(connection: Connection) -> Limits:
    seen = inspect(connection)
    return {
        table: sorted((str(check["name"]), check["sqltext"]) for check in seen.get_check_constraints(table))
        for table in METADATA.tables
    }


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 's.db'}"
    from tests.postgres import emptied  # noqa: PLC0415 - its driver is loaded where it is needed

    return emptied(request.getfixturevalue("postgres"))


def test_the_tables_of_the_revisions_are_those_of_the_classes(address: str) -> None:
    """A new store is made from the classes, an older one by the revisions; Alembic compares all but the limits."""
    engine = engines_of(address).write_engine
    with engine.begin() as connection:
        by_revisions(connection, "", HEAD, address)
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": True})
        assert compare_metadata(context, METADATA) == []
        by_revision = limits(connection)
        METADATA.drop_all(connection)
        METADATA.create_all(connection)
        assert by_revision == limits(connection)
    engine.dispose()


def test_an_upgrade_keeps_the_rows_of_before(tmp_path: Path) -> None:
    """A store of revision 0001 with one finished sitting, written as that revision's program did."""
    store = sqlite3.connect(tmp_path / "s.db")
    store.executescript((Path(__file__).parent / "data" / "revision_0001.sql").read_text(encoding="utf-8"))
    store.close()
    upgraded = open_store(f"sqlite:///{tmp_path / 's.db'}")
    with upgraded.reading() as connection:
        result = connection.execute(text("SELECT theta, made_with, areas FROM result")).one()
        marks = connection.execute(text('SELECT category, "by" FROM scored_response ORDER BY number')).all()
        cut_set = connection.scalar(text("SELECT cut_set FROM sitting"))
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    assert result.made_with == "author@1#fc8d2a author@1"
    assert (result.theta, result.areas) == (0.25, "[]")
    assert [tuple(mark) for mark in marks] == [(1, "rules"), (0, "rules")]
    assert (cut_set, broken) == ("author-1", [])
    upgraded.close()


def test_the_newest_revision_is_the_one_that_is_named() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_an_upgrade_says_what_it_did(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 's.db'}"
    assert upgrade_at(address) == f"created the tables of the store {address} (version {HEAD})"
    assert upgrade_at(address) == f"the tables of the store {address} are up to date (version {HEAD})"


def test_every_table_has_one_class_and_none_is_in_the_common_registry() -> None:
    assert {str(each.__tablename__) for each in CLASSES} == set(METADATA.tables)
    assert not set(METADATA.tables) & set(SQLModel.metadata.tables)


def test_every_row_about_a_person_has_an_organisation() -> None:
    for name in set(METADATA.tables) - {"calibration", "calibration_use", "item_exposure", "item_status"} - SHARED:
        assert not METADATA.tables[name].c.organisation_id.nullable, name


def test_a_newer_store_is_refused(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 's.db'}")
    with store.writing() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))  # noqa: S608 - our own name
    with pytest.raises(StoreError, match=r"made by a newer Toprung \(its tables are 9999"):
        upgrade(store)
    store.close()


def test_another_programs_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    with pytest.raises(StoreError, match="belongs to another program"):
        open_store(f"sqlite:///{file}")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("nothing", "is not a URL"),
        ("sqlite://", "in memory would be lost"),
        ("mysql://me:secret@host/x", "kept in SQLite or PostgreSQL, not in 'mysql'; write"),
    ],
)
def test_an_address_that_cannot_be_is_said(address: str, said: str) -> None:
    with pytest.raises(StoreError, match=said):
        open_store(address)


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    file = tmp_path / "text.db"
    file.write_text("this is no database at all, but text " * 40)
    with pytest.raises(StoreError, match=r"cannot be used: .*not a database"):
        open_store(f"sqlite:///{file}")


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 's.db'}")
    with pytest.raises(StoreError, match="readonly"), store.reading() as connection:
        connection.execute(text("DELETE FROM sitting"))
    store.close()
