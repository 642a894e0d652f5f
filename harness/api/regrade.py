"""Marks the stored answers of a run again, without a model call. Both marks are kept."""

from dataclasses import dataclass

from harness.plan.benchmark import Plan
from harness.run.build import deal, grade_record
from harness.store.ledger import open_ledger
from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.catalog import find_task


@dataclass(frozen=True, slots=True)
class Regraded:
    """What marking again came to."""

    run_id: str
    grader: str
    """Who marked, the last one: ``expense_reconciliation@1``."""
    marked: int
    """Answers that were marked again."""
    changed: int
    """Answers whose score is different from the mark before."""


def regrade(ledger_url: str, run: str) -> Regraded:
    """Mark a run's stored answers with the marker that is installed now."""
    with open_ledger(ledger_url, must_exist=True) as ledger:
        record = ledger.run(run)
        plan = Plan.from_json(record.plan)
        task = find_task(plan.task)
        before = {(grade.trial_id, grade.attempt): grade for grade in ledger.grades(record.id)}
        seeds = {trial.id: trial.seed for trial in plan.trials}
        cases: dict[int, Case] = {}
        futures, changed, grader = [], 0, ""
        for trial in ledger.trials(record.id):
            if trial.outcome == "infrastructure":
                continue
            seed = seeds[trial.id]
            if seed not in cases:
                cases[seed] = deal(task, seed, plan.dial_values).case
            grade = task.grade(cases[seed], Answer.from_json(trial.answer))
            earlier = before.get((trial.id, trial.attempt))
            changed += earlier is None or earlier.score != grade.score
            grader = grade.grader
            futures.append(ledger.add_grade(grade_record(trial.id, trial.attempt, grade)))
        for future in futures:
            future.result()
        return Regraded(record.id, grader, len(futures), changed)
