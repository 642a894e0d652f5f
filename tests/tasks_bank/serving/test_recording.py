"""Actions that a file keeps outlive a kill, are those of one case, and are read back as they were."""

import os
from pathlib import Path

import pytest

from tasks_bank.answer import Action
from tasks_bank.case import Case
from tasks_bank.errors import TaskBankError
from tasks_bank.serving.recording import ActionFile, read_actions
from tests.tasks_bank.serving.all_tasks import PACKAGED
from tests.tasks_bank.tasks_found import dealt

FIRST, SECOND = Action("book", {"at": "09:30", "people": 2}), Action("book", {"at": "ä"})


def case(seed: int = 1) -> Case:
    return dealt(PACKAGED["rota_planning"], seed)


def kept(path: Path, *actions: Action) -> list[int]:
    file = ActionFile(path, case())
    receipts = [file.record(action) for action in actions]
    file.close()
    return receipts


def test_actions_come_back_as_they_were(tmp_path: Path) -> None:
    assert kept(tmp_path / "done", FIRST, SECOND) == [1, 2]
    assert read_actions(tmp_path / "done", case()) == (FIRST, SECOND)


def test_a_file_goes_on_where_it_ended(tmp_path: Path) -> None:
    assert kept(tmp_path / "done", FIRST) == [1]
    assert kept(tmp_path / "done", SECOND) == [2]
    assert read_actions(tmp_path / "done", case()) == (FIRST, SECOND)


def test_what_a_kill_left_of_a_line_is_cut_off(tmp_path: Path) -> None:
    kept(tmp_path / "done", FIRST)
    with (tmp_path / "done").open("a") as file:
        file.write('{"case": "rota')
    assert read_actions(tmp_path / "done", case()) == (FIRST,)
    assert kept(tmp_path / "done", SECOND) == [2]
    assert read_actions(tmp_path / "done", case()) == (FIRST, SECOND)


def test_actions_of_another_case_are_refused(tmp_path: Path) -> None:
    kept(tmp_path / "done", FIRST)
    for use in (read_actions, ActionFile):
        with pytest.raises(
            TaskBankError, match=r"line 1: this was done on another case \(rota_planning@1 seed 1\) than"
        ):
            use(tmp_path / "done", case(2))


@pytest.mark.parametrize("line", [b"{}\n", b"nothing\n", b"[1]\n", b"\xff\n"])
def test_a_file_of_something_else_is_refused(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "done").write_bytes(line)
    with pytest.raises(TaskBankError, match="line 1: this is no action"):
        ActionFile(tmp_path / "done", case())
    assert (tmp_path / "done").read_bytes() == line


def test_nothing_stays_of_an_action_that_cannot_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = ActionFile(tmp_path / "done", case())
    file.record(FIRST)

    def full(_: int) -> None:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            file.record(SECOND)
    assert file.record(SECOND) == 2
    file.close()
    assert read_actions(tmp_path / "done", case()) == (FIRST, SECOND)


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(TaskBankError, match="cannot be read: No such file"):
        read_actions(tmp_path / "none", case())
