"""Marks the stored answers of a run again with a model as the judge of what rules cannot tell. All marks are kept."""

from collections.abc import Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from harness.api.marking.regrade import answered, dealt_again
from harness.api.privacy.sending import check_may_see
from harness.errors import BadPlan, RunLimitReached
from harness.messages import Evidence, Provider, Timeouts
from harness.meter.budget import Limits
from harness.meter.prices import read_prices
from harness.plan.benchmark import Plan
from harness.providers.registry import make_provider
from harness.run.build import grade_record
from harness.run.judging import JudgesRoom, Spent
from harness.store.ledger import Ledger, open_ledger
from harness.store.records import TrialRecord
from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.catalog import find_task
from tasks_bank.checks.judge import was_judged
from tasks_bank.task import Task


@dataclass(frozen=True, slots=True)
class JudgeOrder:
    """Who is to judge, and what that may take."""

    model: str
    """As for a run: ``anthropic/NAME``, ``openai_compatible/NAME``, ``local``."""
    base_url: str | None = None
    api_key_env: str | None = None
    max_connections: int = 8
    timeouts: Timeouts = field(default_factory=Timeouts)
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Judged:
    """What judging a run came to."""

    run_id: str
    judge: str
    evidence: Evidence
    """What kind of model judged."""
    judged: int
    """Answers that were marked now."""
    before: int
    """Answers that this judge had marked already."""
    left: int
    """Answers that were not reached, since a limit was used up."""
    changed: int
    """Answers whose score is different from the mark before."""
    spent: Spent
    """What the judge took now; no part of what a design costs."""


def judge_run(ledger_url: str, run: str, order: JudgeOrder) -> Judged:
    """Have a run's answers judged; each mark is kept as it comes, and the same command goes on where it stopped.

    Raises BadPlan for a task without a rubric, and what making and asking the model raises.
    """
    with open_ledger(ledger_url, must_exist=True) as ledger:
        plan = Plan.from_json(ledger.run(run).plan)
        task = find_task(plan.task)
        if not task.rubric.criterion:
            raise BadPlan(f"task '{task.name}' has no rubric, so there is nothing to judge; rules mark all of it")
        trials = answered(ledger, plan)
        cases = dealt_again(plan, task, trials)

        def make() -> Provider:
            provider = make_provider(
                order.model,
                base_url=order.base_url,
                api_key_env=order.api_key_env,
                ledger_url=ledger_url,
                max_connections=order.max_connections,
                timeouts=order.timeouts,
            )
            check_may_see(task, order.model, provider.evidence, order.base_url)
            return provider

        with JudgesRoom(make, read_prices(order.base_url), order.max_connections, order.limits) as room:
            return _judge_all(plan, _Bench(ledger, task, room, cases), trials, order.max_connections)


@dataclass(frozen=True, slots=True)
class _Bench:
    ledger: Ledger
    task: Task
    room: JudgesRoom
    cases: dict[str, Case]


def _judge_all(plan: Plan, bench: _Bench, trials: Sequence[TrialRecord], at_once: int) -> Judged:
    latest = {(grade.trial_id, grade.attempt): grade for grade in bench.ledger.grades(plan.id)}
    judge, _ = bench.room.judge(plan.id, "")
    # An answer that rules could not read has nothing that a judge could look at.
    readable = [t for t in trials if (grade := latest.get((t.id, t.attempt))) is None or grade.status == "marked"]
    graders = {key: grade.grader for key, grade in latest.items()}
    todo = [t for t in readable if not was_judged(graders.get((t.id, t.attempt), ""), bench.task.rubric, judge.name)]
    with ThreadPoolExecutor(at_once) as threads:
        marking = [threads.submit(_judge_one, plan, bench, trial) for trial in todo]
        wait(marking, return_when=FIRST_EXCEPTION)
        for future in marking:
            future.cancel()
    spent, done, changed = Spent(), 0, 0
    for trial, future in zip(todo, marking, strict=True):
        # A limit ends it early: what was reached is kept, and how many were not is told.
        if future.cancelled() or isinstance(future.exception(), RunLimitReached):
            continue
        score, took = future.result()
        before = latest.get((trial.id, trial.attempt))
        spent.add(took)
        done += 1
        changed += before is None or before.score != score
    evidence = bench.room.provider.evidence
    return Judged(plan.id, judge.name, evidence, done, len(readable) - len(todo), len(todo) - done, changed, spent)


def _judge_one(plan: Plan, bench: _Bench, trial: TrialRecord) -> tuple[float, Spent]:
    """Mark one answer and keep the mark; returns when it is committed."""
    judge, spent = bench.room.judge(plan.id, trial.id)
    grade = bench.task.grade(bench.cases[trial.id], Answer.from_json(trial.answer), judge)
    bench.ledger.add_grade(grade_record(trial.id, trial.attempt, grade, spent.to_json())).result()
    return grade.score, spent
