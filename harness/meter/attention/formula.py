"""The minutes that one job takes a person, review and what the review misses included.

    T = S/N + M/n + A + R + [(1 - p) s + p f0] F + (1 - p) (1 - s) D
    R = r + u v + k e
    s = 1 - exp(-v / tau), where tau was measured

GDPval's "try once, then fix" (Patwardhan and others 2025) is the special case without set-up, upkeep and false alarms,
with a reviewer who catches everything and F = H0. Its faults are then out of sight: a reviewer who catches less is
faster, and what goes out has more defects. So a speed-up is one thing with its defects here, and no number of its own.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:  # heavy: start-up must not pay for it
    import numpy as np
    import numpy.typing as npt

PER = 100
Number = TypeVar("Number", float, "npt.NDArray[np.float64]")
"""One value, or one for each of many draws."""


@dataclass(frozen=True, slots=True)
class Work(Generic[Number]):
    """The terms of one job; `harness.meter.attention.terms.KINDS` says what each is."""

    setup_min: Number
    jobs: Number
    upkeep_min: Number
    jobs_month: Number
    attended_min: Number
    open_min: Number
    rows: Number
    row_min: Number
    escalations: Number
    escalation_min: Number
    acceptable: Number
    caught: Number
    false_alarm: Number
    rework_min: Number
    missed_min: Number
    unaided_min: Number

    @classmethod
    def of(cls, values: Mapping[str, Number]) -> "Work[Number]":
        """Take the terms by their keys; the chance of catching follows from the time where tau is among them."""
        known = dict(values)
        tau_min = known.pop("tau_min", None)
        if tau_min is not None:
            known["caught"] = caught_in(known["row_min"], tau_min)
        return cls(**known)


@dataclass(frozen=True, slots=True)
class SpeedUp:
    """How many times as fast as without AI, and what that lets through; the two are never parted."""

    times: float
    """Unaided minutes over minutes; below 1 is slower than without AI."""
    defects_per_100: float
    """Bad answers that go out unseen, of 100 jobs."""


def caught_in(row_min: Number, tau_min: Number) -> Number:
    """Return the chance of catching what is wrong with a row in so many minutes on it."""
    missed: Number = math.e ** (-row_min / tau_min)
    return 1 - missed


def review_min(work: Work[Number]) -> Number:
    """Return R, the minutes of review."""
    return work.open_min + work.rows * work.row_min + work.escalations * work.escalation_min


def before_min(work: Work[Number]) -> Number:
    """Return the minutes that do not depend on how good the answer is."""
    shared = work.setup_min / work.jobs + work.upkeep_min / work.jobs_month
    return shared + work.attended_min + review_min(work)


def job_min(work: Work[Number]) -> Number:
    """Return T, the minutes of one job."""
    bad = 1 - work.acceptable
    rejected = bad * work.caught + work.acceptable * work.false_alarm
    missed = bad * (1 - work.caught)
    return before_min(work) + rejected * work.rework_min + missed * work.missed_min


def defects_per_100(work: Work[Number]) -> Number:
    """Return how many bad answers go out unseen, of 100 jobs."""
    return PER * (1 - work.acceptable) * (1 - work.caught)


def speed_up(work: Work[float]) -> SpeedUp:
    """Return H0/T with the defects that go out."""
    return SpeedUp(times_as_fast(work.unaided_min, job_min(work)), defects_per_100(work))


def times_as_fast(unaided_min: float, minutes: float) -> float:
    """Return how many times shorter than without AI so many minutes are."""
    return unaided_min / minutes if minutes else math.inf


def break_even(work: Work[float]) -> float | None:
    """Return the share of acceptable answers from which on a job takes no longer than without AI.

    T is a straight line in p, so it is (B + G - H0) / (G - f0 F), with B the minutes before and G = s F + (1 - s) D.
    0 where it never takes longer; None where no share is enough, or where more good answers do not help.
    """
    bad = work.caught * work.rework_min + (1 - work.caught) * work.missed_min
    gain = bad - work.false_alarm * work.rework_min
    if gain <= 0:
        return None
    share = (before_min(work) + bad - work.unaided_min) / gain
    return None if share > 1 else max(share, 0.0)
