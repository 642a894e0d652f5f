"""What must hold of every task of the package, and need not of an employer's own."""

import pytest

from tasks_bank.specimens import right
from tasks_bank.task import Task
from tests.tasks_bank.tasks_found import FEWEST_ROWS, SEEDS, dealt, each_packaged_task

pytestmark = each_packaged_task


def test_dials_turn_noise_plants_and_documents_that_disagree(task: Task) -> None:
    assert {"noise", "planted", "disagree"} <= set(task.spec.dial)
    assert len(task.spec.dial) > 3, "there is no dial of size"
    assert {"small", "default", "large"} <= set(task.spec.presets)
    assert set(task.spec.human_minutes.fix) >= {"missing", "wrong", "stray"}


@pytest.mark.parametrize("dial", ["planted", "disagree"])
def test_dials_move_the_difficulty_for_whoever_takes_every_paper_at_its_word(task: Task, dial: str) -> None:
    spec = task.spec.dial[dial]
    easy, hard = (_mean_of_careless(task, dial, value) for value in (spec.low, spec.high))
    assert hard < easy - 0.02, (easy, hard)


def _mean_of_careless(task: Task, dial: str, value: float) -> float:
    scores = []
    for seed in SEEDS[:2]:
        case = task.deal(seed, task.dials(f"default,{dial}={value:g}"))
        scores.append(task.grade(case, task.careless(case)).score)
    return sum(scores) / len(scores)


def test_noise_changes_what_is_shown(task: Task) -> None:
    noise = task.spec.dial["noise"]
    quiet, loud = (task.deal(1, task.dials(f"default,noise={value:g}")) for value in (noise.low, noise.high))
    assert quiet.brief.files != loud.brief.files


def test_a_table_is_marked_by_its_rows_under_its_own_name(task: Task) -> None:
    case = dealt(task.folder, 1, "default")
    checks = {check.name for check in task.grade(case, right(case)).checks}
    assert any(len(rows) >= FEWEST_ROWS for name, rows in case.truth.tables.items() if name in checks)
