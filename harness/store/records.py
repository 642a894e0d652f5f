"""What is written to the ledger and read back: plain records, no database in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from harness.messages import Usage

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
    answer: Json
    escalations: int


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
class CallStart:
    """A model request that is about to be sent; committed before it is."""

    id: str
    run_id: str
    trial_id: str
    trial_attempt: int
    agent: str
    attempt: int
    """From 1: which attempt at this request."""
    model_asked: str
    started_at: datetime
    started_s: float
    """Seconds since the trial began."""
    messages: tuple[Json, ...]
    worst_tokens: int
    """Tokens sent and the most that may come back: what it counts for if its end is never seen."""
    worst_nano_usd: int | None
    request_digest: str
    """Digest of model, messages, tools, schema and sampling: what replay looks a reply up by."""


@dataclass(frozen=True, slots=True)
class CallEnd:
    """How that request ended."""

    id: str
    status: str
    """``ok``, ``overloaded``, ``timed out``, ``bad reply``, ``cancelled``."""
    seconds: float
    model_served: str = ""
    usage: Usage = field(default_factory=Usage)
    nano_usd: int | None = None
    """None when the price is unknown."""
    price_table: str = ""
    reply: Json = field(default_factory=dict)
    """text, stop and tool_calls."""
    error: str = ""


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


@dataclass(frozen=True, slots=True)
class CallTotals:
    """The calls of one trial attempt, added up."""

    calls: int
    usage: Usage
    nano_usd: int | None
    """None when any of them has an unknown price."""
    models_served: tuple[str, ...]
