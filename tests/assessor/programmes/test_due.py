"""When reviews are due."""

import datetime as dt

import pytest

from assessor.programmes.course import Course, Pause
from assessor.programmes.due import last_day_of_month_after, next_review

D = dt.date
COURSE = Course(D(2026, 5, 4), D(2027, 11, 4))


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (D(2026, 8, 1), D(2026, 11, 30)),  # the rule's own example
        (D(2026, 8, 31), D(2026, 11, 30)),
        (D(2026, 10, 15), D(2027, 1, 31)),
        (D(2027, 11, 30), D(2028, 2, 29)),  # a leap year
        (D(2026, 11, 30), D(2027, 2, 28)),
        (D(2028, 2, 29), D(2028, 5, 31)),
        (D(2026, 9, 30), D(2026, 12, 31)),
    ],
)
def test_three_calendar_months_end_with_the_third_month_after(last: dt.date, due: dt.date) -> None:
    assert last_day_of_month_after(last, 3) == due


@pytest.mark.parametrize(("months", "due"), [(1, D(2026, 9, 30)), (2, D(2026, 10, 31)), (12, D(2027, 8, 31))])
def test_the_months_are_a_setting(months: int, due: dt.date) -> None:
    assert last_day_of_month_after(D(2026, 8, 1), months) == due


def test_the_first_review_counts_from_the_first_day() -> None:
    found = next_review(COURSE, [], [], D(2026, 6, 1), months=3)
    assert (found.counted_from, found.due_on, found.state) == (D(2026, 5, 4), D(2026, 8, 31), "not due yet")


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (D(2026, 11, 1), "not due yet"),
        (D(2026, 11, 2), "due"),  # 28 days before
        (D(2026, 11, 30), "due"),
        (D(2026, 12, 1), "overdue"),
    ],
)
def test_a_review_is_due_four_weeks_before_and_overdue_the_day_after(today: dt.date, state: str) -> None:
    assert next_review(COURSE, [D(2026, 8, 1)], [], today, months=3).state == state


def test_days_of_a_break_are_added() -> None:
    # Held on 1 August, due by 30 November; a break of the whole of September adds 30 days.
    paused = Course(COURSE.starts_on, COURSE.planned_end_on, [Pause(D(2026, 9, 1), D(2026, 10, 1))])
    assert next_review(paused, [D(2026, 8, 1)], [], D(2026, 11, 1), months=3).due_on == D(2026, 12, 30)
    assert next_review(paused, [D(2026, 10, 5)], [], D(2026, 11, 1), months=3).due_on == D(2027, 1, 31)


def test_in_a_break_and_after_the_end_nothing_is_due() -> None:
    paused = Course(COURSE.starts_on, COURSE.planned_end_on, [Pause(D(2026, 9, 1), None)])
    assert next_review(paused, [], [], D(2027, 3, 1), months=3).state == "on a break"
    ended = next_review(COURSE, [], [], D(2027, 3, 1), months=3, ended_on=D(2027, 2, 1))
    assert (ended.state, ended.due_on) == ("ended", None)


def test_a_review_that_is_planned_is_told_and_one_to_come_does_not_count_as_held() -> None:
    found = next_review(
        COURSE, [D(2026, 8, 1), D(2026, 12, 20)], [D(2026, 7, 1), D(2026, 11, 25)], D(2026, 11, 20), months=3
    )
    assert (found.counted_from, found.planned_on) == (D(2026, 8, 1), D(2026, 11, 25))
