"""What is said of a trial's clocks and signs of failure, and of an arm's: plain rows, units in the names."""

from dataclasses import dataclass
from typing import Literal

StepKind = Literal["call", "failed", "tool", "gate", "delay", "waiting", "before", "between", "after"]
GAPS: frozenset[StepKind] = frozenset({"before", "between", "after"})
"""Pieces in which nobody was at work: before the first one, between two, until the hand-in. They are nobody's."""


@dataclass(frozen=True, slots=True)
class TrialClocks:
    """The machine clocks of one trial."""

    wall_s: float
    """From its start to the hand-in."""
    active_s: float
    """Of these, the time in which anybody was at work: overlapping work counts once (the union)."""
    summed_s: float
    """All work added up: two at work for a second are two seconds."""
    waited_s: float
    """Of `wall_s`, the time in which it could only wait: for a place, or for a service that was busy or broken."""

    @property
    def parallelism(self) -> float | None:
        """How many were at work at a time, on average over the time in which anybody was; None where nobody was."""
        return self.summed_s / self.active_s if self.active_s else None


@dataclass(frozen=True, slots=True)
class PathStep:
    """One piece of the critical path: the chain that decided how long a trial took."""

    kind: StepKind
    """``call``, ``tool`` or ``gate`` for work; ``failed`` for a call that came to nothing, ``waiting`` before its
    repeat; ``delay`` for one that somebody put in; else one of `GAPS`."""
    agent: str
    """Whose it was; empty for a gap."""
    what: str
    start_s: float
    """Seconds after the trial began."""
    seconds: float
    key: str
    """``call 3`` or ``span 5``, counted from 1 in the order of the ledger; empty for a gap."""


@dataclass(frozen=True, slots=True)
class Label:
    """A sign of one of MAST's failure modes in a trial: a signal with its evidence, no verdict."""

    mode: str
    """The mode's number: ``1.3``."""
    name: str
    agent: str
    """Whose; empty where it is the whole trial's."""
    why: str
    """What was seen, in a sentence."""
    evidence: tuple[str, ...]
    """Keys of calls and spans, as in `PathStep`."""


@dataclass(frozen=True, slots=True)
class TrialHappened:
    """What happened in one trial."""

    clocks: TrialClocks
    path: tuple[PathStep, ...]
    """From the trial's beginning to its end, without a gap: the seconds add up to the wall clock."""
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Median:
    """A median over cases, with the interval between two of the ordered cases that covers it."""

    value: float
    low: float | None
    """None below 6 cases: no two of so few cover it 95 times in 100."""
    high: float | None


@dataclass(frozen=True, slots=True)
class ArmClocks:
    """The clocks of an arm's trials; trials that infrastructure ended are left out."""

    arm: str
    trials: int
    cases: int
    wall_s: Median
    active_s: Median
    summed_s: Median
    waited_s: Median
    parallelism: Median | None
    """None where nobody was at work in any trial."""
    path_s: tuple[tuple[str, StepKind, float], ...]
    """Agent, kind and mean seconds a trial on the critical path, the longest first."""


@dataclass(frozen=True, slots=True)
class ArmFailures:
    """In how many of an arm's trials signs of failure were seen; trials that infrastructure ended are left out."""

    arm: str
    trials: int
    labelled: int
    """Trials with any label."""
    modes: tuple[tuple[str, str, int], ...]
    """Number and name of each mode that was seen, and in how many trials."""


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened in a run, by arm."""

    clocks: tuple[ArmClocks, ...]
    failures: tuple[ArmFailures, ...]
