"""The trials of a run that ended, each with its mark and its calls added up: read narrow, however many there are."""

from collections.abc import Mapping
from typing import Any, cast

from harness.api.arms import NO_CALLS, Entry
from harness.api.rows import CheckRow, Outcome, TrialRow
from harness.plan.benchmark import Plan
from harness.plan.level import Level
from harness.store.ledger import Ledger
from harness.store.reading.lines import TrialLine
from harness.store.records import CallTotals

_Checks = Mapping[tuple[str, int], tuple[tuple[CheckRow, ...], str]]


def read_entries(ledger: Ledger, run_id: str, plan: Plan, *, checks: bool) -> list[Entry]:
    """Return the trials in the plan's order. Without `checks` no row has any, and no reason of a mark is read."""
    levels = {arm.id: arm.design.level for arm in plan.arms}
    totals = ledger.call_totals(run_id)
    marked = _checks(ledger, run_id) if checks else {}
    found = []
    for line in ledger.trial_lines(run_id):
        key = (line.id, line.attempt)
        calls = totals.get(key, NO_CALLS)
        found.append(Entry(_row(line, levels[line.arm], calls, marked.get(key, ((), ""))), calls, line.grader))
    return found


def _checks(ledger: Ledger, run_id: str) -> _Checks:
    """Return the checks of each attempt at each trial that has a mark, and why it could not be read; the latest."""
    found: dict[tuple[str, int], tuple[tuple[CheckRow, ...], str]] = {}
    for trial_id, attempt, grade in ledger.checks(run_id):
        rows = tuple(
            CheckRow(c["name"], c["earned"], c["available"], c["why"], c["scored"], tuple(c["details"]))
            for c in grade["checks"]
        )
        found[trial_id, attempt] = (rows, grade.get("why") or "")
    return found


def _row(line: TrialLine, level: Level, calls: CallTotals, marked: tuple[tuple[CheckRow, ...], str]) -> TrialRow:
    return TrialRow(
        id=line.id,
        arm=line.arm,
        level=level,
        seed=line.seed,
        epoch=line.epoch,
        attempt=line.attempt,
        outcome=cast("Outcome", line.outcome),
        why=line.why or marked[1],
        status=cast("Any", line.status) or "not marked",
        score=line.score,
        checks=marked[0],
        wall_s=line.wall_s,
        waited_s=line.waited_s,
        calls=calls.calls,
        input_tokens=calls.usage.sent,
        output_tokens=calls.usage.output,
        cost_nano_usd=calls.nano_usd,
        escalations=line.escalations,
    )
