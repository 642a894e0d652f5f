"""A run with ten things handed over, and a folder of settings for the reviewers' secret."""

import shutil
from pathlib import Path

import pytest

import toprung
from tests.harness.benching import Bench
from tests.harness.conftest import FIXTURES

TEN = ("petty_cash", "--dials", "small,over_limit=2", "--levels", "orchestration", "--cases", "5")


@pytest.fixture(scope="session")
def with_ten(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a ledger with a run whose answers hand over two lines in each of five cases."""
    path = tmp_path_factory.mktemp("ten") / "runs.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TOPRUNG_HOME", str(FIXTURES / "home"))
        words = ["bench", "run", *TEN, "--model", "scripted/petty_cash.toml", "--json", "--ledger", f"sqlite:///{path}"]
        assert toprung.main(words) == 0
    return path


@pytest.fixture
def ten(bench: Bench, home: Path, with_ten: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """``toprung bench`` on that run; reviewers' secrets go into a folder of the test's own."""
    shutil.copy(with_ten, home.parent / "runs.db")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home.parent / "settings"))
    return bench
