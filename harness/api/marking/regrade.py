"""Marks the stored answers of a run again, without a model call. Both marks are kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from harness.errors import BadPlan
from harness.plan.benchmark import Plan
from harness.run.build import grade_record
from harness.store.ledger import Ledger, open_ledger
from harness.store.records import TrialRecord
from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.catalog import find_task
from tasks_bank.task import Task


@dataclass(frozen=True, slots=True)
class Regraded:
    """What marking again came to."""

    run_id: str
    grader: str
    """Who marked, the last one: ``expense_reconciliation@1``."""
    marked: int
    """Answers that were marked again."""
    changed: int
    """Answers whose score is different from the mark before, or that had none."""


def regrade(ledger_url: str, run: str) -> Regraded:
    """Mark a run's stored answers with the marker that is installed now: all of them or, when something fails, none.

    Raises BadPlan when the installed task deals other cases than the run's, BrokenTask when its marker fails.
    """
    with open_ledger(ledger_url, must_exist=True) as ledger:
        record = ledger.run(run)
        plan = Plan.from_json(record.plan)
        task = find_task(plan.task)
        trials = answered(ledger, plan)
        cases = dealt_again(plan, task, trials)
        before = {(grade.trial_id, grade.attempt): grade.score for grade in ledger.grades(record.id)}
        grades = [task.grade(cases[trial.id], Answer.from_json(trial.answer)) for trial in trials]
        pairs = list(zip(trials, grades, strict=True))
        for future in [ledger.add_grade(grade_record(trial.id, trial.attempt, grade)) for trial, grade in pairs]:
            future.result()
        changed = sum(before.get((trial.id, trial.attempt)) != grade.score for trial, grade in pairs)
        return Regraded(record.id, grades[-1].grader if grades else "", len(grades), changed)


def answered(ledger: Ledger, plan: Plan) -> list[TrialRecord]:
    """Return the attempts of a run that have an answer to mark. Raises BadPlan where the texts were forgotten."""
    trials = [trial for trial in ledger.trials(plan.id) if trial.outcome != "infrastructure"]
    if forgotten := [trial.forgotten_at for trial in trials if trial.forgotten_at]:
        raise BadPlan(
            f"the texts of run {plan.id} were forgotten on {max(forgotten):%Y-%m-%d}, so that nothing is left to "
            "mark again"
        )
    return trials


def dealt_again(plan: Plan, task: Task, trials: Sequence[TrialRecord]) -> dict[str, Case]:
    """Deal the case of each trial. Raises BadPlan when it is not the one that the trial's answer belongs to."""
    seeds = {trial.id: trial.seed for trial in plan.trials}
    dealt: dict[int, Case] = {}
    for trial in trials:
        seed = seeds[trial.id]
        if seed not in dealt:
            dealt[seed] = task.deal(seed, plan.dial_values)
        if trial.answer.get("case") != dealt[seed].digest:
            raise BadPlan(
                f"the cases of {plan.task} have changed since run {plan.id} was made (seed {seed}), so its answers "
                f"cannot be marked again; install version {plan.task_version} of the task as it was then"
            )
    return {trial.id: dealt[seeds[trial.id]] for trial in trials}
