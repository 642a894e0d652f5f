"""A ledger with a run in which everything happens that an export has to tell: written record by record, no model asked.

Petty cash at two levels, two cases, three epochs. The designs' trials meet the fates in the order of the plan.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import Any

from harness.messages import Sampling, Usage
from harness.meter.calls import CallEnd, CallStart
from harness.plan.benchmark import Plan, PlannedTrial, arms_of
from harness.plan.design import parse_design
from harness.store.ledger import Ledger, open_ledger
from harness.store.records import EventRecord, GradeRecord, ReviewRecord, RunRecord, SpanRecord, TrialRecord
from tests.harness.conftest import FIXTURES

NOON = datetime(2026, 11, 2, 12, 0, 0, 123457, tzinfo=UTC)
FORMULA = '=HYPERLINK("http://127.0.0.1","here")'
PERSON = "person-8cefaf9fcde2"
TRUE_CELL = "the-cell-of-the-truth"
PROMPT, REPLY = "the-prompt-itself", "the-reply-itself"
ODD = "half a pair \ud83d, a line separator \u2028, £ and é"
"""What models do write."""
FATES = ("done", "limit", "refused", "infrastructure", "repeated", "unreadable", "not marked", "unknown price", "cut")


@dataclass(frozen=True)
class Made:
    """One trial that was written."""

    planned: PlannedTrial
    fate: str


def plan() -> Plan:
    folder = FIXTURES / "home" / "tasks" / "petty_cash" / "designs"
    texts = [(folder / f"{level}.toml").read_text(encoding="utf-8") for level in ("prompting", "orchestration")]
    return Plan(
        task="petty_cash",
        task_version=1,
        dials="small",
        dial_values={"lines": 6},
        seeds=(1, 2),
        epochs=3,
        orchestrator="native",
        provider="openai_compatible",
        model="big",
        base_url="http://127.0.0.1:8080/v1",
        api="chat",
        evidence="real",
        sampling=Sampling(),
        arms=arms_of([parse_design(text, "a design") for text in texts], "openai_compatible", "big"),
    )


def make_run(url: str, *, ended: int | None = None) -> list[Made]:
    """Write the run, or the first trials of it; return what was written in the order of the plan."""
    of_run = plan()
    trials = tuple((trial.id, trial.arm.id) for trial in of_run.trials)
    fates = cycle(FATES)
    made = [Made(one, next(fates) if one.arm.kind == "design" else "done") for one in of_run.trials][:ended]
    with open_ledger(url) as ledger:
        ledger.save_run(RunRecord(of_run.id, NOON, "0.1.0", of_run.to_json(), trials)).result()
        ledger.happened(EventRecord(of_run.id, NOON, "connections", "from 8 to 4: the service is busy")).result()
        for number, one in enumerate(made):
            _Writer(ledger, of_run, one, number).write()
        for review in _reviews(of_run.id, made):
            ledger.reviews.keep(review).result()
    return made


def _reviews(run_id: str, made: list[Made]) -> Iterator[ReviewRecord]:
    """A person on what the first trial handed over, and a program on a piece of truth with a planted defect."""
    when = NOON + timedelta(hours=1)
    if made:
        handed = ("escalation", "s1", "PC-7", FORMULA, "acted", ODD, 12.5, False, PERSON, "person", True, None, None)
        yield ReviewRecord("r1", run_id, made[0].planned.id, 1, *handed, when)
    planted = {"of": "truth", "table": "totals", "rows": 4, "class": "digits swapped", "was": TRUE_CELL, "now": "23.94"}
    piece = ("seeded", "s2", "petty_cash@1 seed 1, totals", "", "fault", "2 total", 600.0, True, "checker", "program")
    yield ReviewRecord("r2", run_id, None, None, *piece, None, planted, found=True, at=when)


class _Writer:
    """One trial on its way into the ledger."""

    def __init__(self, ledger: Ledger, of_run: Plan, made: Made, number: int) -> None:
        self._ledger, self._run, self._made, self._number = ledger, of_run, made, number
        self._began = NOON + timedelta(seconds=7 * number)

    def write(self) -> None:
        fate, trial = self._made.fate, self._made.planned
        if fate == "repeated":
            # A call that ended and one that did not, in an attempt that does not count.
            self._call("lost", 1, 0.1, 0.2)
            self._start("never ended", 1, 0.5)
            self._end_trial(1, "infrastructure")
        attempt = 2 if fate == "repeated" else 1
        if trial.arm.kind == "design":
            self._call("first", attempt, 0.5, 0.25, status="overloaded")
            self._call("second", attempt, 1.0, 1.0, nano_usd=None if fate == "unknown price" else 1_500)
            self._call("third", attempt, 1.5, 1.0)
        if fate == "cut":
            self._start("cut by the clock", attempt, 3.5)
        outcome = fate if fate in {"limit", "refused", "infrastructure"} else "limit" if fate == "cut" else "done"
        self._end_trial(attempt, outcome)
        if fate == "done":
            self._ledger.add_grade(replace(self._grade(attempt), score=0.75, made_at=NOON)).result()

    def _start(self, name: str, attempt: int, started_s: float) -> str:
        call_id = f"{self._made.planned.id} {name}"
        turns: tuple[dict[str, Any], ...] = (
            {"role": "system", "text": "Be brief."},
            {"role": "user", "text": f"{PROMPT} {ODD}"},
            {"role": "assistant", "text": "", "tool_calls": [{"id": "u1", "name": "sum", "arguments": {"table": "x"}}]},
            {"role": "tool", "text": "3 rows", "tool_call_id": "u1"},
        )
        start = CallStart(
            id=call_id,
            run_id=self._run.id,
            trial_id=self._made.planned.id,
            trial_attempt=attempt,
            agent="sorter",
            attempt=2 if name == "second" else 1,
            model_asked="openai_compatible/big" if self._made.planned.arm.kind == "design" else "silent",
            started_at=self._began + timedelta(seconds=started_s),
            started_s=started_s,
            messages=turns,
            worst_tokens=900,
            worst_nano_usd=9_000,
            request_digest="d" * 32,
        )
        self._ledger.call_started(start).result()
        return call_id

    def _call(
        self,
        name: str,
        attempt: int,
        started_s: float,
        seconds: float,
        *,
        status: str = "ok",
        nano_usd: int | None = 2_500,
    ) -> None:
        end = CallEnd(self._start(name, attempt, started_s), status, seconds, nano_usd=0, error=FORMULA)
        if status == "ok":
            end = replace(
                end,
                model_served="big-2026",
                usage=Usage(100 + self._number, 20, 3, 40, 10, 5),
                nano_usd=nano_usd,
                price_table="prices of the day",
                reply={
                    "text": f"{REPLY} {ODD}",
                    "stop": "tools",
                    "tool_calls": [{"id": "u2", "name": "diff", "arguments": {"left": "a"}}],
                },
                error="",
                first_token_s=0.125,
            )
        self._ledger.call_ended(end).result()

    def _end_trial(self, attempt: int, outcome: str) -> None:
        trial, fate = self._made.planned, self._made.fate
        record = TrialRecord(
            id=trial.id,
            attempt=attempt,
            identity=trial.identity,
            outcome=outcome,
            why="" if outcome == "done" else FORMULA,
            started_at=self._began,
            wall_s=4.0,
            waited_s=0.5,
            answer={"text": f"{REPLY} {ODD}", "files": [], "actions": [], "escalations": [], "case": "c"},
            escalations=1,
        )
        is_marked = outcome != "infrastructure" and fate != "not marked"
        self._ledger.trial_ended(
            record, self._grade(attempt) if is_marked else None, list(self._spans(attempt))
        ).result()

    def _grade(self, attempt: int) -> GradeRecord:
        status = "unreadable" if self._made.fate == "unreadable" else "marked"
        checks = [] if status == "unreadable" else [_check("lines", 10, 50, FORMULA), _check("totals", 15, 30, "half")]
        if checks:
            checks.append(_check("tone", 0, 20, "nobody could judge it", scored=False))
        score = 25 / 80 if checks else 0.0
        told = {"status": status, "grader": "petty_cash@1", "why": "", "score": score, "checks": checks}
        return GradeRecord(self._made.planned.id, attempt, "petty_cash@1", status, score, told, NOON)

    def _spans(self, attempt: int) -> Iterator[SpanRecord]:
        key = (self._made.planned.id, attempt)
        if self._made.planned.arm.design.level == "orchestration":
            yield SpanRecord(*key, "agent", "a clerk", "sorter", 0.75, 2.0, "lines: 6 rows")
            yield SpanRecord(*key, "tool", "sum", "sorter", 2.6, 0.1, REPLY)
            yield SpanRecord(*key, "gate", "tool:diff", "sorter", 3.0, 0.25, "passed")
        if self._made.fate == "not marked":
            yield SpanRecord(*key, "marker", "grade", "", 4.0, 1.0, "the marker broke")


def _check(name: str, earned: float, available: float, why: str, *, scored: bool = True) -> dict[str, Any]:
    return {"name": name, "earned": earned, "available": available, "why": why, "scored": scored, "details": []}
