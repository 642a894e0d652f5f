"""What the tests of the assessor share: stores on both databases."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor.db import Store, open_store
from assessor.demonstrating.cast import SMALL
from assessor.demonstrating.making import demonstrate
from tests.assessor.demo import CHEAP, NOW, Demo


@pytest.fixture(scope="session")
def new_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new store's file, to be copied: making all tables takes longer than most tests."""
    file = tmp_path_factory.mktemp("new") / "s.db"
    open_store(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def on_sqlite(tmp_path: Path, new_file: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{shutil.copy(new_file, tmp_path)}")
    yield store
    store.close()


@pytest.fixture
def on_postgres(postgres: str) -> Iterator[Store]:
    from tests.postgres import emptied  # noqa: PLC0415 - its driver is loaded where it is needed

    store = open_store(emptied(postgres))
    yield store
    store.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The small make-believe organisation, made once: it takes seconds."""
    address = f"sqlite:///{tmp_path_factory.mktemp('demo') / 's.db'}"
    store = open_store(address)
    yield Demo(store, address, demonstrate(store, CHEAP, company=SMALL, now=NOW))
    store.close()
