"""Controls in a plan: which rows there are, in which order, and what tells their trials apart."""

import json
from dataclasses import replace

import pytest

from harness.messages import Sampling
from harness.plan.benchmark import Plan, arms_of
from harness.plan.level import Level
from tests.harness.fakes import reference
from tests.harness.plan.test_benchmark import DESIGNS, plan

ONE = reference(Level.CONTEXT)
TEAM = "petty_cash-orchestration"
CONTROLS = {f"{TEAM} ({kind})" for kind in ("same tokens", "best of n", "self-check")}


def with_controls(seeds: tuple[int, ...] = (1, 2, 3), epochs: int = 1, orchestrator: str = "native") -> Plan:
    arms = arms_of(DESIGNS, "scripted", "petty_cash", control=ONE, warm=0.7)
    return replace(plan(seeds=seeds, epochs=epochs), arms=arms, margin=0.05, orchestrator=orchestrator)


def test_each_team_gets_three_controls_of_the_one_agent_beside_its_row_tools_only() -> None:
    controls = [arm for arm in with_controls().arms if arm.is_control]
    assert {arm.id for arm in controls} == CONTROLS
    assert {(arm.of, arm.design.name, arm.provider) for arm in controls} == {(TEAM, ONE.name, "scripted")}
    assert [arm.id for arm in with_controls().teams] == [TEAM]


def test_controls_are_no_designs_and_add_no_comparison() -> None:
    assert with_controls().comparisons == plan().comparisons
    assert [arm.id for arm in with_controls().designs] == [arm.id for arm in plan().designs]


def test_a_team_comes_before_its_controls_in_every_case_and_epoch() -> None:
    trials = with_controls(seeds=tuple(range(1, 31)), epochs=2).trials
    places = {(trial.arm.id, trial.seed, trial.epoch): place for place, trial in enumerate(trials)}
    for (arm, seed, epoch), place in places.items():
        if arm in CONTROLS:
            assert places[TEAM, seed, epoch] < place


def test_the_order_of_the_others_stays_random() -> None:
    trials = with_controls(seeds=tuple(range(1, 31))).trials
    by_case = [[trial.arm.id for trial in trials if trial.seed == seed] for seed in range(1, 31)]
    assert {order[0] for order in by_case} > {TEAM, "petty_cash-prompting"}
    assert {order[-1] for order in by_case} >= CONTROLS


def test_every_arm_still_does_every_case_in_every_epoch_once() -> None:
    made = with_controls(epochs=2)
    done = [(trial.arm.id, trial.seed, trial.epoch) for trial in made.trials]
    assert len(done) == len(set(done)) == 8 * 3 * 2
    assert len({trial.id for trial in made.trials}) == len(done)


def test_a_controls_trial_is_told_by_its_kind_the_team_and_the_one_agent() -> None:
    made = with_controls(seeds=(1,))
    team = next(arm for arm in made.arms if arm.id == TEAM)
    control = next(trial for trial in made.trials if trial.arm.kind == "same tokens")
    assert control.identity["control"] == ["same tokens", team.design.id, "native"]
    assert control.identity["design"] == ONE.id


def test_controls_are_carried_out_by_the_native_orchestrator_whatever_runs_the_team() -> None:
    control = next(trial for trial in with_controls(orchestrator="other").trials if trial.arm.is_control)
    assert control.identity["orchestrator"] == "native"
    assert control.identity["control"][2] == "other"


def test_attempts_are_made_at_a_temperature_above_0_and_nothing_else_is() -> None:
    hot = {trial.arm.kind for trial in with_controls().trials if trial.sampling.temperature == 0.7}
    assert hot == {"best of n"}


def test_attempts_and_repeats_have_seeds_that_never_meet() -> None:
    seeds = [Sampling(seed=7 + epoch).seed_of(variation) for epoch in range(5) for variation in range(20)]
    assert len(set(seeds)) == 100
    assert Sampling(seed=None).seed_of(3) is None


def test_a_plan_with_controls_comes_back_as_it_was_and_states_how_attempts_differ() -> None:
    made = with_controls()
    stored = json.loads(json.dumps(made.to_json()))
    back = Plan.from_json(stored)
    assert (back.id, back.margin) == (made.id, 0.05)
    assert [trial.id for trial in back.trials] == [trial.id for trial in made.trials]
    [best] = [arm for arm in stored["arms"] if arm["kind"] == "best of n"]
    assert (best["of"], best["temperature"], best["seeds_apart"]) == (TEAM, 0.7, 10_000)


@pytest.mark.parametrize("key", ["margin", "of", "temperature"])
def test_a_plan_without_controls_does_not_mention_them(key: str) -> None:
    assert f'"{key}"' not in json.dumps({**plan().to_json(), "sampling": {}})


def test_trials_of_designs_are_the_same_with_controls_and_without() -> None:
    alone = {trial.id for trial in plan(epochs=1).trials}
    assert alone == {trial.id for trial in with_controls().trials if not trial.arm.is_control}
