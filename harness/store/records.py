"""What is written to the ledger and read back: plain records, no database in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from harness.messages import Usage
from harness.meter.calls import CallEnd, CallStart

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A run's header: enough to rebuild its plan."""

    id: str
    """Digest of the plan, so that the same command finds the same run."""
    created_at: datetime
    """UTC."""
    toprung: str
    plan: Json
    trials: tuple[tuple[str, str], ...] = ()
    """Trial id and arm id, in the order of the plan."""
    keep_until: datetime | None = None
    """UTC; from then on the texts may no longer be kept. None where nobody has set a time."""


@dataclass(frozen=True, slots=True)
class TrialRecord:
    """One trial that ended. The same id may be tried again only after an infrastructure failure (`attempt` counts)."""

    id: str
    attempt: int
    """From 1."""
    identity: Json
    """What the id is the digest of."""
    outcome: str
    """done, limit, refused or infrastructure."""
    why: str
    started_at: datetime
    wall_s: float
    waited_s: float
    """The part of it in which the trial could only wait: for a place, or for a service that was busy or broken."""
    answer: Json
    """What was handed in, and under ``case`` the digest of the case that it answers."""
    escalations: int
    forgotten_at: datetime | None = None
    """UTC; None while the texts are there."""


@dataclass(frozen=True, slots=True)
class EventRecord:
    """Something that happened to a run as a whole."""

    run_id: str
    at: datetime
    kind: str
    """``connections``: how many requests may be under way has changed."""
    detail: str


@dataclass(frozen=True, slots=True)
class GradeRecord:
    """One marking of one trial; a later marking is added beside it."""

    trial_id: str
    attempt: int
    grader: str
    status: str
    score: float
    grade: Json
    made_at: datetime


@dataclass(frozen=True, slots=True)
class CallRecord:
    """A call as the ledger has it; `end` is None when it was never seen to end."""

    start: CallStart
    end: CallEnd | None


@dataclass(frozen=True, slots=True)
class SpanRecord:
    """Something within a trial that took time: an agent's turn, a tool, a gate."""

    trial_id: str
    attempt: int
    kind: str
    name: str
    agent: str
    started_s: float
    seconds: float
    detail: str = ""
    tokens: int | None = None
    size_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class ReviewRecord:
    """One thing that was put before a reviewer, what was decided, and how long it took."""

    id: str
    run_id: str
    trial_id: str | None
    """None where defects were planted in the case's own truth."""
    attempt: int | None
    kind: str
    """escalation, gate or seeded."""
    subject: str
    """Names what was reviewed within the run."""
    item: str
    reason: str
    decision: str
    """agreed, needless, acted; fault, clean; skipped."""
    note: str
    seconds: float
    cut: bool
    """True where `seconds` is the longest time that counts, and the clock had run on."""
    reviewer: str
    """A pseudonym, or the name of a program."""
    reviewer_kind: str
    """person or program."""
    warranted: bool | None
    """Whether the truth has the item among those that a person must be asked about."""
    planted: Json | None
    """Of a piece of work: what it was made of, and what was planted in it."""
    found: bool | None
    """Whether what was planted was named in the right place."""
    at: datetime


@dataclass(frozen=True, slots=True)
class CallTotals:
    """The calls of one trial attempt, added up."""

    calls: int
    usage: Usage
    nano_usd: int | None
    """None when any of them has an unknown price."""
    models_served: tuple[str, ...]
    retries: int = 0
    """The calls among them that repeated a request."""

    def __add__(self, other: "CallTotals") -> "CallTotals":
        return CallTotals(
            self.calls + other.calls,
            self.usage + other.usage,
            None if self.nano_usd is None or other.nano_usd is None else self.nano_usd + other.nano_usd,
            tuple(sorted({*self.models_served, *other.models_served})),
            self.retries + other.retries,
        )
