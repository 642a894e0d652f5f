"""A run as formats are given it: plain records, one trial at a time, so that memory stays flat in a large run."""

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from harness.api.evidence import evidence_note
from harness.messages import Evidence, Usage
from harness.plan.benchmark import SILENT, Plan, PlannedArm
from harness.store.ledger import Ledger
from harness.store.reading.lines import TrialLine
from harness.store.records import (
    CallRecord,
    EventRecord,
    GradeRecord,
    ReviewRecord,
    RunRecord,
    SpanRecord,
    TrialRecord,
)


@dataclass(frozen=True, slots=True)
class TrialToExport:
    """One trial that ended: its last attempt, with everything that the ledger has of it."""

    arm: PlannedArm
    evidence: Evidence
    record: TrialRecord
    grades: tuple[GradeRecord, ...]
    """Every marking of this attempt, oldest first; the last one counts."""
    calls: tuple[CallRecord, ...]
    spans: tuple[SpanRecord, ...]

    @property
    def seed(self) -> int:
        """The case."""
        return int(self.record.identity["seed"])

    @property
    def epoch(self) -> int:
        """Which repeat of the case, from 1."""
        return int(self.record.identity["epoch"])

    @property
    def is_left_out(self) -> bool:
        """True where infrastructure failed: the trial is in no comparison."""
        return self.record.outcome == "infrastructure"

    @property
    def grade(self) -> GradeRecord | None:
        """The marks that count; None for an infrastructure failure, and where the marker failed."""
        return self.grades[-1] if self.grades and not self.is_left_out else None

    @property
    def status(self) -> str:
        """Return ``marked``, ``unreadable`` or ``not marked``."""
        return self.grade.status if self.grade else "not marked"

    @property
    def usage(self) -> Usage:
        """The tokens of the calls that ended."""
        return sum((call.end.usage for call in self.calls if call.end), Usage())

    @property
    def nano_usd(self) -> int | None:
        """What the calls that ended cost; None when any of them has an unknown price."""
        return cost(self.calls)


@dataclass(frozen=True, slots=True)
class RunToExport:
    """A run with its trials, which can be gone through once."""

    record: RunRecord
    plan: Plan
    arms: Mapping[str, PlannedArm]
    events: tuple[EventRecord, ...]
    uncounted: tuple[CallRecord, ...]
    """Calls that were paid for in attempts that do not count, or whose end was never seen."""
    reviews: tuple[ReviewRecord, ...]
    """What was decided about the run's work, oldest first."""
    trials: Iterable[TrialToExport]

    @property
    def model(self) -> str:
        """What was asked for: ``local/NAME``."""
        return model_of(self.plan.provider, self.plan.model)

    @property
    def evidence_note(self) -> str:
        """One sentence on what the run is evidence of."""
        return evidence_note(self.plan)


def read_run(ledger: Ledger, name: str) -> RunToExport:
    """Read a run by its id, the beginning of it, or ``latest``. Raises BadPlan or LedgerError."""
    record = ledger.run(name)
    plan = Plan.from_json(record.plan)
    arms = {arm.id: arm for arm in plan.arms}
    lines = ledger.trial_lines(record.id)
    return RunToExport(
        record=record,
        plan=plan,
        arms=arms,
        events=tuple(ledger.events(record.id)),
        uncounted=tuple(_uncounted(ledger, record.id, {(line.id, line.attempt) for line in lines})),
        reviews=tuple(ledger.reviews.of_run(record.id)),
        trials=_trials(ledger, record.id, lines, plan, arms),
    )


def evidence_of(plan: Plan, arm: PlannedArm) -> Evidence:
    """Return what an arm's trials are evidence of; for *tools only* no model was asked."""
    return cast("Evidence", SILENT) if arm.provider == SILENT else plan.evidence


def model_of(provider: str, model: str) -> str:
    """Name a model as the ledger does."""
    return f"{provider}/{model}" if model else provider


def cost(calls: Iterable[CallRecord]) -> int | None:
    """Add up what calls cost, in nano-dollars; None when any of them has an unknown price."""
    prices = [call.end.nano_usd for call in calls if call.end]
    return None if None in prices else sum(price or 0 for price in prices)


def utf8(data: Any) -> bytes:  # noqa: ANN401 - any JSON
    """Write JSON on one line that every reader takes: UTF-8, no NaN, nothing that some take for the end of a line."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=dict)
    for separator in ("\u2028", "\u2029", "\u0085"):
        text = text.replace(separator, f"\\u{ord(separator):04x}")
    # Half a pair of surrogates, which models do write, is no character; it becomes a question mark.
    return text.encode("utf-8", errors="replace")


def _trials(
    ledger: Ledger, run_id: str, lines: Sequence[TrialLine], plan: Plan, arms: Mapping[str, PlannedArm]
) -> Iterator[TrialToExport]:
    for line in lines:
        arm = arms[line.arm]
        marks = ledger.grades(run_id, among=[line.id])
        yield TrialToExport(
            arm=arm,
            evidence=evidence_of(plan, arm),
            record=ledger.trial(line.id, line.attempt),
            grades=tuple(mark for mark in marks if mark.attempt == line.attempt),
            calls=tuple(ledger.calls(line.id, line.attempt)),
            spans=tuple(ledger.spans(line.id, line.attempt)),
        )


def _uncounted(ledger: Ledger, run_id: str, counted: Container[tuple[str, int]]) -> list[CallRecord]:
    """Return paid calls outside the attempts that count, once each, in the order made."""
    paid = {call.start.id: call for call in (*ledger.unfinished(run_id), *ledger.lost(run_id))}
    found = [call for call in paid.values() if (call.start.trial_id, call.start.trial_attempt) not in counted]
    return sorted(found, key=lambda call: (call.start.started_at, call.start.id))
