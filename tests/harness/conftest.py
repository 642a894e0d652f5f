"""What the tests of the whole harness share: an installation of their own, and its commands."""

import shutil
from pathlib import Path

import pytest

from tests.harness.benching import Bench

FIXTURES = Path(__file__).parents[1] / "fixtures"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation's folder with the task petty_cash, which a test may change; its parent is the working folder."""
    folder = tmp_path / "home"
    shutil.copytree(FIXTURES / "home", folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setenv("TOPRUNG_HOME", str(folder))
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "TOPRUNG_LEDGER_WAIT_S"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def bench(home: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> Bench:
    """``toprung bench`` in that installation, on a ledger of its own."""
    return Bench(f"sqlite:///{home.parent / 'runs.db'}", capsys, caplog)
