"""What the tests of the assessor share: stores on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor.db import Store, open_store


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path / 's.db'}")
    yield store
    store.close()


@pytest.fixture
def on_postgres(postgres: str) -> Iterator[Store]:
    from tests.postgres import emptied  # noqa: PLC0415 - its driver is loaded where it is needed

    store = open_store(emptied(postgres))
    yield store
    store.close()
