"""A store for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor.db import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path / 's.db'}")
    yield store
    store.close()
