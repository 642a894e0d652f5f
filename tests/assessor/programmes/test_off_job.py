"""Time off the job: planned, actual, slippage. Worked by hand."""

import datetime as dt

import pytest

from assessor.programmes.course import Course, Pause
from assessor.programmes.off_job import NoSuchRule, Plan, minimum_by_share, off_job, rule_of

D = dt.date
COURSE = Course(D(2026, 1, 1), D(2027, 1, 1))
WHOLE = Plan(365 * 60, {}, None)
"""An hour a day."""


def test_without_months_the_plan_follows_the_days() -> None:
    # 73 days: 73 hours planned, 70 spent.
    found = off_job(COURSE, WHOLE, [(D(2026, 2, 1), 70 * 60)], D(2026, 3, 15))
    assert (found.planned_min, found.actual_min, found.slippage_min) == (73 * 60, 70 * 60, 3 * 60)
    assert found.percent == pytest.approx(100 * 70 / 365)


def test_more_than_was_planned_is_a_slippage_below_zero() -> None:
    assert off_job(COURSE, WHOLE, [(D(2026, 2, 1), 80 * 60)], D(2026, 3, 15)).slippage_min == -7 * 60


@pytest.mark.parametrize(
    ("day", "planned_h"),
    [
        (D(2027, 12, 31), 0),
        (D(2028, 1, 31), 31),
        (D(2028, 2, 10), 31 + 10),  # of 29 hours in the 29 days of that February
        (D(2028, 2, 29), 31 + 29),
        (D(2028, 3, 31), 31 + 29),
    ],
)
def test_months_of_a_plan_are_due_by_their_days_in_a_leap_year(day: dt.date, planned_h: int) -> None:
    plan = Plan(None, {D(2028, 1, 1): 31 * 60, D(2028, 2, 1): 29 * 60}, None)
    assert off_job(Course(D(2028, 1, 1), D(2029, 1, 1)), plan, [], day).planned_min == planned_h * 60


def test_a_first_month_that_begins_late_is_due_by_its_own_days() -> None:
    # From 17 to 31 January: 15 days for 15 hours.
    plan = Plan(None, {D(2026, 1, 1): 15 * 60}, None)
    course = Course(D(2026, 1, 17), D(2027, 1, 1))
    found = [off_job(course, plan, [], D(2026, 1, day)).planned_min for day in (16, 17, 21, 31)]
    assert found == [0, 60, 5 * 60, 15 * 60]


def test_time_in_a_break_and_before_the_start_does_not_count_and_is_told() -> None:
    paused = Course(COURSE.starts_on, COURSE.planned_end_on, [Pause(D(2026, 4, 1), D(2026, 5, 1))])
    spent = [(D(2025, 12, 31), 60), (D(2026, 3, 31), 60), (D(2026, 4, 30), 60), (D(2026, 5, 1), 60)]
    found = off_job(paused, WHOLE, spent, D(2026, 6, 1))
    assert (found.actual_min, found.uncounted_min) == (120, 120)


def test_what_comes_later_is_not_counted_yet() -> None:
    assert off_job(COURSE, WHOLE, [(D(2026, 6, 2), 60)], D(2026, 6, 1)).actual_min == 0


def test_prior_learning_is_taken_off_what_is_asked_for_and_not_off_the_plan() -> None:
    # 400 hours asked for, 40 known before: 360; the plan has 350, so it is 10 short.
    found = off_job(COURSE, Plan(350 * 60, {}, 400 * 60, 40 * 60), [], D(2026, 6, 1))
    assert (found.asked_min, found.whole_min, found.short_min) == (360 * 60, 350 * 60, 10 * 60)


def test_without_a_plan_nothing_is_made_up() -> None:
    found = off_job(COURSE, Plan(None, {}, None), [(D(2026, 2, 1), 60)], D(2026, 6, 1))
    assert (found.planned_min, found.slippage_min, found.percent, found.short_min) == (None, None, None, None)


@pytest.mark.parametrize(
    ("starts_on", "kind"), [(D(2025, 7, 31), "share of paid hours"), (D(2025, 8, 1), "figure of the standard")]
)
def test_the_rule_follows_from_the_day_of_the_start(starts_on: dt.date, kind: str) -> None:
    assert rule_of(starts_on).kind == kind


def test_twenty_per_cent_of_paid_hours_was_the_older_rule_and_is_not_the_newer() -> None:
    # 1,500 paid hours: 300.
    assert minimum_by_share(rule_of(D(2025, 7, 31)), 1500) == 300 * 60
    assert minimum_by_share(rule_of(D(2025, 8, 1)), 1500) is None


def test_a_start_before_all_rules_is_said() -> None:
    with pytest.raises(NoSuchRule, match="no rule on hours off the job is kept for a start on 2016-01-01"):
        rule_of(D(2016, 1, 1))
