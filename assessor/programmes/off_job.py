"""Training off the job: planned, actual, slippage. Whole minutes, so that sums are exact.

Planned by a day is what the plan's months hold, the current one in part by its days; without months the plan's whole
follows the share of the planned time that has passed. Time on days of a break, before the start or after the end does
not count; it is told apart. How much the rules ask for follows from the day of the start (`rules_of`).
"""

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from assessor.errors import AssessorError
from assessor.programmes.course import WHOLE, Course
from assessor.versioned import Strict, read_versioned

FOLDER = Path(__file__).parent / "funding"
MIN_PER_H = 60


class OffJobRule(Strict):
    """How much time off the job is asked for, by the day of the start."""

    valid_from: dt.date
    valid_until: dt.date | None = None
    """The last day of starts for which it holds."""
    kind: Literal["share of paid hours", "figure of the standard"]
    percent: float | None = None
    """Of paid hours."""
    said: str
    source: str
    as_of: dt.date


class _Rules(Strict):
    rule: tuple[OffJobRule, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class OffJob:
    """Where the hours stand on a day. Minutes."""

    planned_min: int | None
    """By that day; none where nobody has typed a plan."""
    actual_min: int
    uncounted_min: int
    """Spent on days that do not count."""
    whole_min: int | None
    """The plan's whole."""
    asked_min: int | None
    """What the rules ask for, less prior learning; none where nobody has typed it."""

    @property
    def slippage_min(self) -> int | None:
        """Planned less actual: above 0 is behind."""
        return None if self.planned_min is None else self.planned_min - self.actual_min

    @property
    def percent(self) -> float | None:
        """Actual as a share of the plan's whole."""
        return None if not self.whole_min else min(WHOLE * self.actual_min / self.whole_min, WHOLE)

    @property
    def short_min(self) -> int | None:
        """What the plan lacks of what the rules ask for; none where either is not known."""
        if self.whole_min is None or self.asked_min is None:
            return None
        return max(self.asked_min - self.whole_min, 0)


@dataclass(frozen=True, slots=True)
class Plan:
    """Planned minutes."""

    whole_min: int | None
    by_month: Mapping[dt.date, int]
    """By the first day of each month; may be empty."""
    minimum_min: int | None
    """What the rules ask for, before prior learning."""
    prior_min: int = 0
    """Prior learning, as a person decided."""

    @property
    def total_min(self) -> int | None:
        """The plan's whole: that of its months where there are any."""
        return sum(self.by_month.values()) if self.by_month else self.whole_min


def off_job(course: Course, plan: Plan, entries: Sequence[tuple[dt.date, int]], day: dt.date) -> OffJob:
    """Return where the hours stand at the end of a day; entries are days and minutes."""
    counted = uncounted = 0
    for on, minutes in entries:
        if on > day:
            continue
        if on < course.starts_on or course.is_paused(on):
            uncounted += minutes
        else:
            counted += minutes
    asked = None if plan.minimum_min is None else max(plan.minimum_min - plan.prior_min, 0)
    return OffJob(_planned(course, plan, day), counted, uncounted, plan.total_min, asked)


def _planned(course: Course, plan: Plan, day: dt.date) -> int | None:
    if not plan.by_month:
        return None if plan.whole_min is None else round(plan.whole_min * course.elapsed_percent(day) / WHOLE)
    total = 0.0
    for month, minutes in plan.by_month.items():
        total += minutes * _share(month, max(course.starts_on, month), day)
    return round(total)


def _share(month: dt.date, first: dt.date, day: dt.date) -> float:
    """Return how much of a month's plan is due by a day, which begins on the first day of learning in it."""
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    if day >= last:
        return 1.0
    return 0.0 if day < first else ((day - first).days + 1) / ((last - first).days + 1)


@cache
def off_job_rules() -> tuple[OffJobRule, ...]:
    """Return the rules by day of start, the oldest first."""
    return tuple(sorted(read_versioned(_Rules, FOLDER, "off-the-job-1", "set of rules").rule, key=_from))


def rule_of(starts_on: dt.date) -> OffJobRule:
    """Return the rule for somebody who starts on a day. Raises NoSuchRule."""
    for rule in off_job_rules():
        if rule.valid_from <= starts_on and (rule.valid_until is None or starts_on <= rule.valid_until):
            return rule
    first = off_job_rules()[0].valid_from
    raise NoSuchRule(f"no rule on hours off the job is kept for a start on {starts_on}; the first is of {first}")


def minimum_by_share(rule: OffJobRule, paid_h: float) -> int | None:
    """Return the minutes that a rule by a share asks for, from paid hours over the whole time; else None."""
    return None if rule.percent is None else round(paid_h * MIN_PER_H * rule.percent / WHOLE)


class NoSuchRule(AssessorError):
    """No rule is kept for a day."""


def _from(rule: OffJobRule) -> dt.date:
    return rule.valid_from
