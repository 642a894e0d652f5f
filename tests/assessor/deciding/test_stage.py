"""Evidence stages and what they allow."""

from itertools import pairwise
from pathlib import Path

import pytest

from assessor.deciding import stage as room
from assessor.deciding.stage import STAGES, may, meaning, read_stages, weakest
from assessor.versioned import BrokenFile


def test_a_stronger_stage_allows_all_that_a_weaker_one_does() -> None:
    allowed = [set(meaning(stage).may) for stage in STAGES]
    assert all(weaker <= stronger for weaker, stronger in pairwise(allowed))


def test_simulated_figures_allow_nothing_and_judged_ones_no_comparison() -> None:
    assert meaning("simulated").may == ()
    assert may("author-judged", "level")
    assert not may("author-judged", "group_comparison")
    assert not may("author-judged", "badge")
    assert may("calibrated", "group_comparison")


def test_what_rests_on_several_has_the_weakest_stage() -> None:
    assert weakest(("calibrated", "author-judged", "validated")) == "author-judged"


def test_a_file_without_a_stage_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (room.FOLDER / "toprung-1.toml").read_text(encoding="utf-8")
    (tmp_path / "x.toml").write_text(text.replace('name = "piloted"', 'name = "simulated"'), encoding="utf-8")
    monkeypatch.setattr(room, "FOLDER", tmp_path)
    with pytest.raises(BrokenFile, match="each once and in this order"):
        read_stages.__wrapped__("x")
