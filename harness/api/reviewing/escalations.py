"""How well designs choose what a person has to decide: from the figures that the marker keeps beside the marks."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from harness.api.reviewing.rows import ArmExceptions, Minutes, Rate
from harness.api.rows import TrialRow
from harness.plan.benchmark import Plan
from harness.stats.intervals import student_interval, wilson
from harness.stats.reviewing.per_find import ratio_of_totals
from harness.store.ledger import Ledger
from harness.store.records import ReviewRecord
from tasks_bank.grade import HandedOver
from tasks_bank.task import Task

Key = tuple[str, int]
"""A trial and which attempt at it."""
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Counted:
    """What one trial handed over."""

    seed: int
    figures: HandedOver
    is_readable: bool = True


def counted(
    ledger: Ledger, plan: Plan, task: Task, trials: Sequence[TrialRow]
) -> tuple[dict[str, list[Counted]], dict[str, int]]:
    """Return what each trial handed over, by arm, and how many trials of each arm nobody counted.

    An answer that could not be read handed nothing over; what was due is known from the case's other answers, and else
    the case is dealt again. Infrastructure failures are left out.
    """
    figures = _figures(ledger, plan.id)
    due: dict[int, int | None] = {
        trial.seed: figures[trial.id, trial.attempt].due for trial in trials if (trial.id, trial.attempt) in figures
    }
    found: defaultdict[str, list[Counted]] = defaultdict(list)
    uncounted: defaultdict[str, int] = defaultdict(int)
    for trial in trials:
        if trial.outcome == "infrastructure":
            continue
        one = figures.get((trial.id, trial.attempt))
        is_readable = one is not None
        if trial.status == "unreadable" and trial.seed not in due:
            due[trial.seed] = _due(plan, task, trial.seed)
        if trial.status == "unreadable" and (known := due[trial.seed]) is not None:
            one = HandedOver(known, 0, 0, 0, 0, 0)
        if one is None:
            uncounted[trial.arm] += 1
        else:
            found[trial.arm].append(Counted(trial.seed, one, is_readable=is_readable))
    return dict(found), dict(uncounted)


def _figures(ledger: Ledger, run_id: str) -> dict[Key, HandedOver]:
    """Return the figures that stand in the marks; the latest mark counts."""
    found: dict[Key, HandedOver] = {}
    for trial_id, attempt, grade in ledger.checks(run_id):
        found.pop((trial_id, attempt), None)
        for check in grade["checks"]:
            if "handed_over" in check:
                found[trial_id, attempt] = HandedOver(**check["handed_over"])
    return found


def _due(plan: Plan, task: Task, seed: int) -> int | None:
    """Deal a case again for what was due in it; None where the task that is installed deals others."""
    if (task.version, task.digest) != (plan.task_version, plan.task_digest):
        return None
    return len(task.deal(seed, plan.dial_values).truth.escalations)


def exceptions_of(arm: str, trials: Sequence[Counted], uncounted: int, per_true: Minutes | None) -> ArmExceptions:
    """Score what one arm handed over."""
    due, stated, rightly = (sum(getattr(t.figures, name) for t in trials) for name in ("due", "stated", "rightly"))
    return ArmExceptions(
        arm=arm,
        cases=len({trial.seed for trial in trials}),
        trials=len(trials),
        unreadable=sum(not trial.is_readable for trial in trials),
        uncounted=uncounted,
        due=due,
        stated=stated,
        rightly=rightly,
        precision=pooled(rightly, stated),
        recall=_by_case(trials, lambda f: (f.rightly, f.due)),
        coverage=_by_case(trials, lambda f: (f.kept, f.lines)),
        error_rest=_by_case(trials, lambda f: (f.kept_wrong, f.kept)),
        minutes_per_true=per_true,
    )


def pooled(successes: int, n: int) -> Rate:
    """Return a share with Wilson's interval."""
    if not n:
        return Rate(None, None, None, 0)
    share = wilson(successes, n)
    return Rate(share.mean, share.low, share.high, n)


def minutes_per_true(
    reviews: Sequence[ReviewRecord], seeds: Mapping[str, int], trials: Sequence[Counted], per_item: Minutes
) -> Minutes | None:
    """Return a person's minutes for each item that had to be handed over, what was handed over in vain included.

    Measured where an arm's escalations were reviewed: minutes over true ones, case by case. Else the minutes for one
    item over the precision. None where no item handed over had to be.
    """
    decided = [each for each in reviews if each.kind == "escalation" and each.trial_id in seeds]
    if sum(bool(each.warranted) for each in decided):
        minutes: defaultdict[int, float] = defaultdict(float)
        true: defaultdict[int, set[str]] = defaultdict(set)
        for each in decided:
            case = seeds[each.trial_id or ""]
            minutes[case] += each.seconds / _SECONDS
            true[case] |= {each.subject} if each.warranted else set()
        ratio = ratio_of_totals([*minutes.values()], [float(len(true[case])) for case in minutes])
        source = f"{len(decided)} decisions on what this design handed over, in {len(minutes)} cases"
        return Minutes(ratio.mean, ratio.low, ratio.high, "measured", source)
    stated, rightly = (sum(getattr(t.figures, name) for t in trials) for name in ("stated", "rightly"))
    if not rightly:
        return None
    source = f"minutes for one item over the precision; {per_item.source}"
    return Minutes(per_item.value * stated / rightly, None, None, per_item.mark, source)


def case_means(trials: Iterable[Counted], part: Callable[[HandedOver], float]) -> list[float]:
    """Return the mean of a figure for each case, repeats averaged."""
    by_case: defaultdict[int, list[float]] = defaultdict(list)
    for trial in trials:
        by_case[trial.seed].append(part(trial.figures))
    return [sum(values) / len(values) for values in by_case.values()]


def _by_case(trials: Sequence[Counted], of: Callable[[HandedOver], tuple[int, int]]) -> Rate:
    """Return the mean share over cases, repeats averaged, where there is anything to count; its t interval."""
    by_case: defaultdict[int, list[float]] = defaultdict(list)
    for trial in trials:
        part, whole = of(trial.figures)
        if whole:
            by_case[trial.seed].append(part / whole)
    means = [sum(values) / len(values) for values in by_case.values()]
    if not means:
        return Rate(None, None, None, 0)
    share = student_interval(means)
    low, high = (None if end is None else min(max(end, 0.0), 1.0) for end in (share.low, share.high))
    return Rate(share.mean, low, high, len(means))
