"""Plans that older programs have stored: they are read, and keep their ids."""

import json
from dataclasses import replace
from typing import Any

from harness.plan.benchmark import Plan

OLD: dict[str, Any] = {
    "task": "petty_cash",
    "task_version": 1,
    "dials": "small",
    "dial_values": {"lines": 6},
    "seeds": [1],
    "epochs": 1,
    "orchestrator": "native",
    "provider": "scripted",
    "model": "petty_cash",
    "base_url": None,
    "api": "chat",
    "evidence": "scripted",
    "sampling": {"temperature": 0.0, "seed": 7, "call_in_tokens": None, "call_out_tokens": None, "cache": "off"},
    "arms": [
        {
            "id": "terse",
            "kind": "design",
            "design": {
                "name": "terse",
                "version": 1,
                "level": "prompting",
                "task": "petty_cash",
                "question": "{ask}",
                "agent": [{"name": "clerk", "role": "a clerk"}],
            },
            "provider": "scripted",
            "model": "petty_cash",
        }
    ],
}
"""As it was stored before plans knew of ablations, with the ids that the program of that day gave it."""
OLD_ID, OLD_TRIAL = "a210cfc80c33edf8", "f9a530a15776c238"


def test_a_stored_plan_and_its_trials_keep_their_ids() -> None:
    plan = Plan.from_json(OLD)
    assert (plan.id, [trial.id for trial in plan.trials]) == (OLD_ID, [OLD_TRIAL])


def test_a_plan_that_takes_nothing_apart_does_not_mention_it() -> None:
    plan = Plan.from_json(OLD)
    assert plan.ablates == ()
    assert "ablates" not in plan.to_json()


def test_an_ablation_has_an_id_of_its_own_and_comes_back_as_it_was() -> None:
    plan = replace(Plan.from_json(OLD), ablates=("files", "skills"))
    back = Plan.from_json(json.loads(json.dumps(plan.to_json())))
    assert (back.ablates, back.id) == (("files", "skills"), plan.id)
    assert plan.id != OLD_ID


def test_an_ablation_shares_its_trials_with_other_runs() -> None:
    plan = replace(Plan.from_json(OLD), ablates=("files",))
    assert [trial.id for trial in plan.trials] == [OLD_TRIAL]


def test_an_ablation_compares_one_design_with_each_that_lacks_a_part() -> None:
    assert replace(Plan.from_json(OLD), ablates=("files", "skills", "mcp")).comparisons == 3


def test_a_plan_without_faults_does_not_mention_them() -> None:
    assert "faults" not in Plan.from_json(OLD).to_json()
    assert "faults" not in Plan.from_json(OLD).trials[0].identity


def test_faults_make_other_trials_and_come_back_as_they_were() -> None:
    plan = replace(Plan.from_json(OLD), faults=("agent down: sorter",))
    back = Plan.from_json(json.loads(json.dumps(plan.to_json())))
    assert (back.faults, back.id) == (plan.faults, plan.id)
    assert [trial.id for trial in plan.trials] != [OLD_TRIAL]
