"""Made-up runs for the samples: the trials are added up as a real run's would be; the p values are invented."""

import random
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from harness.api.figures import CheckMean, PassK, TimesAsMuch
from harness.api.rows import Arm, Comparison, EventRow, Outcome, RunView, Spent, TrialRow
from harness.messages import Evidence
from harness.plan.level import Level
from reports.kinds.benchmark.made_up.controls import verdicts
from reports.kinds.benchmark.made_up.happened import in_run
from reports.kinds.benchmark.made_up.person import person
from reports.kinds.benchmark.made_up.trials import CHECKS, Invention, broken, trial

NOTES: Mapping[Evidence, str] = {
    "real": "Made-up numbers that look like a real model's",
    "embedded": "embedded model: shows the machinery, not what AI can do",
    "scripted": "scripted replies: shows the machinery, not what AI can do",
    "replay": "replayed replies",
    "silent": "no model",
}
FRONTIER = {Level.PROMPTING: 0.61, Level.CONTEXT: 0.97, Level.ORCHESTRATION: 0.08}
EVENTS = (
    EventRow("2026-11-22T09:31:00+00:00", "connections", "8 to 4 requests at a time: the service said 429"),
    EventRow("2026-11-22T09:34:00+00:00", "limit", "the run's limit of $1 is used up"),
)
INTERVAL_FROM, VERDICT_FROM = 4, 7
"""The fewest cases for an interval and for a verdict."""


def run(made: Invention) -> RunView:
    """Make up a run."""
    dice = random.Random(4)
    plan: list[tuple[Level, Literal["design", "tools only"]]] = [(level, "design") for level in made.levels]
    plan += [(level, "tools only") for level in made.levels if made.tools_only and level.may_have_tools]
    rows = [trial(dice, level, kind, seed, made) for seed in range(1, made.cases + 1) for level, kind in plan]
    rows = [broken(row) if place < made.broken else row for place, row in enumerate(rows)]
    table = tuple(_arm(level, kind, rows, made) for level, kind in plan)
    pairs = [(table[b], table[a]) for a in range(len(made.levels)) for b in range(a + 1, len(made.levels))]
    lost = sum(row.outcome == "infrastructure" for row in rows)
    return RunView(
        id="made-up-7f3a",
        created="2026-11-22T09:30:00+00:00",
        toprung="0.1.0",
        task="expense_reconciliation",
        task_version=1,
        graders=("expense_reconciliation@1",),
        task_title="Monthly expense reconciliation",
        unaided_min=95.0,
        unaided_source="invented for this sample",
        dials="small",
        dial_values={"documents": 12.0, "noise": 0.25},
        seeds=tuple(range(1, made.cases + 1)),
        epochs=1,
        orchestrator="native",
        model=_model(made),
        evidence=made.evidence,
        evidence_note=NOTES[made.evidence],
        call_in_tokens=2000,
        call_out_tokens=200,
        planned=max(len(plan) * made.cases, 6),
        finished=len(rows) - lost,
        left_out=lost,
        left_out_why={"the service was overloaded": lost} if lost else {},
        spent=Spent(2, 4400, None, 1, 900, None) if lost else Spent(0, 0, 0, 0, 0, 0),
        arms=table,
        comparisons=tuple(_pair(first, second, rows) for first, second in pairs),
        cases_needed=7,
        events=EVENTS if lost else (),
        trials=tuple(rows),
        person=person(table, reviewed=made.evidence == "real") if rows else None,
        happened=in_run(table),
        controls=verdicts(table),
    )


def _model(made: Invention) -> str:
    return "local/SmolLM2-135M-Instruct" if made.evidence == "embedded" else "made-up/model-1"


def _half(values: Sequence[float]) -> float | None:
    """Return half the length of a rough interval; None for too few values."""
    return 2.2 * statistics.stdev(values) / len(values) ** 0.5 if len(values) >= INTERVAL_FROM else None


def _arm(level: Level, kind: Literal["design", "tools only"], rows: Iterable[TrialRow], made: Invention) -> Arm:
    """Add up the made-up trials of one arm."""
    own = [row for row in rows if row.arm == f"{level}/{kind}"]
    scores = [row.score for row in own if row.score is not None]
    middle = statistics.fmean(scores) if scores else None
    reach = _half(scores)
    ended: Counter[Outcome] = Counter(row.outcome for row in own)
    costs = [row.cost_nano_usd for row in own]
    known = [cost for cost in costs if cost is not None]
    silent = kind == "tools only"
    name = made.design_name.format(level=level)
    return Arm(
        id=f"{level}/{kind}",
        kind=kind,
        design=f"{name}@1#0c{list(Level).index(level)}ffe12ab34",
        design_name=name,
        level=level,
        model="silent" if silent else _model(made),
        models_served=() if silent else (_model(made), "made-up/model-1b")[: 2 if made.broken else 1],
        evidence="silent" if silent else made.evidence,
        paste_tokens=1500 if level is Level.PROMPTING else 0,
        follow_ups=1 if level is Level.PROMPTING else 0,
        agents={Level.ORCHESTRATION: 6}.get(level, 1),
        trials=len(own),
        cases=len({row.seed for row in own}),
        outcomes=ended,
        unreadable=0,
        left_out=ended["infrastructure"],
        quality_mean=middle,
        quality_as_run=sum(scores) / len(own) if own else None,
        quality_low=None if middle is None or reach is None else max(middle - reach, 0.0),
        quality_high=None if middle is None or reach is None else min(middle + reach, 1.0),
        unmarked=0,
        pass_k=() if middle is None else (PassK(1, middle / 2, None, None), PassK(3, middle / 5, 0.0, middle / 3)),
        frontier_probability=None if silent or len(own) < INTERVAL_FROM else FRONTIER[level],
        calls=sum(row.calls for row in own),
        retries=made.broken,
        input_tokens=sum(row.input_tokens for row in own),
        cached_tokens=0 if silent else sum(row.input_tokens for row in own) // 3,
        cache_write_tokens=0 if silent else sum(row.input_tokens for row in own) // 9,
        output_tokens=sum(row.output_tokens for row in own),
        cost_nano_usd=sum(known) if len(known) == len(costs) else None,
        cost_cold_nano_usd=sum(known) * 5 // 4 if len(known) == len(costs) else None,
        wall_s_mean=statistics.fmean(row.wall_s for row in own) if own else None,
        working_s_mean=statistics.fmean(row.working_s for row in own) if own else None,
        waited_s_mean=statistics.fmean(row.waited_s for row in own) if own else None,
        first_token_s_median=0.4 if own and not silent else None,
        escalations_mean=statistics.fmean(row.escalations for row in own) if own else None,
        checks=tuple(
            CheckMean(name, statistics.fmean(c.earned for row in own for c in row.checks if c.name == name), most)
            for name, most in CHECKS.items()
            if any(row.checks for row in own)
        ),
    )


def _times(first: float | None, second: float | None, cases: int) -> TimesAsMuch:
    """Make up how many times as much; its interval is invented."""
    if not first or not second:
        return TimesAsMuch(None, None, None, 0, cases)
    ratio, few = first / second, cases < INTERVAL_FROM
    return TimesAsMuch(ratio, None if few else ratio * 0.8, None if few else ratio * 1.25, cases, 0)


def _pair(first: Arm, second: Arm, rows: Iterable[TrialRow]) -> Comparison:
    """Make up a comparison; its p is invented."""
    scores = {(row.arm, row.seed): row.score for row in rows}
    both = [(scores[first.id, seed], scores[second.id, seed]) for arm, seed in scores if arm == first.id]
    gaps = [a - b for a, b in both if a is not None and b is not None]
    middle = statistics.fmean(gaps) if gaps else None
    reach = _half(gaps)
    resolved = len(gaps) >= VERDICT_FROM and middle is not None and reach is not None and abs(middle) > reach
    p = 0.004 if resolved else (1.0 if gaps else None)
    return Comparison(
        first=first.id,
        second=second.id,
        cases=len(gaps),
        left_out=len(both) - len(gaps),
        difference=middle,
        low=None if middle is None or reach is None else middle - reach,
        high=None if middle is None or reach is None else middle + reach,
        p=p,
        p_holm=p if p is None else min(1.0, 3 * p),
        p_exact=True,
        verdict="not resolved" if not resolved or middle is None else ("better" if middle > 0 else "worse"),
        why="made up: Holm p at most 0.05" if resolved else "made up: too few cases or too small a difference",
        cost=_times(first.cost_nano_usd, second.cost_nano_usd, len(gaps)),
        tokens=_times(first.input_tokens, second.input_tokens, len(gaps)),
        time=_times(first.working_s_mean, second.working_s_mean, len(gaps)),
    )
