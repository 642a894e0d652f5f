"""What the business case is given: a team's published figures, what was typed, and what benchmark runs measured."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from harness.api.comparing.measures import Measure, MeasuredPair
from harness.api.reviewing.rows import TermRow
from harness.messages import Evidence
from harness.plan.level import Level
from reports.data import Note

WAYS: Mapping[str, Level] = {level.value: level for level in Level}
"""The ways of using AI by their names, for who may not know the harness."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class LevelShare:
    """The share of a team at one level of literacy."""

    name: str
    use: Level | None
    """The way of using AI that belongs to it; None for the lowest, which uses little or none."""
    share: Amount
    """0 to 1, as published when the campaign ended."""


@dataclass(frozen=True, slots=True)
class Group:
    """What is told of a team."""

    campaign: str
    on: dt.date
    """When the campaign ended, and its figures were made."""
    people: int
    asked: int
    levels: tuple[LevelShare, ...]
    """From the lowest."""
    is_simulated: bool


@dataclass(frozen=True, slots=True)
class Step:
    """From one way of using AI up to the one that the case is about, as a run has measured it."""

    pairs: Mapping[Measure, MeasuredPair]
    """The higher minus the lower, by measure; empty where the run cannot hold the two against each other."""
    why_not: str = ""
    """Why it cannot; empty where it can."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one benchmark run measured."""

    run: str
    task: str
    """Its title."""
    on: dt.date
    model: str
    evidence: Evidence
    evidence_note: str
    has_faults: bool
    """Whether faults were put in on purpose."""
    cases: int
    cases_needed: int
    """The fewest at which so many comparisons could reach a verdict."""
    steps: Mapping[Level, Step]
    """By the way of using AI that is left."""
    terms: tuple[TermRow, ...]
    """What goes into a person's minutes with the higher design."""
    unaided_min: float
    unaided_source: str


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work that the team does."""

    name: str
    """In the words of whoever typed it."""
    times_a_month: float
    """By the whole team."""
    run: str
    """The benchmark run that stands for it; empty where none was named."""
    measured: Measured | None
    why_not: str = ""
    """Why nothing is measured; empty where it is."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody typed for the case."""

    target: Level
    """Up to which way of using AI."""
    until: dt.date
    """By when."""
    reached_percent: float
    """Of those who are below it, how many shall work that way by then."""
    hour_cost: float
    """Of an hour of a person, in the currency."""
    currency: str
    """ISO 4217: GBP."""
    per_dollar: float | None
    """What a dollar costs in that currency; None where nobody said."""
    by: str
    """Who typed it."""
    on: dt.date


@dataclass(frozen=True, slots=True)
class Case:
    """All that the report tells."""

    id: str
    """The team's, for the name of a file."""
    team: str
    organisation: str
    made_on: dt.date
    said: Said | None
    """None where nothing was typed."""
    works: tuple[Work, ...]
    group: Group | None
    """None where no figures are told."""
    why_no_group: str
    """Why none are told; empty where they are."""
    is_make_believe: bool
    evidence: Note
    evidence_label: str
