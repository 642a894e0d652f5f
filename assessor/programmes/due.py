"""When a progress review is due: the last day of the third calendar month after the month of the last one.

That is the reading of the rule of 2025-26 by its own example: a review on 1 August, the next by 30 November. How many
months is a setting of the organisation; for one learner something else may be agreed with the employer, with a reason.
Before the first review it counts from the first day. Days of a break are added to the day; in a break nothing is due.
"""

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assessor.programmes.course import Course

SOON_DAYS = 28
State = Literal["not due yet", "due", "overdue", "on a break", "ended"]


@dataclass(frozen=True, slots=True)
class NextReview:
    """The next review of a learner."""

    due_on: dt.date | None
    """By when; None in a break and after the end."""
    state: State
    planned_on: dt.date | None
    """For which day it is planned, where it is."""
    counted_from: dt.date
    """The last review, or the first day."""


def last_day_of_month_after(day: dt.date, months: int) -> dt.date:
    """Return the last day of the calendar month that comes so many months after a day's own."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return dt.date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def next_review(
    course: Course,
    held_on: Sequence[dt.date],
    planned_on: Sequence[dt.date],
    today: dt.date,
    *,
    months: int,
    ended_on: dt.date | None = None,
) -> NextReview:
    """Return the next review of a learner; `held_on` and `planned_on` are the days of all her reviews."""
    last = max((day for day in held_on if day <= today), default=course.starts_on)
    planned = min((day for day in planned_on if day > last), default=None)
    if ended_on is not None and ended_on <= today:
        return NextReview(None, "ended", None, last)
    if course.is_paused(today):
        return NextReview(None, "on a break", planned, last)
    due_on = last_day_of_month_after(last, months)
    due_on += dt.timedelta(days=sum(pause.days_until(today, last) for pause in course.pauses))
    state: State = "overdue" if today > due_on else "due" if (due_on - today).days <= SOON_DAYS else "not due yet"
    return NextReview(due_on, state, planned, last)
