"""Every trial of a run with all that was said in it, one at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from harness.api.entries import read_entries
from harness.api.happened.handing import due_in, handed_of
from harness.api.happened.naming import find_trial
from harness.api.happened.opening import Team, missed_by, teams_of, trial_happened
from harness.api.rows import TrialRow
from harness.api.trial_rows import UNSEEN, CallRow, SpanRow, TrialDetail
from harness.plan.benchmark import Plan
from harness.plan.design import Design
from harness.run.build import deal
from harness.store.ledger import Ledger, open_ledger
from harness.store.reading.steps import Key, Steps
from harness.store.records import CallRecord
from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.catalog import find_task

_TEXT = {"text/csv", "text/markdown", "text/plain", "application/json", "text/calendar", "text/html"}


def trial_details(ledger_url: str, run: str, only: str = "") -> Iterator[TrialDetail]:
    """Yield every trial of a run that ended, in the plan's order, with everything that was said in it.

    `only` names a single one, as `find_trial` takes it. Raises BadPlan.
    """
    with open_ledger(ledger_url, must_exist=True) as ledger:
        record = ledger.run(run)
        plan = Plan.from_json(record.plan)
        around = _Around(plan, teams_of(plan), missed_by(ledger, record.id), {arm.id: arm.design for arm in plan.arms})
        rows = [entry.trial for entry in read_entries(ledger, record.id, plan, checks=True)]
        cases: dict[int, Case | None] = {}
        for row in [find_trial(rows, only)] if only else rows:
            if row.seed not in cases:
                cases = {row.seed: _dealt(plan, row.seed)}  # the plan goes case by case: earlier ones are not needed
            yield _detail(ledger, around, row, cases[row.seed])


@dataclass(frozen=True, slots=True)
class _Around:
    """What of a run has to be known to tell of its trials."""

    plan: Plan
    teams: Mapping[str, Team]
    missed: Mapping[Key, int]
    designs: Mapping[str, Design]


def _detail(ledger: Ledger, around: _Around, row: TrialRow, case: Case | None) -> TrialDetail:
    answer = Answer.from_json(ledger.trial(row.id, row.attempt).answer)
    key = (row.id, row.attempt)
    steps = ledger.steps([key]).get(key, Steps())
    return TrialDetail(
        trial=row,
        ask=case.brief.ask
        if case
        else f"(made with {around.plan.task_named}; the task that is installed is another version)",
        answer_text=answer.text,
        answer_files=tuple((file.name, _shown(file.data, file.media_type)) for file in answer.files),
        escalations=tuple((e.item, e.reason, e.why) for e in answer.escalations),
        calls=tuple(_call_row(call) for call in ledger.calls(row.id, row.attempt)),
        spans=tuple(
            SpanRow(s.kind, s.name, s.agent, s.started_s, s.seconds, s.detail, s.tokens, s.size_bytes)
            for s in steps.spans
        ),
        happened=trial_happened(row, steps, around.missed.get(key), around.teams[row.arm]),
        design=around.designs[row.arm],
        handed=handed_of(answer, case),
        due=due_in(case),
        faults=around.plan.faults,
    )


def _call_row(call: CallRecord) -> CallRow:
    start, end = call.start, call.end
    return CallRow(
        agent=start.agent,
        attempt=start.attempt,
        model_asked=start.model_asked,
        model_served=end.model_served if end else "",
        status=end.status if end else UNSEEN,
        started_s=start.started_s,
        seconds=end.seconds if end else None,
        input_tokens=end.usage.sent if end else 0,
        cached_tokens=end.usage.cache_read if end else 0,
        output_tokens=end.usage.output if end else 0,
        cost_nano_usd=end.nano_usd if end else start.worst_nano_usd,
        messages=tuple(start.messages),
        reply=str(end.reply.get("text", "")) if end else "",
        error=end.error if end else "",
        tools_asked=tuple(str(call.get("name", "")) for call in end.reply.get("tool_calls", ())) if end else (),
    )


def _dealt(plan: Plan, seed: int) -> Case | None:
    """Deal the case again; None where the task has moved on since."""
    task = find_task(plan.task)
    if (task.version, task.digest) != (plan.task_version, plan.task_digest):
        return None
    return deal(task, seed, plan.dial_values).case


def _shown(data: bytes, media_type: str) -> str:
    if media_type in _TEXT:
        return data.decode("utf-8", errors="replace")
    return f"({media_type}, {len(data):,} bytes)"
