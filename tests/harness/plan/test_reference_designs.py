import pytest

from harness.api.planning import known_for
from harness.plan.checking.check import Findings, findings
from harness.plan.design import read_design
from harness.plan.level import Level
from tasks_bank.catalog import PACKAGED
from tasks_bank.task import Task, read_task
from tests.harness.fakes import PETTY_CASH

FOLDERS = [PETTY_CASH, *sorted(path.parent for path in PACKAGED.glob("*/task.toml"))]
each_task = pytest.mark.parametrize("task", [read_task(folder) for folder in FOLDERS], ids=[f.name for f in FOLDERS])


@each_task
def test_every_design_of_a_task_holds_together_and_calls_for_no_advice(task: Task) -> None:
    for path in task.designs:
        assert findings(read_design(path), known_for(task)) == Findings((), ())


TEAMS = {
    "content_calendar": {"research", "strategy", "drafting", "review", "coordinator"},
    "expense_reconciliation": {"extraction", "matching", "anomaly", "compliance", "reporting"},
    "onboarding": {"scheduling", "provisioning", "content", "buddy-match", "check-in"},
}


@pytest.mark.parametrize("name", TEAMS)
def test_the_teams_of_the_three_scenarios_have_the_agents_that_they_are_told_of(name: str) -> None:
    agents = {agent.name for agent in read_design(PACKAGED / name / "designs" / "orchestration.toml").agent}
    assert {word for word in TEAMS[name] if not any(agent.startswith(word) for agent in agents)} == set()


@each_task
def test_every_task_has_a_reference_design_at_each_level(task: Task) -> None:
    designs = [read_design(path) for path in task.designs]
    names = {design.level: design.name for design in designs if design.name == f"{task.name}-{design.level}"}
    assert names == {level: f"{task.name}-{level}" for level in Level}
    assert {design.task for design in designs} == {task.name}
