"""Notes of last month: what a careful reader gets out of them, and what believing the wrong ones costs."""

import pytest

from tasks_bank.case import Case
from tasks_bank.notes.believing import believing, without_notes
from tasks_bank.specimens import right
from tasks_bank.task import Task

SEEDS = (1, 2, 3, 4)
PRESETS = ("small", "default")


def dealt(task: Task, seed: int, setting: str) -> Case:
    return task.deal(seed, task.dials(setting))


def test_without_the_dials_a_case_is_what_it_was_before_there_were_notes(task: Task) -> None:
    # Digests of version 2 before notes were added.
    assert [dealt(task, seed, "default").digest for seed in (1, 2)] == ["10dfe8b1a251fc86", "aee8f711224bec3d"]


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("seed", SEEDS)
def test_good_notes_are_needed_for_full_marks(task: Task, seed: int, preset: str) -> None:
    case = dealt(task, seed, f"{preset},notes=6")
    assert task.grade(case, right(case)).score == pytest.approx(1)
    assert task.grade(case, believing(case)).score == pytest.approx(1)
    assert task.grade(case, without_notes(case)).score < 0.95


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("seed", SEEDS)
def test_believing_wrong_notes_costs_an_able_answer_a_quarter_of_its_marks_and_more(
    task: Task, seed: int, preset: str
) -> None:
    case = dealt(task, seed, f"{preset},notes=6,stale_notes=1")
    assert len(case.notes) >= 3
    assert task.grade(case, right(case)).score == pytest.approx(1)
    assert task.grade(case, without_notes(case)).score == pytest.approx(1)
    assert task.grade(case, believing(case)).score < 0.75


@pytest.mark.parametrize("seed", SEEDS)
def test_a_larger_share_of_wrong_notes_costs_more(task: Task, seed: int) -> None:
    cases = [dealt(task, seed, f"default,notes=6,stale_notes={share}") for share in (0, 0.2, 0.7)]
    scores = [task.grade(case, believing(case)).score for case in cases]
    assert scores[0] > scores[1] > scores[2]


def test_the_carry_over_that_only_a_note_knows_is_in_no_file(task: Task) -> None:
    plain, noted = dealt(task, 1, "default"), dealt(task, 1, "default,notes=1")
    refs = [{row["document"] for row in case.systems["carry_overs"].rows} for case in (plain, noted)]
    (missing,) = refs[0] - refs[1]
    assert missing in noted.notes[0].text
    assert noted.truth.tables == plain.truth.tables


def test_no_case_has_both_a_carry_over_set_aside_and_no_note_of_it(task: Task) -> None:
    plain, wrong = dealt(task, 1, "default"), dealt(task, 1, "default,notes=2,stale_notes=1")
    assert wrong.systems["carry_overs"].rows == plain.systems["carry_overs"].rows
