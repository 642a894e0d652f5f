"""Rules by which levels are issued, as data."""

from pathlib import Path

import pytest

from assessor.deciding import cut_set as room
from assessor.deciding.cut_set import read_cut_set
from assessor.framework import read_framework
from assessor.sittings.scale import read_scale
from assessor.versioned import BrokenFile

SET = read_cut_set()


def test_the_cuts_divide_the_levels_of_the_framework() -> None:
    assert len(SET.cuts) + 1 == len(read_framework(SET.framework).level)


def test_authors_cuts_say_that_they_are_and_have_no_error_to_name() -> None:
    assert (SET.stage, SET.method, SET.ses) == ("author-judged", "authors", None)


def test_the_cuts_lie_on_a_scale_that_there_is() -> None:
    assert SET.scale == read_scale().name


def test_builder_needs_an_orchestration_task_and_strategist_governance() -> None:
    # The product's decisions: no Builder without a passed orchestration task, no Strategist without governance.
    assert [(gate.level, gate.kind) for gate in SET.gate] == [(4, "orchestration_task"), (5, "governance")]


def test_responsible_use_has_a_floor() -> None:
    assert [floor.area for floor in SET.floor] == ["responsible"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("cuts = [-1.25", "cuts = [9"), "cuts are finite and rise"),
        (('method = "authors"', 'method = "angoff"'), "give ses"),
        (("below = 1", "below = 5"), "below"),
        (("version = 1", "version = "), "is not TOML"),
        (("name = ", "nom = "), "name"),
    ],
)
def test_a_broken_cut_set_is_said_in_one_sentence(
    change: tuple[str, str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (room.FOLDER / "author-1.toml").read_text(encoding="utf-8")
    assert change[0] in text
    (tmp_path / "mine.toml").write_text(text.replace(*change, 1), encoding="utf-8")
    monkeypatch.setattr(room, "FOLDER", tmp_path)
    with pytest.raises(BrokenFile, match=said):
        read_cut_set("mine")


def test_other_cuts_are_another_label() -> None:
    moved = SET.model_copy(update={"cuts": (-1.0, -0.4, 0.4, 1.25)})
    assert moved.label != SET.label
    assert SET.label.startswith("author@1#")
