"""What `bench show`, `bench attention` and reports read of a person's side: aggregates, nobody by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from harness.meter.attention.terms import Mark

By = Literal["people", "a program", "nobody"]


@dataclass(frozen=True, slots=True)
class Rate:
    """A share from 0 to 1 with its 95 % interval."""

    value: float | None
    """None where there is nothing to count it over."""
    low: float | None
    """None below 4 cases, for an interval over cases."""
    high: float | None
    over: int
    """How many it is counted over: cases, or items where it is pooled."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes with their 95 % interval, and where they come from."""

    value: float
    low: float | None
    high: float | None
    mark: Mark
    source: str


@dataclass(frozen=True, slots=True)
class ArmExceptions:
    """How well one design chose what a person has to decide (the field: selective prediction)."""

    arm: str
    cases: int
    trials: int
    """Trials that are counted."""
    unreadable: int
    """Of these, answers that could not be read: they handed nothing over and settled nothing."""
    uncounted: int
    """Trials left out, since their marker did not count; marking again does (`bench regrade`)."""
    due: int
    """Items that a person had to be asked about, over all trials."""
    stated: int
    """Items that were handed over."""
    rightly: int
    """Of these, the items that a person had to be asked about."""
    precision: Rate
    """Share of the items handed over that had to be. Pooled over trials; Wilson's interval over items."""
    recall: Rate
    """Share of the items due that were handed over. Mean over cases with anything due; t interval over cases."""
    coverage: Rate
    """Share of the lines of the work that nobody was asked about. Mean over cases; t interval over cases."""
    error_rest: Rate
    """Share of those lines that are wrong or missing. Mean over cases; t interval over cases."""
    minutes_per_true: Minutes | None
    """A person's minutes for each item that had to be handed over; None where none was."""


@dataclass(frozen=True, slots=True)
class ClassCatch:
    """How planted defects of one class fared; all classes together have the name ``all``."""

    name: str
    planted: int
    found: int
    rate: Rate
    """Share found in the time that was taken; Wilson's interval."""
    tau_min: float | None
    """Minutes a row in which 63 % is found; None where too little was planted or found: not resolved."""
    tau_low: float | None
    tau_high: float | None
    needed_min: float | None
    """Minutes a row in which 90 % is found."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What reviewers did with a run, added up."""

    by: By
    """Whose reviews are counted. A program's are only where no person's are, and never with them."""
    reviewers: int
    """How many took part."""
    decided: int
    """Things handed over that were decided."""
    needless: int
    """Of these, things that need not have been handed over, as the reviewer sees it."""
    minutes: float
    """All the time that was taken, what was put off included."""
    cut: int
    """Decisions whose time ran past the longest that counts, and was cut to it."""
    pieces: int
    """Pieces of finished work that were looked through."""
    of_truth: int
    """Of these, pieces made of a case's own truth, not of an answer."""
    rows_shown: int
    """Their rows."""
    row_min: float | None
    """Minutes for each of those rows."""
    false_alarms: int
    """Untouched pieces in which a fault was named."""
    untouched: int
    catches: tuple[ClassCatch, ...]
    programs_left_out: int
    """Decisions of programs that are not counted, since people reviewed too."""


@dataclass(frozen=True, slots=True)
class TermRow:
    """One number that goes into the formula."""

    key: str
    letter: str
    about: str
    value: float
    unit: str
    mark: Mark
    source: str


@dataclass(frozen=True, slots=True)
class Faster:
    """A speed-up with what it lets through; neither is ever shown without the other."""

    times: float
    """Unaided minutes over minutes; below 1 is slower than without AI."""
    low: float | None
    high: float | None
    defects_per_100: float
    defects_low: float | None
    defects_high: float | None


@dataclass(frozen=True, slots=True)
class Wage:
    """What an hour of a person costs, as the user says."""

    amount: float
    currency: str


@dataclass(frozen=True, slots=True)
class CaseAttention:
    """The same for one case, to be paired with another design's."""

    seed: int
    minutes: float
    defects_per_100: float


@dataclass(frozen=True, slots=True)
class ArmAttention:
    """What one job takes a person with one design, and what goes out unseen."""

    arm: str
    cases: int
    accept: float
    """The score from which an answer counts as acceptable as it is."""
    minutes: float
    """Of one job: set-up, attendance, review, rework and what is missed."""
    low: float | None
    """The ends of its 95 % interval, for the measured terms alone; None below 4 cases."""
    high: float | None
    review_min: float
    """Of these, minutes of review."""
    faster: Faster
    break_even: float | None
    """Share of acceptable answers from which on it takes no longer than without AI; None where no share is enough."""
    people_cost: float | None
    """The minutes at the wage, in its currency; None without a wage."""
    machine_nano_usd: int | None
    """What the models cost for one job; None where the price is unknown."""
    terms: tuple[TermRow, ...]
    by_case: tuple[CaseAttention, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonSide:
    """A person's side of a run."""

    exceptions: tuple[ArmExceptions, ...]
    reviewed: Reviewed
    attention: tuple[ArmAttention, ...]
    wage: Wage | None
    entered: Mapping[str, float]
    """The terms that the user set, by key."""
