"""Puts a person's side of a run together: exceptions, reviews and minutes for each design."""

from collections import defaultdict
from collections.abc import Sequence

from harness.api.entries import read_entries
from harness.api.reviewing.attending import Known, Wanted, attention_to, item_minutes
from harness.api.reviewing.escalations import counted, exceptions_of, minutes_per_true
from harness.api.reviewing.reviews import by_people, reviewed
from harness.api.reviewing.rows import ArmAttention, Minutes, PersonSide
from harness.api.rows import RunView, TrialRow
from harness.plan.benchmark import Plan
from harness.store.ledger import Ledger, open_ledger
from tasks_bank.catalog import find_task
from tasks_bank.task import Task


def open_person_side(ledger_url: str, run: str, wanted: Wanted | None = None) -> PersonSide:
    """Read a person's side of a run, with what the user says about the job. Raises BadPlan or LedgerError."""
    said = wanted or Wanted()
    said.check()
    with open_ledger(ledger_url, must_exist=True) as ledger:
        plan = Plan.from_json(ledger.run(run).plan)
        trials = [entry.trial for entry in read_entries(ledger, plan.id, plan, checks=False)]
        return person_side(ledger, plan, find_task(plan.task), trials, said)


def person_side(
    ledger: Ledger, plan: Plan, task: Task, trials: Sequence[TrialRow], wanted: Wanted | None = None
) -> PersonSide:
    """Put a person's side of a run together from its trials."""
    said = wanted or Wanted()
    reviews = ledger.reviews.of_run(plan.id)
    handed_over, uncounted = counted(ledger, plan, task, trials)
    readable = [one for figures in handed_over.values() for one in figures if one.is_readable]
    lines = {one.seed: one.figures.lines for one in readable}
    known = Known(task.spec.human_minutes, plan.dials, reviews, lines)
    of_arm: defaultdict[str, list[TrialRow]] = defaultdict(list)
    for trial in trials:
        of_arm[trial.arm].append(trial)
    exceptions, attention = [], []
    for arm in plan.arms:
        own, figures = of_arm[arm.id], handed_over.get(arm.id, [])
        seeds = {trial.id: trial.seed for trial in own}
        item = item_minutes(known)
        per_item = Minutes(item.value, None, None, item.mark, item.source)
        per_true = minutes_per_true(by_people(reviews), seeds, figures, per_item)
        if figures or arm.id in uncounted:
            exceptions.append(exceptions_of(arm.id, figures, uncounted.get(arm.id, 0), per_true))
        if arm.kind == "design" and (minutes := attention_to(arm.id, own, figures, known, said)):
            attention.append(minutes)
    return PersonSide(tuple(exceptions), reviewed(reviews), tuple(attention), said.wage, dict(said.entered))


def attention_of(view: RunView, arm: str) -> ArmAttention | None:
    """Return the minutes that a job takes a person with one arm of a run; None where the arm has no mark yet."""
    found = view.person.attention if view.person else ()
    return next((one for one in found if one.arm == arm), None)
