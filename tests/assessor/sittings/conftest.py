"""A store and a bank for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor.db import Store, open_store
from assessor.sittings.sitting import Sittings
from tests.assessor.sittings.making import bank


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path / 's.db'}")
    yield store
    store.close()


@pytest.fixture
def sittings(store: Store) -> Sittings:
    return Sittings(store, bank())
