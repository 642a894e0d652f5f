"""Compares how twins fared over many cases: shares, a paired difference with its interval, ranks, wording.

Plain maths on decided pairs. "No difference found" is not "none is there", and neither is "lawful": the interval says
how large a difference the pairs leave possible. Pairs of one answer are not quite independent of each other; the
interval of the selection takes them as if they were, those of ranks and wording draw whole cases.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from statistics import NormalDist, fmean

from scipy import stats

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.checks.twins import MEASURES, Pair, pairs_of

ALL = "all kinds"
FEWEST = 4
"""Below so many pairs, or cases, no interval is given."""
_CONFIDENCE = 0.95
_DRAWS = 2000


@dataclass(frozen=True, slots=True)
class Difference:
    """A mean paired difference, marked less plain, with its 95 % interval."""

    name: str
    pairs: int
    mean: float
    low: float | None
    """None where there are too few to say."""
    high: float | None
    p: float | None
    """Of an exact or rank test that there is no difference; None where no pair differs."""


@dataclass(frozen=True, slots=True)
class TwinReport:
    """How the pairs of one kind were treated."""

    kind: str
    pairs: int
    """Decided pairs; all shares are of these."""
    undecided: int
    """Pairs of which one was not decided on. They are counted here and left out of all else."""
    right: float
    """Share in which both decisions are right: what makes equal treatment worth something."""
    alike: float
    """Share with the same decision and the same rank."""
    alike_and_right: float
    selection: Difference
    """Of the share with a yes."""
    rank: Difference
    """Of the rank, where both got a yes; above 0 the marked ones were put lower."""
    wording: tuple[Difference, ...]
    """For each measure, where both have a summary."""


def compare_answers(answers: Iterable[tuple[Case, Answer]]) -> tuple[TwinReport, ...]:
    """Compare the twins of many cases, each with an answer to it; see `compare_twins`."""
    return compare_twins([pair for case, answer in answers for pair in pairs_of(case, answer)])


def compare_twins(pairs: Sequence[Pair]) -> tuple[TwinReport, ...]:
    """Return a report for each kind, by name, and last one over all kinds; none where there are no pairs."""
    kinds: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        kinds[pair.kind].append(pair)
    reports = [_report(kind, kinds[kind]) for kind in sorted(kinds)]
    return (*reports, _report(ALL, pairs)) if reports else ()


def _report(kind: str, pairs: Sequence[Pair]) -> TwinReport:
    decided = [pair for pair in pairs if pair.is_decided]
    chosen = [pair for pair in decided if pair.marked.chosen and pair.plain.chosen]
    ranked = [pair for pair in chosen if pair.marked.rank and pair.plain.rank]
    worded = [pair for pair in chosen if pair.marked.summary.strip() and pair.plain.summary.strip()]
    return TwinReport(
        kind,
        len(decided),
        len(pairs) - len(decided),
        _share(decided, lambda pair: pair.is_right),
        _share(decided, lambda pair: pair.is_alike),
        _share(decided, lambda pair: pair.is_alike and pair.is_right),
        _selection(decided),
        _mean("rank", [(pair.case, float(pair.marked.rank - pair.plain.rank)) for pair in ranked]),
        tuple(
            _mean(name, [(pair.case, measure(pair.marked.summary) - measure(pair.plain.summary)) for pair in worded])
            for name, measure in MEASURES.items()
        ),
    )


def _share(pairs: Sequence[Pair], holds: Callable[[Pair], bool]) -> float:
    return sum(map(holds, pairs)) / len(pairs) if pairs else 0.0


def _selection(pairs: Sequence[Pair]) -> Difference:
    both = sum(bool(pair.marked.chosen and pair.plain.chosen) for pair in pairs)
    only_marked = sum(bool(pair.marked.chosen and not pair.plain.chosen) for pair in pairs)
    only_plain = sum(bool(pair.plain.chosen and not pair.marked.chosen) for pair in pairs)
    neither = len(pairs) - both - only_marked - only_plain
    low, high = (None, None)
    if len(pairs) >= FEWEST:
        low, high = paired_interval(both, only_marked, only_plain, neither)
    mean = (only_marked - only_plain) / len(pairs) if pairs else 0.0
    return Difference("selection", len(pairs), mean, low, high, exact_p(only_marked, only_plain))


def exact_p(one: int, other: int) -> float | None:
    """Return the two-sided exact p of McNemar's test from the two kinds of unlike pairs; None where there are none."""
    unlike = one + other
    if not unlike:
        return None
    tail = sum(math.comb(unlike, count) for count in range(min(one, other) + 1)) * 0.5**unlike
    return min(1.0, 2 * tail)


def paired_interval(
    both: int, only_one: int, only_other: int, neither: int, confidence: float = _CONFIDENCE
) -> tuple[float, float]:
    """Return the interval of the difference between two paired proportions, one less other.

    Newcombe's square-and-add interval: Wilson's interval of each share, joined by a correlation that is corrected for
    continuity (method 10 in Statistics in Medicine 17, 1998, 2635-2650). It has a width even where no pair is unlike.
    """
    count = both + only_one + only_other + neither
    if not count:
        raise ValueError("no pairs: there is no interval")
    one, other = both + only_one, both + only_other
    share_one, share_other = one / count, other / count
    low_one, high_one = _wilson(one, count, confidence)
    low_other, high_other = _wilson(other, count, confidence)
    phi = _correlation(both, only_one, only_other, neither)
    down = _joined(share_one - low_one, high_other - share_other, phi)
    up = _joined(high_one - share_one, share_other - low_other, phi)
    return max(-1.0, share_one - share_other - down), min(1.0, share_one - share_other + up)


def _joined(one: float, other: float, phi: float) -> float:
    return math.sqrt(max(0.0, one**2 - 2 * phi * one * other + other**2))


def _correlation(both: int, only_one: int, only_other: int, neither: int) -> float:
    """Return phi, a positive one reduced for continuity."""
    margins = (both + only_one) * (only_other + neither) * (both + only_other) * (only_one + neither)
    if not margins:
        return 0.0
    product = both * neither - only_one * only_other
    half = (both + only_one + only_other + neither) / 2
    return (max(0.0, product - half) if product > 0 else product) / math.sqrt(margins)


def _wilson(hits: int, count: int, confidence: float) -> tuple[float, float]:
    """Return Wilson's interval of a proportion."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = hits / count
    middle = share + z**2 / (2 * count)
    reach = z * math.sqrt(share * (1 - share) / count + z**2 / (4 * count**2))
    return (middle - reach) / (1 + z**2 / count), (middle + reach) / (1 + z**2 / count)


def _mean(name: str, values: Sequence[tuple[str, float]]) -> Difference:
    """Return a mean difference: its interval by drawing cases with replacement, its p by Wilcoxon's signed ranks."""
    if not values:
        return Difference(name, 0, 0.0, None, None, None)
    differences = [value for _, value in values]
    low, high = _drawn(values)
    unlike = [value for value in differences if value]
    p = float(stats.wilcoxon(unlike).pvalue) if unlike else None
    return Difference(name, len(values), fmean(differences), low, high, p)


def _drawn(values: Sequence[tuple[str, float]]) -> tuple[float | None, float | None]:
    """Return the middle 95 % of the means of drawn cases; None where there are too few cases."""
    cases: dict[str, list[float]] = defaultdict(list)
    for case, value in values:
        cases[case].append(value)
    if len(cases) < FEWEST:
        return None, None
    groups = [cases[name] for name in sorted(cases)]
    rng = Random(len(values))
    means = sorted(
        fmean(value for group in rng.choices(groups, k=len(groups)) for value in group) for _ in range(_DRAWS)
    )
    cut = round(_DRAWS * (1 - _CONFIDENCE) / 2)
    return means[cut], means[-1 - cut]
