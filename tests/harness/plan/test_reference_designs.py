import pytest

from harness.api.planning import known_for
from harness.plan.checking.check import check_design
from harness.plan.design import read_design
from harness.plan.level import Level
from tasks_bank.catalog import PACKAGED
from tasks_bank.task import Task, read_task
from tests.harness.fakes import PETTY_CASH

FOLDERS = [PETTY_CASH, *sorted(path.parent for path in PACKAGED.glob("*/task.toml"))]
each_task = pytest.mark.parametrize("task", [read_task(folder) for folder in FOLDERS], ids=[f.name for f in FOLDERS])


@each_task
def test_every_reference_design_holds_together(task: Task) -> None:
    for path in task.designs:
        check_design(read_design(path), known_for(task))


@each_task
def test_every_task_has_a_reference_design_at_each_level(task: Task) -> None:
    designs = [read_design(path) for path in task.designs]
    names = {design.level: design.name for design in designs if design.name == f"{task.name}-{design.level}"}
    assert names == {level: f"{task.name}-{level}" for level in Level}
    assert {design.task for design in designs} == {task.name}
