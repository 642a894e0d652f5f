"""The fragments of the change log."""

import re
from pathlib import Path

import pytest

from tests.architecture.house import ROOT

FRAGMENTS = sorted((ROOT / "changes").glob("[!.]*"))
KINDS = "added|changed|fixed|removed"


@pytest.mark.parametrize("path", FRAGMENTS, ids=lambda path: path.name)
def test_a_fragment_is_of_a_known_kind_and_says_something(path: Path) -> None:
    assert re.fullmatch(rf"[a-z0-9-]+\.(?:{KINDS})\.md", path.name)
    said = path.read_text(encoding="utf-8").strip()
    assert said.endswith(".")
    assert len(said) < 400
    assert not said.startswith(("#", "-"))


def test_the_kinds_stand_in_contributing() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [kind for kind in KINDS.split("|") if f"`{kind}`" not in text] == []
