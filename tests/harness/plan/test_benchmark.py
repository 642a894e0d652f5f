import json
from dataclasses import replace

import pytest

from harness.messages import Sampling
from harness.plan.benchmark import Plan, arms_of
from harness.plan.design import Budget, Design
from harness.plan.level import Level
from tests.harness.fakes import reference

DESIGNS = tuple(reference(level) for level in Level)


def plan(designs: tuple[Design, ...] = DESIGNS, seeds: tuple[int, ...] = (1, 2, 3), epochs: int = 2) -> Plan:
    return Plan(
        task="petty_cash",
        task_version=1,
        dials="small",
        dial_values={"lines": 6, "over_limit": 1},
        seeds=seeds,
        epochs=epochs,
        orchestrator="native",
        provider="scripted",
        model="petty_cash",
        base_url=None,
        api="chat",
        evidence="scripted",
        sampling=Sampling(),
        arms=arms_of(designs, "scripted", "petty_cash"),
    )


def test_every_arm_does_every_case_in_every_epoch_once() -> None:
    made = plan()
    done = [(trial.arm.id, trial.seed, trial.epoch) for trial in made.trials]
    wanted = {(arm.id, seed, epoch) for arm in made.arms for seed in (1, 2, 3) for epoch in (1, 2)}
    assert (len(done), set(done)) == (30, wanted)
    assert len({trial.id for trial in made.trials}) == 30


def test_each_design_that_has_tools_has_a_row_tools_only_beside_it() -> None:
    assert [(arm.id, arm.kind, arm.provider) for arm in plan().arms] == [
        ("petty_cash-prompting", "design", "scripted"),
        ("petty_cash-context", "design", "scripted"),
        ("petty_cash-context (tools only)", "tools only", "silent"),
        ("petty_cash-orchestration", "design", "scripted"),
        ("petty_cash-orchestration (tools only)", "tools only", "silent"),
    ]


def test_a_run_of_the_silent_model_has_no_second_silent_row() -> None:
    assert len(arms_of(DESIGNS, "silent", "")) == 3


def test_designs_of_one_name_are_told_apart_by_their_digest() -> None:
    other = DESIGNS[0].model_copy(update={"about": "another"})
    assert [arm.id for arm in arms_of((DESIGNS[0], other), "scripted", "")] == [DESIGNS[0].id, other.id]
    assert DESIGNS[0].id != other.id


@pytest.mark.parametrize(("designs", "comparisons"), [(1, 0), (2, 1), (3, 3)])
def test_designs_are_compared_two_by_two_and_tools_only_is_not(designs: int, comparisons: int) -> None:
    assert plan(DESIGNS[:designs]).comparisons == comparisons


def test_the_arms_of_a_case_come_together_and_in_another_order_for_each_case() -> None:
    trials = plan(seeds=tuple(range(1, 9)), epochs=1).trials
    assert [trial.seed for trial in trials] == [seed for seed in range(1, 9) for _ in range(5)]
    orders = {tuple(trial.arm.id for trial in trials if trial.seed == seed) for seed in range(1, 9)}
    assert len(orders) > 1


def test_the_same_plan_has_the_same_id_and_order() -> None:
    assert plan().id == plan().id
    assert [trial.id for trial in plan().trials] == [trial.id for trial in plan().trials]


def test_the_same_work_has_the_same_id_in_two_runs() -> None:
    few, many = plan(DESIGNS[:1], seeds=(2,), epochs=1), plan()
    assert few.id != many.id
    assert {trial.id for trial in few.trials} < {trial.id for trial in many.trials}


@pytest.mark.parametrize(
    "change",
    [
        {"task_version": 2},
        {"dial_values": {"lines": 7, "over_limit": 1}},
        {"orchestrator": "other"},
        {"sampling": Sampling(temperature=None)},
        {"seeds": (4,)},
        {"base_url": "http://127.0.0.1:9/v1"},
        {"arms": arms_of(DESIGNS[:1], "scripted", "other")},
        {"arms": arms_of(DESIGNS[1:], "scripted", "petty_cash")},
    ],
    ids=str,
)
def test_other_work_has_another_id(change: dict[str, object]) -> None:
    first, other = plan(DESIGNS[:1]), replace(plan(DESIGNS[:1]), **change)  # type: ignore[arg-type] # each names a field
    assert not {trial.id for trial in first.trials} & {trial.id for trial in other.trials}


@pytest.mark.parametrize("change", [{"dials": "lines=6"}, {"evidence": "real"}])
def test_how_a_run_was_asked_for_is_not_part_of_a_trials_identity(change: dict[str, object]) -> None:
    other = replace(plan(), **change)  # type: ignore[arg-type] # each names a field
    assert {trial.id for trial in other.trials} == {trial.id for trial in plan().trials}


def test_a_designs_budget_is_part_of_the_design_and_so_of_the_identity() -> None:
    tight = DESIGNS[0].model_copy(update={"budget": Budget(calls=1)})
    assert tight.digest != DESIGNS[0].digest


def test_a_plan_comes_back_from_json_as_it_was() -> None:
    made = plan()
    back = Plan.from_json(json.loads(json.dumps(made.to_json())))
    assert (back.id, back.to_json()) == (made.id, made.to_json())
    assert [trial.identity for trial in back.trials] == [trial.identity for trial in made.trials]
    assert [arm.design for arm in back.arms] == [arm.design for arm in made.arms]


def test_a_task_that_is_data_only_is_told_apart_by_its_digest() -> None:
    first, other = replace(plan(), task_digest="aaaa"), replace(plan(), task_digest="bbbb")
    assert not {trial.id for trial in first.trials} & {trial.id for trial in other.trials}
    assert Plan.from_json(json.loads(json.dumps(first.to_json()))).task_named == "petty_cash@1#aaaa"


def test_other_tasks_have_no_digest_and_keep_the_ids_that_they_had() -> None:
    assert "task_digest" not in plan().to_json()
    assert {trial.identity["task"] for trial in plan().trials} == {"petty_cash@1"}


def test_each_epoch_has_a_seed_of_its_own() -> None:
    seeds = {trial.epoch: trial.sampling.seed for trial in plan(epochs=3).trials}
    assert seeds == {1: 7, 2: 8, 3: 9}


def test_a_row_tools_only_is_the_same_on_every_server() -> None:
    here, there = plan(), replace(plan(), base_url="http://127.0.0.1:9/v1")
    silent = [{trial.id for trial in found.trials if trial.arm.kind == "tools only"} for found in (here, there)]
    assert silent[0] == silent[1]


def test_a_row_tools_only_belongs_to_the_model_whose_tokens_it_is_counted_in() -> None:
    small, large = plan(), replace(plan(), model="large")
    silent = [{trial.id for trial in found.trials if trial.arm.kind == "tools only"} for found in (small, large)]
    assert not silent[0] & silent[1]
