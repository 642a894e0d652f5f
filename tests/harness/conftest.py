"""What the tests of the whole harness share: an installation of their own, and its commands."""

import shutil
from pathlib import Path

import pytest

import toprung
from tests.harness.benching import Bench

FIXTURES = Path(__file__).parents[1] / "fixtures"
TEN = ("petty_cash", "--dials", "small,over_limit=2", "--levels", "orchestration", "--cases", "5")


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
