from pathlib import Path

import pytest

from tests.harness.providers.openai_compatible.asking import KEY


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in ("OPENAI_BASE_URL", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "TOPRUNG_HOME", "TOPRUNG_KEYS"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "no settings"))
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
