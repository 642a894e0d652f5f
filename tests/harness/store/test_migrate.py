"""The revisions lead to the tables that the classes declare."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, inspect
from sqlmodel import SQLModel

from harness.store.connect import engines
from harness.store.ledger import open_ledger
from harness.store.migrate import HEAD, MIGRATIONS, VERSION_TABLE, _run, upgrade
from harness.store.tables import CLASSES, METADATA


def checks(connection: Connection) -> dict[str, list[tuple[Any, str]]]:
    """Return the check constraints of each table as the database tells them."""
    seen = inspect(connection)
    return {
        table: sorted((check["name"], check["sqltext"]) for check in seen.get_check_constraints(table))
        for table in METADATA.tables
    }


def revise(engine: Engine) -> None:
    """Make the tables by the revisions, one after the other; `upgrade` makes those of a new ledger at once."""
    with engine.begin() as connection:
        _run(connection, "", "the ledger")


@pytest.fixture
def migrated(bare: str) -> Iterator[Engine]:
    ways = engines(bare, 5.0)
    revise(ways.writing)
    yield ways.reading
    ways.dispose()


def test_a_new_ledger_is_of_the_newest_revision(bare: str) -> None:
    ways = engines(bare, 5.0)
    assert upgrade(ways.writing, ways.address) == ("", HEAD)
    assert upgrade(ways.writing, ways.address) == (HEAD, HEAD)
    ways.dispose()


def test_the_migrated_tables_are_those_of_the_classes(migrated: Engine) -> None:
    with migrated.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, METADATA) == []


def test_the_migrated_limits_are_those_of_the_classes(tmp_path: Path) -> None:
    """Alembic does not compare check constraints; this compares them with a database made from the classes.

    In SQLite, which gives them back word by word; PostgreSQL rewrites them.
    """
    migrated, declared = create_engine(f"sqlite:///{tmp_path / 'runs.db'}"), create_engine("sqlite://")
    revise(migrated)
    with declared.begin() as fresh, migrated.begin() as connection:
        METADATA.create_all(fresh)
        assert checks(connection) == checks(fresh)
    migrated.dispose()
    declared.dispose()


def test_the_newest_revision_is_the_one_that_is_named() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_an_upgrade_of_a_new_ledger_does_nothing(address: str) -> None:
    ways = engines(address, 5.0)
    assert upgrade(ways.writing, ways.address) == (HEAD, HEAD)
    ways.dispose()


def test_the_ledger_has_a_registry_of_its_own() -> None:
    assert not set(METADATA.tables) & set(SQLModel.metadata.tables)


def test_every_table_has_one_class() -> None:
    assert {str(each.__tablename__) for each in CLASSES} == set(METADATA.tables)


def test_two_ledgers_may_be_made_at_once_in_one_process(tmp_path: Path) -> None:
    addresses = [f"sqlite:///{tmp_path / f'{number}.db'}" for number in range(6)]
    with ThreadPoolExecutor(6) as pool:
        for ledger in pool.map(open_ledger, addresses):
            assert ledger.runs() == []
            ledger.close()
