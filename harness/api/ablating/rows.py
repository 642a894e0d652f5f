"""What `bench ablate --json` prints: plain rows, every quantity with its unit in its name."""

from dataclasses import dataclass
from typing import Literal

from harness.api.rows import Comparison
from harness.messages import Evidence
from harness.plan.level import Level

PartVerdict = Literal["helps", "hurts", "not resolved"]

MINUTES_NOTE = (
    "A person's minutes follow from a formula over what the run measured and what the task assumes "
    "(toprung bench attention); below 0 the part saves time."
)


@dataclass(frozen=True, slots=True)
class MinutesWorth:
    """A person's minutes for one job with a part and without it; by the formula of `harness.meter.attention`."""

    with_part: float
    without_part: float
    difference: float
    """With the part less without it: below 0 it saves time."""
    low: float | None
    high: float | None
    """95 % interval, rather too wide than too narrow; None where the minutes of either have none."""
    assumed: tuple[str, ...]
    """What of the formula's terms nobody has measured, in words."""


@dataclass(frozen=True, slots=True)
class PartWorth:
    """What one part of a design is worth: the design with it against the design without it, on the same cases."""

    part: str
    """``files``, ``retrieval``, …; ``agent:NAME``, ``gate:AFTER``."""
    goes_with: tuple[str, ...]
    """What went with it: tools that would have been another way to the same, or what is nothing without an agent."""
    design_without: str
    """``name@version#digest`` of the design without it."""
    quality_with: float | None
    quality_without: float | None
    """Mean score over cases, 0 to 1, infrastructure left out; None without a trial."""
    verdict: PartVerdict
    in_words: str
    """What the figures say of the part, in a sentence."""
    human_min: MinutesWorth | None
    """What it is worth in a person's minutes; None: not known."""
    comparison: Comparison
    """The design with the part is `first`, without it `second`; adjusted for the parts of this run alone."""


@dataclass(frozen=True, slots=True)
class KeptPart:
    """A part of the design that this run says nothing about."""

    part: str
    why: str


@dataclass(frozen=True, slots=True)
class AblationView:
    """What the parts of one design are worth, as the run stands now."""

    run: str
    task: str
    """``name@version``."""
    dials: str
    seeds: tuple[int, ...]
    epochs: int
    orchestrator: str
    design: str
    """``name@version#digest`` of the whole design."""
    design_name: str
    level: Level
    model: str
    evidence: Evidence
    evidence_note: str
    is_smoke_test: bool
    """True where no real model answered: the figures then show that the machinery works, and nothing about AI."""
    planned: int
    """Trials in the plan, *tools only* included."""
    finished: int
    left_out: int
    """Trials that ended by an infrastructure failure."""
    cases_needed: int
    """The fewest cases at which so many parts could reach a verdict."""
    human_min_note: str
    parts: tuple[PartWorth, ...]
    kept: tuple[KeptPart, ...]
