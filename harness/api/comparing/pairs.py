"""Pairs arms case by case: the difference in quality with its verdict, and how many times as much each takes."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from harness.api.arms import scores_by_case
from harness.api.figures import NoWorseThan, TimesAsMuch
from harness.api.rows import Comparison, TrialRow, Verdict
from harness.plan.level import Level
from harness.stats.holm import holm
from harness.stats.no_worse import no_worse
from harness.stats.paired import Paired, paired
from harness.stats.planning import cases_needed
from harness.stats.ratios import log_ratio

_ALPHA = 0.05
ByCase = Mapping[int, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Compared:
    """An arm as it is compared with others."""

    name: str
    level: Level
    scores: ByCase
    """By case; a case that infrastructure alone has ended has none."""
    nano_usd: ByCase = field(default_factory=dict)
    """A case in which a price is unknown is not in it."""
    tokens: ByCase = field(default_factory=dict)
    working_s: ByCase = field(default_factory=dict)

    @property
    def quality_mean(self) -> float | None:
        """Mean score over cases, repeats averaged first; None without a case that has one."""
        means = [sum(scores) / len(scores) for scores in self.scores.values() if scores]
        return sum(means) / len(means) if means else None

    @classmethod
    def of(cls, name: str, level: Level, trials: Iterable[TrialRow]) -> "Compared":
        """Sort an arm's trials by case."""
        rows = list(trials)
        counted = [trial for trial in rows if trial.outcome != "infrastructure"]
        unknown = {trial.seed for trial in counted if trial.cost_nano_usd is None}
        return cls(
            name,
            level,
            scores_by_case(rows),
            _by_case((trial for trial in counted if trial.seed not in unknown), lambda trial: trial.cost_nano_usd or 0),
            _by_case(counted, lambda trial: trial.input_tokens + trial.output_tokens),
            _by_case(counted, lambda trial: trial.working_s),
        )


def compare_arms(arms: Iterable[Compared]) -> tuple[Comparison, ...]:
    """Compare every arm with every other, paired by case; the verdicts are adjusted for all of them (Holm).

    The arm on the higher rung is `first`, so that a positive difference speaks for it; on the same rung the later one.
    """
    ladder = list(Level)
    return compare_pairs(
        [(up, low) for low, up in combinations(sorted(arms, key=lambda arm: ladder.index(arm.level)), 2)]
    )


def compare_pairs(pairs: Sequence[tuple[Compared, Compared]]) -> tuple[Comparison, ...]:
    """Compare the first of each pair with its second; the verdicts are adjusted for all the pairs (Holm)."""
    results = [paired(first.scores, second.scores) for first, second in pairs]
    adjusted = holm([result.p for result in results], m=len(results))
    needed = cases_needed(len(results))
    return tuple(
        _comparison(first, second, result, p_holm, needed)
        for (first, second), result, p_holm in zip(pairs, results, adjusted, strict=True)
    )


def no_worse_than(first: Compared, second: Compared, margin: float) -> NoWorseThan:
    """Test whether the first is no worse than the second by more than a margin in quality."""
    found = no_worse(first.scores, second.scores, margin)
    return NoWorseThan(
        first.name,
        second.name,
        margin,
        found.cases,
        found.difference,
        found.low,
        found.p,
        found.verdict_possible,
        found.holds,
    )


def _comparison(first: Compared, second: Compared, result: Paired, p_holm: float | None, needed: int) -> Comparison:
    verdict: Verdict = "not resolved"
    if p_holm is not None and p_holm <= _ALPHA and result.difference is not None:
        verdict = "better" if result.difference > 0 else "worse"
    both = len(first.tokens.keys() & second.tokens.keys())
    return Comparison(
        first=first.name,
        second=second.name,
        cases=result.cases,
        left_out=_left_out(first.scores, second.scores),
        difference=result.difference,
        low=result.low,
        high=result.high,
        p=result.p,
        p_holm=p_holm,
        p_exact=result.exact,
        verdict=verdict,
        why=_why(result, p_holm, needed, verdict),
        cost=times_as_much(first.nano_usd, second.nano_usd, both),
        tokens=times_as_much(first.tokens, second.tokens, both),
        time=times_as_much(first.working_s, second.working_s, both),
    )


def times_as_much(first: ByCase, second: ByCase, both: int) -> TimesAsMuch:
    """Return how many times as much the first takes as the second, of so many cases that both have."""
    found = log_ratio(first, second)
    low, high = found.low, found.high
    if high is not None and math.isinf(high):
        low = high = None  # so wide that no number holds its end: as good as none
    return TimesAsMuch(found.ratio, low, high, found.cases, both - found.cases)


def _left_out(first: ByCase, second: ByCase) -> int:
    """Count the cases without a pair because of infrastructure; a case that one of them never tried is none of them."""
    return len({case for arm in (first, second) for case, scores in arm.items() if not scores})


def _why(result: Paired, p_holm: float | None, needed: int, verdict: Verdict) -> str:
    if not result.cases:
        return "no case was finished by both"
    if result.cases < needed and verdict == "not resolved":
        return f"too few cases for a verdict: {result.cases}; at least {needed} are needed"
    return f"sign-flip p, adjusted for all comparisons (Holm), is {p_holm:.3f}; a verdict needs .05 or less"


def _by_case(trials: Iterable[TrialRow], amount: Callable[[TrialRow], float]) -> dict[int, list[float]]:
    found: dict[int, list[float]] = {}
    for trial in trials:
        found.setdefault(trial.seed, []).append(amount(trial))
    return found
