from contextlib import suppress
from pathlib import Path

import pytest

from harness.api.export.place import placed
from harness.errors import CannotWrite, HarnessError


def write(out: Path, text: str = "new", *, force: bool = False) -> None:
    with placed(out, "file", force=force) as draft:
        draft.write_text(text, encoding="utf-8")


def fill(out: Path, *, force: bool = False) -> None:
    with placed(out, "folder", force=force) as draft:
        (draft / "a.csv").write_text("new", encoding="utf-8")


def test_a_file_has_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    with placed(tmp_path / "out", "file", force=False) as draft:
        draft.write_text("half", encoding="utf-8")
        assert not (tmp_path / "out").exists()
    assert (tmp_path / "out").read_text(encoding="utf-8") == "half"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_file_that_is_there_is_not_replaced_unasked(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("old", encoding="utf-8")
    with pytest.raises(HarnessError, match="out is there already; --force replaces it"):
        write(tmp_path / "out")
    assert (tmp_path / "out").read_text(encoding="utf-8") == "old"
    write(tmp_path / "out", force=True)
    assert (tmp_path / "out").read_text(encoding="utf-8") == "new"


def test_an_old_file_stays_whole_when_its_replacement_breaks_off(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("old", encoding="utf-8")
    with suppress(ZeroDivisionError), placed(tmp_path / "out", "file", force=True) as draft:
        draft.write_text("half", encoding="utf-8")
        raise ZeroDivisionError
    assert (tmp_path / "out").read_text(encoding="utf-8") == "old"


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    fill(tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.csv"]


def test_a_folder_that_is_not_empty_is_not_touched_unasked(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(HarnessError, match="out is not empty; --force"):
        fill(tmp_path / "out")
    fill(tmp_path / "out", force=True)
    assert (tmp_path / "out" / "thesis.txt").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "out" / "a.csv").read_text(encoding="utf-8") == "new"


def test_a_place_of_the_wrong_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(HarnessError, match="is a file; this format makes a folder"):
        fill(tmp_path / "file", force=True)
    with pytest.raises(HarnessError, match="is a folder; this format makes one file"):
        write(tmp_path, force=True)
    with pytest.raises(HarnessError, match=r"the folder .*nowhere does not exist"):
        write(tmp_path / "nowhere" / "out")


def test_a_disk_that_fails_ends_in_a_sentence(tmp_path: Path) -> None:
    said = r"cannot write the export to .*: No space left on device; name another"
    with pytest.raises(CannotWrite, match=said), placed(tmp_path / "out", "file", force=False):
        raise OSError(28, "No space left on device")
    assert list(tmp_path.iterdir()) == []
