"""A ledger with a run in it, made once and copied."""

import shutil
from pathlib import Path

import pytest

import toprung
from tests.harness.benching import SCRIPTED, Bench
from tests.harness.conftest import FIXTURES


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a ledger with a finished run of two cases."""
    path = tmp_path_factory.mktemp("ran") / "runs.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TOPRUNG_HOME", str(FIXTURES / "home"))
        code = toprung.main(["bench", "run", *SCRIPTED, "--cases", "2", "--json", "--ledger", f"sqlite:///{path}"])
    assert code == 0
    return path


@pytest.fixture
def ran(bench: Bench, home: Path, made_once: Path) -> Bench:
    """``toprung bench`` on a ledger with a finished run of two cases."""
    shutil.copy(made_once, home.parent / "runs.db")
    return bench
