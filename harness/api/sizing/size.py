"""How many cases it takes to find a difference, what they cost, and where those figures come from. Nothing is spent."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from harness.api.arms import scores_by_case
from harness.api.entries import read_entries
from harness.api.sizing.expected import Done, EachTrial, each_trial
from harness.errors import BadPlan
from harness.plan.benchmark import Plan
from harness.stats.checking import BadNumbers
from harness.stats.planning import STATED_SPREAD, cases_for, detectable
from harness.stats.spread import pooled_spread
from harness.store.ledger import Ledger, open_ledger
from tasks_bank.catalog import find_task

_RUNS_READ = 20
"""So many of the newest comparable runs are read."""
_LEAST_POWER, _MOST_POWER = 0.5, 0.99
_NANO_PER_USD = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be found, and for how much."""

    detect: float | None = None
    """A true difference in quality; None where only what is planned is sized up."""
    power: float = 0.8
    spread: float | None = None
    """How far differences vary from case to case; None takes it from earlier runs."""
    limit_usd: float | None = None


@dataclass(frozen=True, slots=True)
class Size:
    """What a plan could find, what it takes to find a difference, and what that costs."""

    power: float
    comparisons: int
    spread: float
    spread_source: str
    detectable: float | None
    """The smallest true difference that the planned cases find; None where they can reach no verdict."""
    detect: float | None
    cases_for_detect: int | None
    each: tuple[EachTrial, ...]
    """What one trial takes, by row."""
    judge: str
    nano_usd_a_case: int | None
    """All rows and all repeats; None where a price or an amount is not known."""
    tokens_a_case: int | None
    limit_usd: float | None
    cases_for_limit: int | None
    """How many cases so much money pays for; None where that is not known, or nothing is charged."""
    detectable_for_limit: float | None


def size_up(plan: Plan, wish: Wish, ledger_url: str) -> Size:
    """Size a plan up. Raises BadPlan for a wish that cannot be."""
    _check(plan, wish)
    comparable = list(_comparable(plan, ledger_url))
    spread, source = _spread(plan, wish, comparable)
    each = each_trial(plan, [done for _, done in comparable])
    nano_usd = _a_case(plan, [one.nano_usd for one in each])
    paid = None if not nano_usd or wish.limit_usd is None else int(wish.limit_usd * _NANO_PER_USD // nano_usd)
    try:
        needed = wish.detect and cases_for(wish.detect, spread, plan.comparisons, wish.power)
    except BadNumbers as error:
        raise BadPlan(f"--detect {wish.detect:g}: {error}") from error
    return Size(
        power=wish.power,
        comparisons=plan.comparisons,
        spread=spread,
        spread_source=source,
        detectable=_found_by(plan, len(plan.seeds), spread, wish.power),
        detect=wish.detect,
        cases_for_detect=needed or None,
        each=each,
        judge=_judge(plan),
        nano_usd_a_case=nano_usd,
        tokens_a_case=_a_case(plan, [one.tokens for one in each]),
        limit_usd=wish.limit_usd,
        cases_for_limit=paid,
        detectable_for_limit=None if paid is None else _found_by(plan, paid, spread, wish.power),
    )


def _judge(plan: Plan) -> str:
    rubric = find_task(plan.task).rubric
    if not rubric.criterion:
        return "none, the task is marked by rules"
    return (
        f"{rubric.marks:g} marks beside those by rule need one; they are left out of quality until: "
        "toprung bench regrade RUN --judge MODEL"
    )


def _check(plan: Plan, wish: Wish) -> None:
    if wish.detect is not None and not 0 < wish.detect <= 1:
        raise BadPlan(f"--detect is {wish.detect:g}; a difference in quality lies above 0 and goes up to 1")
    if not _LEAST_POWER <= wish.power <= _MOST_POWER:
        raise BadPlan(f"--power is {wish.power:g}; it goes from {_LEAST_POWER} to {_MOST_POWER}")
    if wish.spread is not None and not 0 < wish.spread <= 1:
        raise BadPlan(f"--spread is {wish.spread:g}; it is a standard deviation of scores, above 0 and up to 1")
    if wish.limit_usd is not None and not (wish.limit_usd > 0 and math.isfinite(wish.limit_usd)):
        raise BadPlan(f"--limit-usd is {wish.limit_usd:g}; it has to be more than 0")
    if wish.detect is not None and not plan.comparisons:
        raise BadPlan("--detect needs two designs to compare; the plan has one")


def _comparable(plan: Plan, ledger_url: str) -> Iterator[tuple[Plan, list[Done]]]:
    """Yield the newest runs of the same task, dials, faults and kind of evidence, with what their designs did."""
    if not _is_there(ledger_url):
        return
    with open_ledger(ledger_url) as ledger:
        alike = [
            (record.id, earlier) for record in ledger.runs() if _is_alike(earlier := Plan.from_json(record.plan), plan)
        ]
        for run_id, earlier in alike[:_RUNS_READ]:
            yield earlier, _done(ledger, run_id, earlier)


def _is_there(ledger_url: str) -> bool:
    """Say whether there may be runs; a file that is not there has none, and planning makes no file."""
    kind, _, path = ledger_url.partition(":///")
    return not kind.startswith("sqlite") or Path(path).exists()


def _is_alike(earlier: Plan, plan: Plan) -> bool:
    return (earlier.task_named, earlier.dial_values, earlier.evidence, earlier.faults) == (
        plan.task_named,
        plan.dial_values,
        plan.evidence,
        plan.faults,
    )


def _done(ledger: Ledger, run_id: str, plan: Plan) -> list[Done]:
    entries = read_entries(ledger, run_id, plan, checks=False)
    return [
        (arm, [entry for entry in entries if entry.trial.arm == arm.id]) for arm in plan.arms if arm.kind == "design"
    ]


def _spread(plan: Plan, wish: Wish, comparable: Sequence[tuple[Plan, list[Done]]]) -> tuple[float, str]:
    """Return how far differences vary from case to case, and where that comes from."""
    if wish.spread is not None:
        return wish.spread, "as given with --spread"
    pairs, runs = [], 0
    for earlier, done in comparable:
        if earlier.epochs > plan.epochs:
            continue  # more repeats vary less: such a run would promise too much
        scores = [scores_by_case(entry.trial for entry in entries) for _, entries in done]
        found = list(combinations(scores, 2))
        runs += pooled_spread(found) is not None
        pairs += found
    spread = pooled_spread(pairs)
    if not spread:
        return STATED_SPREAD, "an assumption: no earlier run of this task with 4 pairs is in the ledger"
    return spread, f"as in {runs} earlier {'run' if runs == 1 else 'runs'} of this task"


def _a_case(plan: Plan, amounts: Sequence[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return plan.epochs * sum(known) if len(known) == len(amounts) else None


def _found_by(plan: Plan, cases: int, spread: float, power: float) -> float | None:
    if not plan.comparisons:
        return None
    return detectable(cases, spread, plan.comparisons, power)
