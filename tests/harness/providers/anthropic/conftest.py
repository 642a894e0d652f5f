from pathlib import Path

import pytest

from tests.harness.providers.anthropic.asking import KEY


@pytest.fixture(autouse=True)
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key of the environment, and no other."""
    for variable in ("ANTHROPIC_BASE_URL", "TOPRUNG_KEYS"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
