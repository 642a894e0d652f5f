"""Keeps a decision the moment it is made, with the time that it took. No terminal in here."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from harness.api.reviewing.reviewer import Reviewer
from harness.errors import BadPlan
from harness.store.ledger import Ledger
from harness.store.records import ReviewRecord

IDLE_S = 600.0
"""The longest time that counts for one thing; what runs past it is cut to it, and marked."""
LONGEST_NOTE = 500
Decision = Literal["agreed", "needless", "acted", "fault", "clean", "skipped"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a decision is about, in the ledger's terms."""

    run_id: str
    name: str
    """Names it within the run."""
    kind: Literal["escalation", "gate", "seeded"]
    trial_id: str | None = None
    attempt: int | None = None
    item: str = ""
    reason: str = ""
    warranted: bool | None = None
    planted: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What a reviewer decided."""

    decision: Decision
    seconds: float
    """From showing it to the decision, by a clock that is never set back."""
    note: str = ""
    found: bool | None = None
    """Of a piece with a planted defect: whether it was named in the right place."""


def decide(ledger: Ledger, subject: Subject, decided: Decided, by: Reviewer, idle_s: float = IDLE_S) -> None:
    """Keep a decision; when this returns, it is committed. Raises BadPlan, LedgerError."""
    if decided.seconds < 0:
        raise BadPlan(f"a decision took {decided.seconds:g} seconds; time does not run backwards")
    if len(decided.note) > LONGEST_NOTE:
        raise BadPlan(f"the note has {len(decided.note)} characters; {LONGEST_NOTE} are kept")
    record = ReviewRecord(
        id=uuid.uuid4().hex,
        run_id=subject.run_id,
        trial_id=subject.trial_id,
        attempt=subject.attempt,
        kind=subject.kind,
        subject=subject.name,
        item=subject.item,
        reason=subject.reason,
        decision=decided.decision,
        note=decided.note,
        seconds=min(decided.seconds, idle_s),
        cut=decided.seconds > idle_s,
        reviewer=by.name,
        reviewer_kind=by.kind,
        warranted=subject.warranted,
        planted=subject.planted,
        found=decided.found,
        at=datetime.now(UTC),
    )
    ledger.reviews.keep(record).result()


def still_open(ledger: Ledger, run_id: str, by: Reviewer) -> "Open":
    """Return what a reviewer has decided so far, so that a session goes on where an earlier one stopped."""
    own = [each for each in ledger.reviews.of_run(run_id) if (each.reviewer, each.reviewer_kind) == (by.name, by.kind)]
    last = {each.subject: each.decision for each in own}
    return Open(frozenset(name for name, decision in last.items() if decision != "skipped"))


@dataclass(frozen=True, slots=True)
class Open:
    """What one reviewer need not be shown again."""

    decided: frozenset[str]
    """Subjects by name; what was skipped last is shown again."""

    def __call__(self, subject: Subject) -> bool:
        """Tell whether something is still to be decided."""
        return subject.name not in self.decided
