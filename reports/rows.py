"""What charts are given: plain rows, made from the same numbers as the table beside them."""

from dataclasses import dataclass
from typing import Literal

from harness.api.rows import Verdict
from harness.plan.level import Level


@dataclass(frozen=True, slots=True)
class ArmQuality:
    """The quality of one row of the main table."""

    label: str
    level: Level
    tools_only: bool
    mean: float | None
    """0 to 1."""
    low: float | None
    high: float | None
    cases: tuple[float, ...]
    """The mean score of each case, 0 to 1."""


@dataclass(frozen=True, slots=True)
class ArmChecks:
    """The checks of one row of the main table."""

    label: str
    shares: tuple[tuple[str, float], ...]
    """Name of the check and the mean share of its marks, 0 to 1."""


@dataclass(frozen=True, slots=True)
class ArmUse:
    """What one trial of an arm used, on average."""

    label: str
    level: Level
    tools_only: bool
    input_tokens: float
    output_tokens: float
    wall_s: float | None


@dataclass(frozen=True, slots=True)
class PairedDifference:
    """One comparison: the first named minus the second."""

    label: str
    difference: float | None
    low: float | None
    high: float | None
    verdict: Verdict
    unit: str = "-1 to 1"
    """Of the difference; the same in all rows of a chart."""


@dataclass(frozen=True, slots=True)
class ArmCost:
    """What one row of the main table reached and cost."""

    label: str
    level: Level
    quality: float | None
    """0 to 1."""
    low: float | None
    high: float | None
    cost: float | None
    """Of one trial, in `unit`."""
    unit: str
    """``dollars a trial`` or ``tokens a trial``."""
    frontier: float | None
    """How likely no other design beats it on every count, 0 to 1."""


TraceKind = Literal["call", "put in", "failed", "tool", "check", "waiting", "delay", "path", "gap"]
MarkKind = Literal["passed", "nothing", "off", "sent back", "let through", "person", "trouble"]


@dataclass(frozen=True, slots=True)
class TraceBar:
    """Something in a trial that took time, in the lane of its agent."""

    lane: str
    line: int
    """Which line of the lane, from 0: what overlaps stands below one another."""
    kind: TraceKind
    start_s: float
    seconds: float
    what: str
    on_path: bool = False
    """True for what decided how long the trial took."""


@dataclass(frozen=True, slots=True)
class TraceMark:
    """Something that happened at a moment of a trial, in the lane of an agent."""

    lane: str
    kind: MarkKind
    at_s: float
    what: str
