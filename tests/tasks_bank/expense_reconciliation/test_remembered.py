"""Notes of last month: one of them is needed for full marks."""

import pytest

from tasks_bank.case import Case
from tasks_bank.notes.believing import without_notes
from tasks_bank.task import Task


def dealt(task: Task, seed: int, setting: str) -> Case:
    return task.deal(seed, task.dials(setting))


@pytest.mark.parametrize("preset", ["small", "default"])
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_good_notes_are_needed_for_full_marks(task: Task, seed: int, preset: str) -> None:
    case = dealt(task, seed, f"{preset},notes=6")
    assert task.grade(case, without_notes(case)).score < 0.95


def test_the_carry_over_that_only_a_note_knows_is_in_no_file(task: Task) -> None:
    plain, noted = dealt(task, 1, "default"), dealt(task, 1, "default,notes=1")
    refs = [{row["document"] for row in case.systems["carry_overs"].rows} for case in (plain, noted)]
    (missing,) = refs[0] - refs[1]
    assert missing in noted.notes[0].text
    assert noted.truth.tables == plain.truth.tables


def test_without_a_useful_note_no_carry_over_is_set_aside(task: Task) -> None:
    plain, wrong = dealt(task, 1, "default"), dealt(task, 1, "default,notes=2,stale_notes=1")
    assert wrong.systems["carry_overs"].rows == plain.systems["carry_overs"].rows
