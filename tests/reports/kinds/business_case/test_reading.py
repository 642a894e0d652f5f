"""What the case takes from a run, and what it says where there is none."""

from dataclasses import replace
from pathlib import Path

import pytest

import harness.api
from harness.api.rows import RunView
from harness.errors import BadPlan
from harness.plan.level import Level
from reports.kinds.benchmark.made_up.run import run
from reports.kinds.benchmark.made_up.trials import Invention
from reports.kinds.business_case.reading import measured, read_run

VIEW = run(Invention(12, evidence="real", priced="known"))


def test_a_run_brings_every_measure_of_every_step_up_to_the_target() -> None:
    found = measured(VIEW, Level.ORCHESTRATION)
    measures = ["quality", "money", "machine time", "human minutes", "defects shipped"]
    assert {left: list(step.pairs) for left, step in found.steps.items()} == {
        Level.PROMPTING: measures,
        Level.CONTEXT: measures,
    }
    minutes = found.steps[Level.PROMPTING].pairs["human minutes"]
    assert (minutes.first, minutes.second) == ("orchestration/design", "prompting/design")
    assert minutes.difference == pytest.approx(-30)
    assert (found.evidence, found.cases, found.has_faults) == ("real", 12, False)
    assert found.terms


def test_steps_above_the_target_are_left_out() -> None:
    assert set(measured(VIEW, Level.CONTEXT).steps) == {Level.PROMPTING}


def test_a_level_without_a_design_is_not_measured() -> None:
    found = measured(run(Invention(8, levels=(Level.PROMPTING, Level.ORCHESTRATION))), Level.ORCHESTRATION)
    assert found.steps[Level.CONTEXT].why_not == "the run has no design at context, and it takes one"
    assert found.steps[Level.PROMPTING].pairs


def test_two_designs_at_a_level_are_not_chosen_between() -> None:
    [team] = [arm for arm in VIEW.arms if arm.id == "orchestration/design"]
    found = measured(replace(VIEW, arms=(*VIEW.arms, replace(team, id="other"))), Level.ORCHESTRATION)
    assert {step.why_not for step in found.steps.values()} == {
        "the run has 2 designs at orchestration, and it takes one"
    }


def test_injected_faults_are_taken_along() -> None:
    assert measured(replace(VIEW, faults=("agent:sorter=down",)), Level.CONTEXT).has_faults


def test_a_ledger_that_is_not_there_is_one_sentence_without_its_path(tmp_path: Path) -> None:
    found = read_run("r-1", Level.CONTEXT, f"sqlite:///{tmp_path / 'runs.db'}")
    assert found == "this installation has no ledger of benchmark runs that can be read"
    assert not (tmp_path / "runs.db").exists()


def test_a_run_that_is_not_there_names_no_other_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_run(*_: object, **__: object) -> RunView:
        raise BadPlan("there is no run 'r-1'; the runs are secret-1")

    monkeypatch.setattr(harness.api, "open_view", no_run)
    assert read_run("r-1", Level.CONTEXT) == "the ledger has no run 'r-1' that can be read here"


@pytest.mark.parametrize("named", ["latest", "made-up"])
def test_a_run_is_named_by_its_whole_id(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harness.api, "open_view", lambda *_, **__: VIEW)
    assert "is not the whole id of a run" in str(read_run(named, Level.CONTEXT))
    assert not isinstance(read_run(VIEW.id, Level.CONTEXT), str)
