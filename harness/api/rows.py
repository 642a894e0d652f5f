"""What `bench show --json` prints and reports read: plain rows, every quantity with its unit in its name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from harness.api.controls.rows import TeamVerdict
from harness.api.figures import CheckMean, PassK, TimesAsMuch
from harness.api.happened.rows import Happened
from harness.api.reviewing.rows import PersonSide
from harness.messages import Evidence
from harness.plan.level import Level

Outcome = Literal["done", "limit", "refused", "infrastructure"]
Verdict = Literal["better", "worse", "not resolved"]
ArmKind = Literal["design", "tools only", "same tokens", "best of n", "self-check"]


@dataclass(frozen=True, slots=True)
class Arm:
    """One design with one model in one run: a row of the main table."""

    id: str
    """Unique within the run."""
    kind: ArmKind
    design: str
    """``name@version#digest``."""
    design_name: str
    level: Level
    model: str
    """What was asked for: ``local/SmolLM2-135M-Instruct``; ``silent`` for *tools only*."""
    models_served: tuple[str, ...]
    evidence: Evidence
    paste_tokens: int
    """The paste allowance of the design; 0 above PROMPTING."""
    follow_ups: int
    agents: int
    trials: int
    """Trials that ended, whatever the outcome."""
    cases: int
    outcomes: Mapping[Outcome, int]
    unreadable: int
    """Answers that were marked as unreadable (part of the outcome counts)."""
    left_out: int
    """Trials left out because of infrastructure."""
    quality_mean: float | None
    """Mean score over cases, 0 to 1, infrastructure left out; None without a trial."""
    quality_as_run: float | None
    """The same, a mean over cases, with each infrastructure failure counted as a trial of score 0."""
    quality_low: float | None
    """Lower end of the 95 % Student-t interval over cases, cut off at 0 and 1; None below 4 cases."""
    quality_high: float | None
    unmarked: int
    """Answers that should have a mark and have none, since the marker failed on them; left out of quality."""
    pass_k: tuple[PassK, ...]
    """For k = 1, 3 and 5, as far as the epochs of every case allow."""
    frontier_probability: float | None
    """How likely no other design is at least as good in quality, in money (tokens where money is 0 or unknown) and in
    working time, and better in one of them; by drawing cases again. None below 4 cases, without a second design, and
    for *tools only*."""
    calls: int
    """Model calls over all trials, every attempt."""
    retries: int
    """The calls among them that repeated a request."""
    input_tokens: int
    """Over all trials, cached tokens included."""
    cached_tokens: int
    """Of these, read from a service's cache."""
    cache_write_tokens: int
    """Of these, written to a service's cache."""
    output_tokens: int
    cost_nano_usd: int | None
    """Over all trials, as run; None when a price is unknown."""
    cost_cold_nano_usd: int | None
    """The same if nothing had been read from a cache or written to one; None when a price is unknown."""
    wall_s_mean: float | None
    """Mean wall clock of a trial: working and waiting."""
    working_s_mean: float | None
    """Mean time in which a trial worked; no wait for a place or for a service that was busy or broken is in it."""
    waited_s_mean: float | None
    """Mean time in which a trial could only wait."""
    first_token_s_median: float | None
    """Median time from sending a request to the first token of its answer; None where nothing was streamed."""
    escalations_mean: float | None
    checks: tuple[CheckMean, ...]
    """Empty where checks were not asked for."""
    of: str = ""
    """For a control: the id of the row whose spending it matches. `design` and `level` are then the one agent's."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two arms, paired by case: `first` minus `second`. `first` stands on the higher rung, or later on the same."""

    first: str
    second: str
    """Arm ids."""
    cases: int
    """Pairs."""
    left_out: int
    """Cases without a pair because of infrastructure, or because an answer could not be marked."""
    difference: float | None
    """Mean paired difference in score, -1 to 1; None without a pair."""
    low: float | None
    high: float | None
    """95 % Student-t interval over cases, not cut off; None below 4 pairs."""
    p: float | None
    """Two-sided sign-flip p."""
    p_holm: float | None
    """The same, adjusted for all comparisons of the run."""
    p_exact: bool
    verdict: Verdict
    why: str
    cost: TimesAsMuch
    """Money as run, the first over the second. Where money is 0 or unknown, tokens are compared instead."""
    tokens: TimesAsMuch
    """Tokens, in and out."""
    time: TimesAsMuch
    """Working time."""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One criterion of one marked answer."""

    name: str
    earned: float
    available: float
    why: str
    scored: bool
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrialRow:
    """One trial: one design, once, on one case."""

    id: str
    arm: str
    level: Level
    seed: int
    """Of the case."""
    epoch: int
    attempt: int
    outcome: Outcome
    why: str
    """Why it ended as it did; empty for ``done``."""
    status: Literal["marked", "unreadable", "not marked"]
    score: float | None
    """0 to 1; None for infrastructure, and where the marker failed."""
    checks: tuple[CheckRow, ...]
    """Empty where checks were not asked for."""
    wall_s: float
    """Working and waiting."""
    waited_s: float
    calls: int
    input_tokens: int
    output_tokens: int
    cost_nano_usd: int | None
    escalations: int

    @property
    def working_s(self) -> float:
        """The time in which it did not only wait."""
        return max(self.wall_s - self.waited_s, 0.0)

    @property
    def is_unmarked(self) -> bool:
        """True for an answer that should have a mark and has none, since the marker failed on it."""
        return self.status == "not marked" and self.outcome != "infrastructure"


@dataclass(frozen=True, slots=True)
class Spent:
    """What was paid for in attempts that do not count: with the arms' calls it is all that the run has asked for."""

    calls_unknown: int
    """Calls whose outcome was never seen: sent and then cancelled, or the program was stopped."""
    tokens_at_worst: int
    """Their tokens if the worst happened."""
    nano_usd_at_worst: int | None
    calls_lost: int
    """Calls that ended, in attempts that never did or were repeated after an infrastructure failure."""
    tokens_lost: int
    nano_usd_lost: int | None
    """What they cost; None when any of them has an unknown price."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something that happened to the run as a whole."""

    at: str
    """UTC, ISO 8601."""
    kind: str
    """``connections`` or ``limit``."""
    detail: str


@dataclass(frozen=True, slots=True)
class RunView:
    """A whole run (the field: eval log), as it stands now."""

    id: str
    created: str
    """UTC, ISO 8601."""
    toprung: str
    """The program's version."""
    task: str
    task_version: int
    graders: tuple[str, ...]
    """Who gave the marks that are shown, with the version: ``expense_reconciliation@1``; the later mark counts."""
    task_title: str
    unaided_min: float
    """A person's minutes for one case without AI."""
    unaided_source: str
    dials: str
    """As asked for: ``small``."""
    dial_values: Mapping[str, float]
    seeds: tuple[int, ...]
    epochs: int
    orchestrator: str
    model: str
    evidence: Evidence
    evidence_note: str
    """One sentence on what these results are evidence of."""
    call_in_tokens: int | None
    call_out_tokens: int | None
    planned: int
    """Trials in the plan, *tools only* included."""
    finished: int
    """Trials that ended otherwise than by an infrastructure failure; with `left_out`, all that ended."""
    left_out: int
    """Trials that ended by an infrastructure failure."""
    left_out_why: Mapping[str, int]
    """Reasons for infrastructure failures, and how often."""
    spent: Spent
    arms: tuple[Arm, ...]
    comparisons: tuple[Comparison, ...]
    cases_needed: int
    """The fewest cases at which this many comparisons could reach a verdict."""
    events: tuple[EventRow, ...]
    """What happened to the run as a whole, oldest first: fewer or more requests at a time, a limit that was hit."""
    trials: tuple[TrialRow, ...]
    task_digest: str = ""
    """Tells states of a task that is data only from one another; empty for others."""
    keep_until: str = ""
    """From when on the texts may no longer be kept, UTC, ISO 8601; empty where nobody has set a time."""
    texts_forgotten: int = 0
    """Attempts at trials whose texts were deleted."""
    forgotten_at: str = ""
    """When the last of them were, UTC, ISO 8601; empty while all texts are there."""
    faults: tuple[str, ...] = ()
    """Faults that were injected, such as ``agent:sorter=down``: the run says nothing about the designs without them."""
    controls: tuple[TeamVerdict, ...] = ()
    """What each team is worth beside its controls; empty for a run without controls."""
    person: PersonSide | None = None
    """What was handed over, what people decided, and a person's minutes; None in a view that was made without."""
    happened: Happened | None = None
    """Clocks of the trials and signs of failure, by arm; None in a view that was made without."""
