"""How much of a planned time has passed. Worked by hand; the days are counted on a calendar."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.programmes.course import Course, Pause, Rebase

D = dt.date
PLAIN = Course(D(2026, 1, 1), D(2027, 1, 1))
"""365 days."""


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        (D(2025, 12, 1), 0),
        (D(2026, 1, 1), 0),
        (D(2026, 3, 15), 20),  # 73 of 365 days
        (D(2026, 5, 27), 40),  # 146
        (D(2027, 1, 1), 100),
        (D(2027, 6, 1), 100),
    ],
)
def test_without_changes_it_is_days_passed_of_days_planned(day: dt.date, percent: float) -> None:
    assert PLAIN.elapsed_percent(day) == pytest.approx(percent)


def test_a_leap_day_counts_as_a_day() -> None:
    # 1 January 2028 to 1 January 2029 is 366 days; 1 March is the 61st day after, 60th in other years.
    leap = Course(D(2028, 1, 1), D(2029, 1, 1))
    assert leap.elapsed_percent(D(2028, 3, 1)) == pytest.approx(100 * 60 / 366)
    assert PLAIN.elapsed_percent(D(2026, 3, 1)) == pytest.approx(100 * 59 / 365)
    assert Course(D(2028, 2, 29), D(2029, 2, 28)).elapsed_percent(D(2029, 2, 28)) == 100


def test_a_break_holds_the_share_still_and_then_it_goes_on_to_the_same_end() -> None:
    # 73 days (20 %), a break of 146 days, then 80 % over the 146 days that are left: 40 % after 36.5 · 2 = 73 of them.
    paused = Course(PLAIN.starts_on, PLAIN.planned_end_on, [Pause(D(2026, 3, 15), D(2026, 8, 8))])
    assert paused.elapsed_percent(D(2026, 6, 1)) == pytest.approx(20)
    assert paused.elapsed_percent(D(2026, 8, 8)) == pytest.approx(20)
    assert paused.elapsed_percent(D(2026, 10, 20)) == pytest.approx(60)
    assert paused.elapsed_percent(D(2027, 1, 1)) == 100


def test_a_break_that_goes_on_holds_it_still_even_past_the_planned_end() -> None:
    paused = Course(PLAIN.starts_on, PLAIN.planned_end_on, [Pause(D(2026, 3, 15), None)])
    assert paused.elapsed_percent(D(2027, 5, 1)) == pytest.approx(20)
    assert paused.is_paused(D(2027, 5, 1))


def test_a_new_planned_end_goes_on_from_where_it_was() -> None:
    # At 40 % on 27 May 2026; the new end is 219 + 73 days away: 60 % over 292 days, so 55 % after 73 of them.
    moved = Course(
        PLAIN.starts_on, PLAIN.planned_end_on, rebases=[Rebase(D(2026, 5, 27), planned_end_on=D(2027, 3, 15))]
    )
    assert moved.elapsed_percent(D(2026, 5, 26)) == pytest.approx(PLAIN.elapsed_percent(D(2026, 5, 26)))
    assert moved.elapsed_percent(D(2026, 5, 27)) == pytest.approx(40)
    assert moved.elapsed_percent(D(2026, 8, 8)) == pytest.approx(55)
    assert moved.end_planned(D(2026, 5, 26)) == D(2027, 1, 1)
    assert moved.end_planned(D(2026, 5, 27)) == D(2027, 3, 15)


def test_a_change_of_employer_goes_on_from_where_the_learner_stood() -> None:
    # Stood at 25 % with 219 days left: 75 % over them, so 50 % after 73.
    moved = Course(PLAIN.starts_on, PLAIN.planned_end_on, rebases=[Rebase(D(2026, 5, 27), progress_percent=25)])
    assert moved.elapsed_percent(D(2026, 5, 27)) == 25
    assert moved.elapsed_percent(D(2026, 8, 8)) == pytest.approx(50)


def test_a_new_end_on_the_day_of_the_return_is_gone_to_from_where_it_stood_still() -> None:
    both = Course(
        PLAIN.starts_on,
        PLAIN.planned_end_on,
        [Pause(D(2026, 3, 15), D(2026, 8, 8))],
        [Rebase(D(2026, 8, 8), planned_end_on=D(2027, 5, 27))],
    )
    # 80 % over 292 days: 20 % after 73.
    assert both.elapsed_percent(D(2026, 10, 20)) == pytest.approx(40)


def test_of_two_changes_of_one_day_the_later_counts() -> None:
    day = D(2026, 5, 27)
    twice = Course(
        PLAIN.starts_on, PLAIN.planned_end_on, rebases=[Rebase(day, D(2028, 1, 1)), Rebase(day, D(2027, 3, 15))]
    )
    assert twice.end_planned(day) == D(2027, 3, 15)


days = st.integers(0, 500).map(lambda n: D(2026, 1, 1) + dt.timedelta(days=n))


@st.composite
def courses(draw: st.DrawFn) -> Course:
    first, back = sorted(draw(st.tuples(days, days)))
    pauses = [Pause(first, back)] if first < back else []
    on_days = sorted(draw(st.lists(days, max_size=2)))
    rebases = [Rebase(on, on + dt.timedelta(days=draw(st.integers(1, 400)))) for on in on_days]
    return Course(D(2026, 1, 1), D(2027, 1, 1), pauses, rebases)


@given(courses(), days, days)
def test_it_never_goes_back_and_stays_between_0_and_100(course: Course, one: dt.date, other: dt.date) -> None:
    early, late = sorted((one, other))
    assert 0 <= course.elapsed_percent(early) <= course.elapsed_percent(late) + 1e-9 <= 100 + 2e-9


@pytest.mark.parametrize(
    ("since", "until", "held"), [(D(2026, 1, 1), D(2026, 12, 1), 30), (D(2026, 4, 10), D(2026, 4, 20), 10)]
)
def test_days_of_a_break_are_counted(since: dt.date, until: dt.date, held: int) -> None:
    assert Pause(D(2026, 4, 1), D(2026, 5, 1)).days_until(until, since) == held
