"""Adds trials up to the rows of the main table."""

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast, get_args

from harness.api.asked.models import asked_in_words
from harness.api.figures import CheckMean, PassK
from harness.api.rows import Arm, Outcome, TrialRow
from harness.messages import Evidence, Usage
from harness.plan.benchmark import SILENT, Plan, PlannedArm
from harness.stats.dependability import pass_hat
from harness.stats.intervals import student_interval
from harness.store.records import CallTotals

_FULL_MARKS = 1.0 - 1e-9
"""A trial succeeds with full marks: with any less, somebody has to find out what is wrong and put it right."""
_REPEATS = (1, 3, 5)
NO_CALLS = CallTotals(0, Usage(), 0, ())


@dataclass(frozen=True, slots=True)
class Entry:
    """A trial with its calls."""

    trial: TrialRow
    totals: CallTotals
    grader: str = ""
    """Who marked it, with the version; empty where nobody has."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known of an arm and cannot be added up from its trials."""

    frontier_probability: float | None = None
    cost_cold_nano_usd: int | None = None
    first_token_s: Sequence[float] = ()
    """Of every streamed call."""


def arm_row(plan: Plan, arm: PlannedArm, entries: Sequence[Entry], beside: Beside) -> Arm:
    """Add up an arm's trials."""
    trials = [entry.trial for entry in entries]
    counted = [trial for trial in trials if trial.outcome != "infrastructure"]
    outcomes = Counter(trial.outcome for trial in trials)
    by_case = scores_by_case(trials)
    means = [sum(scores) / len(scores) for scores in by_case.values() if scores]
    quality = student_interval(means) if means else None
    totals = NO_CALLS
    for entry in entries:
        totals += entry.totals
    allowance = arm.design.allowance
    return Arm(
        id=arm.id,
        kind=arm.kind,
        design=arm.design.id,
        design_name=arm.design.name,
        level=arm.design.level,
        model=asked_in_words(arm),
        models_served=totals.models_served,
        evidence=cast("Evidence", SILENT) if arm.provider == SILENT else plan.evidence,
        paste_tokens=allowance.paste_tokens,
        follow_ups=allowance.follow_ups,
        agents=len(arm.design.agent),
        trials=len(trials),
        cases=len(means),
        outcomes={outcome: outcomes[outcome] for outcome in get_args(Outcome)},
        unreadable=sum(trial.status == "unreadable" for trial in trials),
        left_out=outcomes["infrastructure"],
        quality_mean=quality.mean if quality else None,
        quality_as_run=_as_run(trial for trial in trials if not trial.is_unmarked),
        quality_low=_on_scale(quality.low) if quality else None,
        quality_high=_on_scale(quality.high) if quality else None,
        unmarked=sum(trial.is_unmarked for trial in trials),
        pass_k=_pass_k(by_case),
        frontier_probability=beside.frontier_probability,
        calls=totals.calls,
        retries=totals.retries,
        input_tokens=totals.usage.sent,
        cached_tokens=totals.usage.cache_read,
        cache_write_tokens=totals.usage.cache_write + totals.usage.cache_write_1h,
        output_tokens=totals.usage.output,
        cost_nano_usd=totals.nano_usd,
        cost_cold_nano_usd=beside.cost_cold_nano_usd,
        wall_s_mean=_mean(trial.wall_s for trial in counted),
        working_s_mean=_mean(trial.working_s for trial in counted),
        waited_s_mean=_mean(trial.waited_s for trial in counted),
        first_token_s_median=statistics.median(beside.first_token_s) if beside.first_token_s else None,
        escalations_mean=_mean(trial.escalations for trial in counted),
        checks=_checks([trial for trial in counted if not trial.is_unmarked]),
        of=arm.of,
    )


def scores_by_case(trials: Iterable[TrialRow]) -> dict[int, list[float]]:
    """Return the scores by the case's seed; a case that infrastructure alone has ended has none."""
    found: dict[int, list[float]] = {}
    for trial in trials:
        scores = found.setdefault(trial.seed, [])
        if trial.outcome != "infrastructure" and trial.score is not None:
            scores.append(trial.score)
    return found


def _pass_k(scores: Mapping[int, Sequence[float]]) -> tuple[PassK, ...]:
    """Return pass^k for every k that the repeats of all cases allow."""
    repeats = min((len(found) for found in scores.values() if found), default=0)
    succeeded = {case: [score >= _FULL_MARKS for score in found] for case, found in scores.items() if found}
    found = []
    for k in (k for k in _REPEATS if k <= repeats):
        chance = pass_hat(succeeded, k)
        if chance is not None:
            found.append(PassK(k, chance.mean, chance.low, chance.high))
    return tuple(found)


def _checks(trials: Sequence[TrialRow]) -> tuple[CheckMean, ...]:
    """Return the mean of each check, in the marker's order; an answer that could not be read earned nothing."""
    names: dict[str, float] = {}
    earned: defaultdict[str, float] = defaultdict(float)
    for trial in trials:
        for check in trial.checks:
            names.setdefault(check.name, check.available)
            earned[check.name] += check.earned
    return tuple(CheckMean(name, earned[name] / len(trials), available) for name, available in names.items())


def _as_run(trials: Iterable[TrialRow]) -> float | None:
    """Return the mean over cases with every trial in it; one that infrastructure failed counts as 0."""
    by_case: defaultdict[int, list[float]] = defaultdict(list)
    for trial in trials:
        by_case[trial.seed].append(trial.score or 0.0)
    return _mean(sum(scores) / len(scores) for scores in by_case.values())


def _on_scale(end: float | None) -> float | None:
    """Cut an interval's end off where the scale of a score ends."""
    return None if end is None else min(max(end, 0.0), 1.0)


def _mean(values: Iterable[float]) -> float | None:
    found = list(values)
    return sum(found) / len(found) if found else None
