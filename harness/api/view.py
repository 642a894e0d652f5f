"""A run as it stands, read from the ledger and added up."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from harness.api.arms import Beside, Entry, arm_row
from harness.api.comparing.frontier import probabilities
from harness.api.comparing.pairs import Compared, compare_arms
from harness.api.controls.judging import team_verdicts
from harness.api.entries import read_entries
from harness.api.evidence import evidence_note
from harness.api.happened.opening import happened_in
from harness.api.money import cold_nano_usd
from harness.api.reviewing.side import person_side
from harness.api.rows import EventRow, RunView, Spent
from harness.meter.prices import read_prices
from harness.plan.benchmark import SILENT, Plan
from harness.stats.planning import cases_needed
from harness.store.ledger import Ledger, open_ledger
from harness.store.reading.lines import CachedCall
from harness.store.records import RunRecord
from tasks_bank.catalog import find_task


def list_runs(ledger_url: str) -> list[RunRecord]:
    """Return the runs of a ledger, newest first."""
    with open_ledger(ledger_url, must_exist=True) as ledger:
        return ledger.runs()


def open_view(ledger_url: str, run: str, *, checks: bool = True, happened: bool = False) -> RunView:
    """Read a run by its id, the beginning of it, or ``latest``. Raises BadPlan or LedgerError.

    Without `checks` neither arms nor trials have any: enough for a table, and much quicker for a large run. Clocks and
    signs of failure are read from every step of every trial, and so only when asked for with `happened`.
    """
    with open_ledger(ledger_url, must_exist=True) as ledger:
        record = ledger.run(run)
        view = view_of(ledger, record, checks=checks)
        return replace(view, happened=happened_in(ledger, record.id, Plan.from_json(record.plan))) if happened else view


def view_of(ledger: Ledger, record: RunRecord, *, checks: bool = True) -> RunView:
    """Add a run up."""
    plan = Plan.from_json(record.plan)
    task = find_task(plan.task)
    lines = read_entries(ledger, record.id, plan, checks=checks)
    of_arm: dict[str, list[Entry]] = {arm.id: [] for arm in plan.arms}
    for entry in lines:
        of_arm[entry.trial.arm].append(entry)
    infrastructure = [entry.trial for entry in lines if entry.trial.outcome == "infrastructure"]
    compared = [
        Compared.of(arm.id, arm.design.level, (entry.trial for entry in of_arm[arm.id]))
        for arm in plan.arms
        if arm.kind == "design"
    ]
    comparisons = compare_arms(compared)
    forgotten, forgotten_at = ledger.forgotten(record.id)
    beside = _beside(ledger, record, plan, of_arm, probabilities(compared))
    return RunView(
        id=record.id,
        created=record.created_at.isoformat(timespec="seconds"),
        toprung=record.toprung,
        task=plan.task,
        task_version=plan.task_version,
        graders=tuple(sorted({entry.grader for entry in lines if entry.grader})),
        task_title=task.spec.title,
        unaided_min=task.spec.human_minutes.unaided,
        unaided_source=task.spec.human_minutes.source,
        dials=plan.dials,
        dial_values=plan.dial_values,
        seeds=plan.seeds,
        epochs=plan.epochs,
        orchestrator=plan.orchestrator,
        model=f"{plan.provider}/{plan.model}" if plan.model else plan.provider,
        evidence=plan.evidence,
        evidence_note=evidence_note(plan),
        call_in_tokens=plan.sampling.call_in_tokens,
        call_out_tokens=plan.sampling.call_out_tokens,
        planned=len(record.trials),
        finished=len(lines) - len(infrastructure),
        left_out=len(infrastructure),
        left_out_why=dict(Counter(trial.why for trial in infrastructure)),
        spent=_spent(ledger, record.id),
        arms=tuple(arm_row(plan, arm, of_arm[arm.id], beside[arm.id]) for arm in plan.arms),
        comparisons=comparisons,
        cases_needed=cases_needed(len(comparisons)),
        events=tuple(
            EventRow(event.at.isoformat(timespec="seconds"), event.kind, event.detail)
            for event in ledger.events(record.id)
        ),
        trials=tuple(entry.trial for entry in lines),
        task_digest=plan.task_digest,
        keep_until=_instant(record.keep_until),
        texts_forgotten=forgotten,
        forgotten_at=_instant(forgotten_at),
        faults=plan.faults,
        person=person_side(ledger, plan, task, [entry.trial for entry in lines]),
        controls=team_verdicts(plan, {id_: [entry.trial for entry in entries] for id_, entries in of_arm.items()}),
    )


def _beside(
    ledger: Ledger, record: RunRecord, plan: Plan, of_arm: Mapping[str, list[Entry]], frontier: Mapping[str, float]
) -> dict[str, Beside]:
    """Return what is known of each arm beside its trials; calls without a cache cost cold what they did cost."""
    first_tokens = ledger.first_tokens(record.id)
    cached: defaultdict[str, list[CachedCall]] = defaultdict(list)
    for call in ledger.cached_calls(record.id):
        cached[call.arm].append(call)
    prices = read_prices(plan.base_url, record.created_at)
    found = {}
    for arm, entries in of_arm.items():
        as_run = _sum(entry.totals.nano_usd for entry in entries)
        less = _sum(call.nano_usd for call in cached[arm])
        more = cold_nano_usd(((call.model_asked, call.usage) for call in cached[arm]), prices, plan.evidence)
        cold = None if as_run is None or less is None or more is None else as_run - less + more
        found[arm] = Beside(frontier.get(arm), cold, first_tokens.get(arm, ()))
    return found


def _spent(ledger: Ledger, run_id: str) -> Spent:
    """Add up what was spent in attempts that do not count; what *tools only* asks reaches nobody."""
    unknown, lost = (
        [call for call in calls if call.start.model_asked != SILENT]
        for calls in (ledger.unfinished(run_id), ledger.lost(run_id))
    )
    return Spent(
        calls_unknown=len(unknown),
        tokens_at_worst=sum(call.start.worst_tokens for call in unknown),
        nano_usd_at_worst=_sum(call.start.worst_nano_usd for call in unknown),
        calls_lost=len(lost),
        tokens_lost=sum(call.end.usage.total for call in lost if call.end),
        nano_usd_lost=_sum(call.end.nano_usd for call in lost if call.end),
    )


def _instant(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""


def _sum(prices: Iterable[int | None]) -> int | None:
    """Add prices up; one that is unknown makes the sum unknown."""
    found = list(prices)
    return None if None in found else sum(price or 0 for price in found)
