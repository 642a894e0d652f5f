"""A run as it stands, read from the ledger and added up."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from harness.api.arms import Compared, Entry, arm_row, compare_arms, scores_by_case
from harness.api.evidence import NOTES
from harness.api.rows import CallRow, CheckRow, Outcome, RunView, SpanRow, Spent, TrialDetail, TrialRow
from harness.messages import Usage
from harness.plan.benchmark import SILENT, Plan, PlannedTrial
from harness.run.build import deal
from harness.stats.planning import cases_needed
from harness.store.ledger import Ledger, open_ledger
from harness.store.records import CallRecord, CallTotals, GradeRecord, RunRecord, TrialRecord
from tasks_bank.answer import Answer
from tasks_bank.catalog import find_task

_NO_CALLS = CallTotals(0, Usage(), 0, ())
_TEXT = {"text/csv", "text/markdown", "text/plain", "application/json", "text/calendar", "text/html"}


def list_runs(ledger_url: str) -> list[RunRecord]:
    """Return the runs of a ledger, newest first."""
    with open_ledger(ledger_url, must_exist=True) as ledger:
        return ledger.runs()


def open_view(ledger_url: str, run: str) -> RunView:
    """Read a run by its id, the beginning of it, or ``latest``. Raises BadPlan or LedgerError."""
    with open_ledger(ledger_url, must_exist=True) as ledger:
        return view_of(ledger, ledger.run(run))


def trial_details(ledger_url: str, run: str) -> Iterator[TrialDetail]:
    """Yield every trial of a run that ended, in the plan's order, with everything that was said in it."""
    with open_ledger(ledger_url, must_exist=True) as ledger:
        record = ledger.run(run)
        plan = Plan.from_json(record.plan)
        trials = ledger.trials(record.id)
        asks: dict[int, str] = {}
        entries = _entries(ledger, record.id, plan, trials, _marks(ledger, record.id))
        for trial, entry in zip(trials, entries, strict=True):
            seed = entry.trial.seed
            if seed not in asks:
                asks[seed] = _ask(plan, seed)
            yield _detail(ledger, trial, entry.trial, asks[seed])


def _detail(ledger: Ledger, trial: TrialRecord, row: TrialRow, ask: str) -> TrialDetail:
    answer = Answer.from_json(trial.answer)
    return TrialDetail(
        trial=row,
        ask=ask,
        answer_text=answer.text,
        answer_files=tuple((file.name, _shown(file.data, file.media_type)) for file in answer.files),
        escalations=tuple((e.item, e.reason, e.why) for e in answer.escalations),
        calls=tuple(_call_row(call) for call in ledger.calls(trial.id, trial.attempt)),
        spans=tuple(
            SpanRow(s.kind, s.name, s.agent, s.started_s, s.seconds, s.detail)
            for s in ledger.spans(trial.id, trial.attempt)
        ),
    )


def view_of(ledger: Ledger, record: RunRecord) -> RunView:
    """Add a run up."""
    plan = Plan.from_json(record.plan)
    task = find_task(plan.task)
    marks = _marks(ledger, record.id)
    entries = _entries(ledger, record.id, plan, ledger.trials(record.id), marks)
    of_arm = {arm.id: [entry for entry in entries if entry.trial.arm == arm.id] for arm in plan.arms}
    infrastructure = [entry.trial for entry in entries if entry.trial.outcome == "infrastructure"]
    comparisons = compare_arms(
        Compared(arm.id, arm.design.level, scores_by_case(entry.trial for entry in of_arm[arm.id]))
        for arm in plan.arms
        if arm.kind == "design"
    )
    return RunView(
        id=record.id,
        created=record.created_at.isoformat(timespec="seconds"),
        toprung=record.toprung,
        task=plan.task,
        task_version=plan.task_version,
        graders=tuple(sorted({mark.grader for mark in marks.values()})),
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
        evidence_note=NOTES[plan.evidence],
        call_in_tokens=plan.sampling.call_in_tokens,
        call_out_tokens=plan.sampling.call_out_tokens,
        planned=len(plan.trials),
        finished=len(entries) - len(infrastructure),
        left_out=len(infrastructure),
        left_out_why=dict(Counter(trial.why for trial in infrastructure)),
        spent=_spent(ledger, record.id),
        arms=tuple(arm_row(plan, arm, of_arm[arm.id]) for arm in plan.arms),
        comparisons=comparisons,
        cases_needed=cases_needed(len(comparisons)),
        trials=tuple(entry.trial for entry in entries),
    )


def _marks(ledger: Ledger, run_id: str) -> dict[tuple[str, int], GradeRecord]:
    """Return the latest grade of each attempt at each trial that has one."""
    return {(grade.trial_id, grade.attempt): grade for grade in ledger.grades(run_id)}


def _entries(
    ledger: Ledger,
    run_id: str,
    plan: Plan,
    trials: Sequence[TrialRecord],
    marks: Mapping[tuple[str, int], GradeRecord],
) -> list[Entry]:
    """Join trials with their marks and their calls."""
    planned = {trial.id: trial for trial in plan.trials}
    totals = ledger.call_totals(run_id)
    found = []
    for trial in trials:
        key = (trial.id, trial.attempt)
        calls = totals.get(key, _NO_CALLS)
        found.append(Entry(_trial_row(trial, planned[trial.id], marks.get(key), calls), calls))
    return found


def _trial_row(trial: TrialRecord, planned: PlannedTrial, grade: GradeRecord | None, calls: CallTotals) -> TrialRow:
    marks: Mapping[str, Any] = grade.grade if grade else {"checks": []}
    return TrialRow(
        id=trial.id,
        arm=planned.arm.id,
        level=planned.arm.design.level,
        seed=planned.seed,
        epoch=planned.epoch,
        attempt=trial.attempt,
        outcome=cast("Outcome", trial.outcome),
        why=trial.why or (marks.get("why") or ""),
        status=cast("Any", grade.status) if grade else "not marked",
        score=grade.score if grade else None,
        checks=tuple(
            CheckRow(c["name"], c["earned"], c["available"], c["why"], c["scored"], tuple(c["details"]))
            for c in marks["checks"]
        ),
        wall_s=trial.wall_s,
        calls=calls.calls,
        input_tokens=calls.usage.sent,
        output_tokens=calls.usage.output,
        cost_nano_usd=calls.nano_usd,
        escalations=trial.escalations,
    )


def _call_row(call: CallRecord) -> CallRow:
    start, end = call.start, call.end
    return CallRow(
        agent=start.agent,
        attempt=start.attempt,
        model_asked=start.model_asked,
        model_served=end.model_served if end else "",
        status=end.status if end else "outcome unknown",
        started_s=start.started_s,
        seconds=end.seconds if end else None,
        input_tokens=end.usage.sent if end else 0,
        cached_tokens=end.usage.cache_read if end else 0,
        output_tokens=end.usage.output if end else 0,
        cost_nano_usd=end.nano_usd if end else start.worst_nano_usd,
        messages=tuple(start.messages),
        reply=str(end.reply.get("text", "")) if end else "",
        error=end.error if end else "",
    )


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


def _sum(prices: Iterable[int | None]) -> int | None:
    """Add prices up; one that is unknown makes the sum unknown."""
    found = list(prices)
    return None if None in found else sum(price or 0 for price in found)


def _ask(plan: Plan, seed: int) -> str:
    """Deal the case again for its ask; the task may have moved on since."""
    task = find_task(plan.task)
    if task.version != plan.task_version:
        return f"(made with version {plan.task_version} of the task; version {task.version} is installed)"
    return deal(task, seed, plan.dial_values).case.brief.ask


def _shown(data: bytes, media_type: str) -> str:
    if media_type in _TEXT:
        return data.decode("utf-8", errors="replace")
    return f"({media_type}, {len(data):,} bytes)"
