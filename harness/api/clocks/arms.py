"""Adds the clocks of an arm's trials up: medians over cases, each case once however often it was repeated."""

import statistics
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from harness.api.happened.rows import ArmClocks, Median, PathStep, StepKind, TrialClocks
from harness.stats.intervals import median_interval

Timed = tuple[int, TrialClocks, Sequence[PathStep]]
"""The case's seed, the clocks and the path of one trial."""


def arm_clocks(arm: str, timed: Sequence[Timed]) -> ArmClocks:
    """Return an arm's clocks; it has one trial at least."""
    seeds = [seed for seed, _, _ in timed]
    each = [clocks for _, clocks, _ in timed]
    parallel = {place: found for place, clocks in enumerate(each) if (found := clocks.parallelism) is not None}
    return ArmClocks(
        arm=arm,
        trials=len(timed),
        cases=len(set(seeds)),
        wall_s=_median(seeds, [clocks.wall_s for clocks in each]),
        active_s=_median(seeds, [clocks.active_s for clocks in each]),
        summed_s=_median(seeds, [clocks.summed_s for clocks in each]),
        waited_s=_median(seeds, [clocks.waited_s for clocks in each]),
        parallelism=_median([seeds[place] for place in parallel], list(parallel.values())) if parallel else None,
        path_s=tuple(
            (agent, kind, seconds / len(timed)) for (agent, kind), seconds in shares([path for _, _, path in timed])
        ),
    )


def shares(paths: Sequence[Sequence[PathStep]]) -> list[tuple[tuple[str, StepKind], float]]:
    """Add the seconds of paths up by agent and kind, the longest first."""
    found: Counter[tuple[str, StepKind]] = Counter()
    for path in paths:
        for step in path:
            found[step.agent, step.kind] += step.seconds  # type: ignore[assignment] # a Counter adds floats too
    return sorted(found.items(), key=lambda share: (-share[1], share[0]))


def _median(seeds: Sequence[int], values: Sequence[float]) -> Median:
    by_case: Mapping[int, list[float]] = defaultdict(list)
    for seed, value in zip(seeds, values, strict=True):
        by_case[seed].append(value)
    return Median(*median_interval([statistics.median(repeats) for repeats in by_case.values()]))
