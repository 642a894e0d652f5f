"""Whether intervals, verdicts and plans keep their word, on simulated data: ``python -m benchmarks.verdicts``.

Takes about five minutes; ``--write docs/statistics.md`` puts the tables into the page.
"""

import argparse
from collections.abc import Iterable, Sequence
from math import comb
from pathlib import Path

from benchmarks.page import write_between
from benchmarks.simulated import (
    EFFECT,
    SPREAD,
    Setting,
    Share,
    coverage,
    coverage_over_runs,
    found_alone,
    found_in_family,
    wrong_families,
)
from harness.stats.planning import STATED_SPREAD, cases_for, cases_needed, detectable, power

LABEL = "Simulated data: says something about the method, nothing about models or people."
COVERED = tuple(
    Setting(2, cases, EFFECT, shape)
    for shape in ("plain", "bounded", "pass or fail", "long tail")
    for cases in (6, 12, 24)
)
NULLS = (
    *(Setting(designs, cases) for cases in (8, 12, 24) for designs in (2, 3, 10)),
    *(Setting(designs, 12, shape=shape) for shape in ("bounded", "pass or fail") for designs in (2, 3, 10)),
    *(Setting(2, cases, shape="long tail") for cases in (8, 12, 24)),
    Setting(10, 12, effect=0.3),
)
PLANS = (
    *(
        (comparisons, cases, aim)
        for comparisons, planned in ((1, (6, 8, 12, 16)), (3, (7, 9, 12, 16)), (45, (11, 12, 14, 16)))
        for cases in planned
        for aim in (0.5, 0.8, 0.9)
    ),
    *((comparisons, 24, 0.8) for comparisons in (1, 3, 45)),
)
"""Comparisons, cases, and the power that the effect is chosen for."""
FAMILIES = ((3, 9), (3, 12), (10, 12), (10, 14))
"""Designs and cases."""
RUNS = 20_000


def main() -> None:
    """Print the tables."""
    words = argparse.ArgumentParser(prog="python -m benchmarks.verdicts", description="Test the statistics.")
    words.add_argument("--write", type=Path, metavar="PAGE", help="put the tables into this page, between its marks")
    page = words.parse_args().write
    parts = []
    for part in (intervals, verdicts, plans, families, sizes):
        parts.append(part())
        print(parts[-1], flush=True)
    if page:
        write_between(page, "statistics", "\n".join(parts))


def intervals() -> str:
    """Return how often 95 % intervals hold the true difference."""
    rows = [(s.shape, s.cases, _percent(coverage(s, RUNS)), _percent(coverage_over_runs(s, RUNS))) for s in COVERED]
    return _table(
        f"Intervals. How often a 95 % interval holds the true difference ({RUNS:,} each, 5 epochs)",
        ("scores", "cases", "holds it", "if every repeat were a case"),
        rows,
    )


def verdicts() -> str:
    """Return how often anything is called that is not there."""
    rows = []
    for setting in NULLS:
        found = wrong_families(setting, runs_for(setting))
        alike = f"{setting.designs - 1} of {setting.designs}" if setting.effect else str(setting.designs)
        rows.append((alike, comb(setting.designs, 2), setting.shape, setting.cases, f"{found.of:,}", _percent(found)))
    return _table(
        "Verdicts. How often a family of comparisons holds any wrong verdict (at most 5 % is promised)",
        ("designs that are alike", "comparisons", "scores", "cases", "families", "with a wrong verdict"),
        rows,
    )


_FEW_DESIGNS = 3
_FEW_CASES = 16


def runs_for(setting: Setting) -> int:
    """Return how many families are made up: fewer where each has 45 comparisons."""
    return 2_000 if setting.designs > _FEW_DESIGNS else 10_000


def plans() -> str:
    """Return the planned power beside the one reached."""
    rows = []
    for comparisons, cases, aim in PLANS:
        effect = effect_for(comparisons, cases, aim)
        planned = power(cases, effect, SPREAD, comparisons)
        found = found_alone(Setting(2, cases, effect), comparisons, plan_runs(cases))
        off = f"{100 * (found.value - planned):+.1f}"
        rows.append((comparisons, cases, f"{effect:.3f}", f"{100 * planned:.1f} %", _percent(found), off))
    return _table(
        f"Plans. Power at Holm's first step, planned and reached (spread {SPREAD:.3f})",
        ("comparisons", "cases", "true difference", "planned", "reached", "points off"),
        rows,
    )


def effect_for(comparisons: int, cases: int, aim: float) -> float:
    """Return the true difference that so many cases find with about this power."""
    effect = detectable(cases, SPREAD, comparisons, power=aim)
    if effect is None:
        raise ValueError(f"{cases} cases are too few for {comparisons} comparisons")
    return effect


def plan_runs(cases: int) -> int:
    """Return how many comparisons are made up: fewer where each takes 100,000 sign patterns."""
    return 5_000 if cases <= _FEW_CASES else 2_000


def families() -> str:
    """Return what becomes of the planned power where the first design is better than all others by as much."""
    rows = []
    for designs, cases in FAMILIES:
        comparisons = comb(designs, 2)
        effect = effect_for(comparisons, cases, 0.8)
        found = found_in_family(Setting(designs, cases, effect), 2_000)
        planned = power(cases, effect, SPREAD, comparisons)
        rows.append((designs, comparisons, cases, f"{effect:.3f}", f"{100 * planned:.1f} %", _percent(found)))
    return _table(
        "Families. The same where one design is better than all others, which are alike (2,000 each)",
        ("designs", "comparisons", "cases", "true difference", "planned", "reached"),
        rows,
    )


def sizes() -> str:
    """Return how many cases a true difference takes. Computed, not simulated by the models above."""
    effects, spreads = (0.05, 0.1, 0.2, 0.3), (0.15, STATED_SPREAD, 0.35)
    rows = [
        (comparisons, cases_needed(comparisons), spread, *(cases_for(e, spread, comparisons) for e in effects))
        for comparisons in (1, 3, 15, 45)
        for spread in spreads
    ]
    return _table(
        "Cases. How many it takes to find a true difference 8 times in 10, if differences are normal",
        ("comparisons", "fewest for a verdict", "spread", *(f"difference {effect}" for effect in effects)),
        rows,
    )


def _percent(share: Share) -> str:
    return f"{100 * share.value:.1f} % (± {200 * share.error:.1f})"


def _table(title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join([f"**{title}.** {LABEL}", "", *("| " + " | ".join(map(str, line)) + " |" for line in lines), ""])


if __name__ == "__main__":
    main()
