"""Adds trials up to the rows of the main table, and pairs the arms case by case."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import cast, get_args

from harness.api.rows import Arm, CheckMean, Comparison, Outcome, TrialRow, Verdict
from harness.messages import Evidence
from harness.plan.benchmark import SILENT, Plan, PlannedArm
from harness.plan.level import Level
from harness.stats.holm import holm
from harness.stats.intervals import student_interval
from harness.stats.paired import Paired, paired
from harness.stats.planning import cases_needed
from harness.store.records import CallTotals

_ALPHA = 0.05


@dataclass(frozen=True, slots=True)
class Entry:
    """A trial with its calls."""

    trial: TrialRow
    totals: CallTotals


@dataclass(frozen=True, slots=True)
class Compared:
    """An arm as it is compared with others."""

    name: str
    level: Level
    scores: Mapping[int, Sequence[float]]
    """By case; a case that infrastructure alone has ended has none."""


def arm_row(plan: Plan, arm: PlannedArm, entries: Sequence[Entry]) -> Arm:
    """Add up an arm's trials."""
    trials = [entry.trial for entry in entries]
    counted = [entry for entry in entries if entry.trial.outcome != "infrastructure"]
    outcomes = Counter(trial.outcome for trial in trials)
    by_case = scores_by_case(trials)
    means = [sum(scores) / len(scores) for scores in by_case.values() if scores]
    quality = student_interval(means) if means else None
    costs = [entry.totals.nano_usd for entry in entries]
    allowance = arm.design.allowance
    return Arm(
        id=arm.id,
        kind=arm.kind,
        design=arm.design.id,
        design_name=arm.design.name,
        level=arm.design.level,
        model=f"{arm.provider}/{arm.model}" if arm.model else arm.provider,
        models_served=tuple(sorted({name for entry in entries for name in entry.totals.models_served if name})),
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
        calls=sum(entry.totals.calls for entry in entries),
        input_tokens=sum(entry.totals.usage.sent for entry in entries),
        cached_tokens=sum(entry.totals.usage.cache_read for entry in entries),
        output_tokens=sum(entry.totals.usage.output for entry in entries),
        cost_nano_usd=None if None in costs else sum(cost or 0 for cost in costs),
        wall_s_mean=_mean(entry.trial.wall_s for entry in counted),
        escalations_mean=_mean(entry.trial.escalations for entry in counted),
        checks=_checks([entry.trial for entry in counted if not entry.trial.is_unmarked]),
    )


def scores_by_case(trials: Iterable[TrialRow]) -> dict[int, list[float]]:
    """Return the scores by the case's seed; a case that infrastructure alone has ended has none."""
    found: dict[int, list[float]] = {}
    for trial in trials:
        scores = found.setdefault(trial.seed, [])
        if trial.outcome != "infrastructure" and trial.score is not None:
            scores.append(trial.score)
    return found


def compare_arms(arms: Iterable[Compared]) -> tuple[Comparison, ...]:
    """Compare every arm with every other, paired by case; the verdicts are adjusted for all of them (Holm).

    The arm on the higher rung is `first`, so that a positive difference speaks for it; on the same rung the later one.
    """
    ladder = list(Level)
    pairs = [(up, low) for low, up in combinations(sorted(arms, key=lambda arm: ladder.index(arm.level)), 2)]
    results = [paired(first.scores, second.scores) for first, second in pairs]
    adjusted = holm([result.p for result in results], m=len(results))
    needed = cases_needed(len(results))
    return tuple(
        _comparison((first.name, second.name), result, p_holm, needed, _left_out(first.scores, second.scores))
        for (first, second), result, p_holm in zip(pairs, results, adjusted, strict=True)
    )


def _left_out(first: Mapping[int, Sequence[float]], second: Mapping[int, Sequence[float]]) -> int:
    """Count the cases without a pair because of infrastructure; a case that one of them never tried is none of them."""
    return len({case for arm in (first, second) for case, scores in arm.items() if not scores})


def _comparison(names: tuple[str, str], result: Paired, p_holm: float | None, needed: int, left_out: int) -> Comparison:
    verdict: Verdict = "not resolved"
    if p_holm is not None and p_holm <= _ALPHA and result.difference is not None:
        verdict = "better" if result.difference > 0 else "worse"
    return Comparison(
        first=names[0],
        second=names[1],
        cases=result.cases,
        left_out=left_out,
        difference=result.difference,
        low=result.low,
        high=result.high,
        p=result.p,
        p_holm=p_holm,
        p_exact=result.exact,
        verdict=verdict,
        why=_why(result, p_holm, needed, verdict),
    )


def _why(result: Paired, p_holm: float | None, needed: int, verdict: Verdict) -> str:
    if not result.cases:
        return "no case was finished by both"
    if result.cases < needed and verdict == "not resolved":
        return f"too few cases for a verdict: {result.cases}; at least {needed} are needed"
    return f"sign-flip p, adjusted for all comparisons (Holm), is {p_holm:.3f}; a verdict needs .05 or less"


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
