"""What must hold of every packaged task that deals notes of earlier months."""

from statistics import fmean

import pytest

from tasks_bank.case import Case
from tasks_bank.catalog import PACKAGED
from tasks_bank.notes.believing import believing, without_notes
from tasks_bank.notes.dealing import NOTES, STALE_NOTES
from tasks_bank.specimens import right
from tasks_bank.task import Task, read_task
from tests.tasks_bank.tasks_found import FOLDERS, SEEDS

BEFORE = {
    "content_calendar": ("26584e087a1ebd9c", "e1ae209f3cbdee35"),
    "expense_reconciliation": ("10dfe8b1a251fc86", "aee8f711224bec3d"),
    "onboarding": ("d50b45c85c30bec1", "ec56c2d5e9f25fe4"),
}
"""Digests of seeds 1 and 2 at the default dials, from before there were notes; a new version drops its own."""
TASKS = [read_task(folder) for folder in FOLDERS.values() if folder.parent == PACKAGED]
NOTED = [task for task in TASKS if NOTES in task.spec.dial]

pytestmark = pytest.mark.parametrize("task", NOTED, ids=lambda task: task.name)


def dealt(task: Task, seed: int, setting: str) -> Case:
    return task.deal(seed, task.dials(setting))


def test_without_the_dials_a_case_is_what_it_was_before_there_were_notes(task: Task) -> None:
    assert {task.spec.dial[name].default for name in (NOTES, STALE_NOTES)} == {0}
    assert tuple(dealt(task, seed, "default").digest for seed in (1, 2)) == BEFORE[task.name]


def test_a_run_from_before_the_dials_can_be_dealt_again(task: Task) -> None:
    dials = {name: value for name, value in task.dials("small").items() if name not in {NOTES, STALE_NOTES}}
    assert task.deal(1, dials).digest == dealt(task, 1, "small").digest


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("preset", ["small", "default"])
def test_notes_change_neither_what_is_right_nor_what_good_notes_lead_to(task: Task, seed: int, preset: str) -> None:
    case = dealt(task, seed, f"{preset},notes=6")
    assert case.truth.tables == dealt(task, seed, preset).truth.tables
    assert len(case.notes) >= 3
    assert task.grade(case, right(case)).score == pytest.approx(1)
    assert task.grade(case, believing(case)).score == pytest.approx(1)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("preset", ["small", "default"])
def test_believing_wrong_notes_costs_an_able_answer_a_fifth_of_its_marks_and_more(
    task: Task, seed: int, preset: str
) -> None:
    case = dealt(task, seed, f"{preset},notes=6,stale_notes=1")
    assert len(case.notes) >= 3
    assert task.grade(case, without_notes(case)).score == pytest.approx(1)
    assert task.grade(case, believing(case)).score < 0.8


def test_a_larger_share_of_wrong_notes_costs_more(task: Task) -> None:
    means = []
    for share in (0, 0.2, 0.7):
        cases = [dealt(task, seed, f"default,notes=6,stale_notes={share}") for seed in SEEDS]
        means.append(fmean(task.grade(case, believing(case)).score for case in cases))
    assert means[0] > means[1] > means[2]


@pytest.mark.parametrize("seed", SEEDS)
def test_each_note_has_its_own_name_and_none_holds_the_hidden_word(task: Task, seed: int) -> None:
    case = dealt(task, seed, "default,notes=8,stale_notes=0.5")
    assert len({note.id for note in case.notes}) == len(case.notes) == 8
    assert not any(case.truth.canary in note.text for note in case.notes)
