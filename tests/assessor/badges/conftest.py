"""A folder with one key, made once: a key takes longer than most tests."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from assessor.badges import keys

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def one_key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys") / "badges"
    keys.make(folder, NOON)
    return folder


@pytest.fixture
def folder(tmp_path: Path, one_key: Path) -> Path:
    """Return a folder of the test's own with a copy of the key."""
    return Path(shutil.copytree(one_key, tmp_path / "badges"))
