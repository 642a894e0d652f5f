"""Designs held against each other in all that matters at once: quality, money, time, a person's minutes, defects.

Quality comes as the run compares it. The other measures are paired in the same way: by case, with Student's interval
and the sign-flip p, adjusted by Holm over all pairs of designs for each measure on its own.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from harness.api.reviewing.rows import ArmAttention, CaseAttention
from harness.api.rows import Comparison, TrialRow, Verdict
from harness.stats.holm import holm
from harness.stats.paired import Paired, paired

Measure = Literal["quality", "money", "machine time", "human minutes", "defects shipped"]
MORE_IS_BETTER: frozenset[Measure] = frozenset({"quality"})
_ALPHA = 0.05
_NANO = 10**9
ByCase = Mapping[int, list[float]]


@dataclass(frozen=True, slots=True)
class MeasuredPair:
    """Two designs in one measure, paired by case: the first minus the second."""

    measure: Measure
    unit: str
    first: str
    second: str
    """Arm ids."""
    cases: int
    """Pairs."""
    difference: float | None
    """In the unit; None without a pair."""
    low: float | None
    high: float | None
    """95 % Student-t interval over cases; None below 4 pairs."""
    p_holm: float | None
    """Two-sided sign-flip p, adjusted for all pairs of the run in this measure."""
    verdict: Verdict
    """Better is more quality, and less of everything else."""


def measured_pairs(
    comparisons: Sequence[Comparison], trials: Iterable[TrialRow], attention: Iterable[ArmAttention]
) -> tuple[MeasuredPair, ...]:
    """Compare designs of a run in each measure: those that `comparisons` hold against each other, in that order."""
    of_arm: defaultdict[str, list[TrialRow]] = defaultdict(list)
    for trial in trials:
        if trial.outcome != "infrastructure":
            of_arm[trial.arm].append(trial)
    cases = {arm.arm: arm.by_case for arm in attention}
    values: dict[Measure, tuple[str, dict[str, ByCase]]] = {
        "money": ("dollars a trial", {arm: _money(own) for arm, own in of_arm.items()}),
        "machine time": ("s a trial", {arm: _time(own) for arm, own in of_arm.items()}),
        "human minutes": ("min a job", {arm: _people(own, lambda case: case.minutes) for arm, own in cases.items()}),
        "defects shipped": (
            "in 100 jobs",
            {arm: _people(own, lambda case: case.defects_per_100) for arm, own in cases.items()},
        ),
    }
    found = [_quality(pair) for pair in comparisons]
    for measure, (unit, arms) in values.items():
        found += _compared(measure, unit, arms, [(pair.first, pair.second) for pair in comparisons])
    return tuple(found)


def _quality(pair: Comparison) -> MeasuredPair:
    return MeasuredPair(
        *("quality", "0 to 1", pair.first, pair.second, pair.cases, pair.difference, pair.low, pair.high),
        *(pair.p_holm, pair.verdict),
    )


def _compared(
    measure: Measure, unit: str, arms: Mapping[str, ByCase], pairs: Sequence[tuple[str, str]]
) -> list[MeasuredPair]:
    results = [paired(arms.get(first, {}), arms.get(second, {})) for first, second in pairs]
    adjusted = holm([result.p for result in results], m=len(results))
    return [
        MeasuredPair(
            *(measure, unit, first, second, result.cases, result.difference, result.low, result.high, p),
            _verdict(result, p, measure),
        )
        for (first, second), result, p in zip(pairs, results, adjusted, strict=True)
    ]


def _verdict(result: Paired, p_holm: float | None, measure: Measure) -> Verdict:
    if p_holm is None or p_holm > _ALPHA or not result.difference:
        return "not resolved"
    return "better" if (result.difference > 0) == (measure in MORE_IS_BETTER) else "worse"


def _money(trials: Iterable[TrialRow]) -> ByCase:
    """Return dollars by case; a case in which a price is unknown is not in it."""
    found: defaultdict[int, list[float]] = defaultdict(list)
    unknown = set()
    for trial in trials:
        if trial.cost_nano_usd is None:
            unknown.add(trial.seed)
        else:
            found[trial.seed].append(trial.cost_nano_usd / _NANO)
    return {seed: costs for seed, costs in found.items() if seed not in unknown}


def _time(trials: Iterable[TrialRow]) -> ByCase:
    found: defaultdict[int, list[float]] = defaultdict(list)
    for trial in trials:
        found[trial.seed].append(trial.working_s)
    return found


def _people(cases: Iterable[CaseAttention], of: Callable[[CaseAttention], float]) -> ByCase:
    return {case.seed: [of(case)] for case in cases}
