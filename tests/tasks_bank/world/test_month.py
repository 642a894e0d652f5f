import calendar
import datetime as dt

import pytest

from tasks_bank.world.month import Month, bank_holidays, is_working_day, next_working_day

HOLIDAYS = [day for year in (2025, 2026) for day in bank_holidays(year)]
EVERY = [Month(year, number) for year in (2025, 2026) for number in range(1, 13)]


@pytest.mark.parametrize("month", EVERY)
def test_working_days_are_weekdays_that_are_no_bank_holiday(month: Month) -> None:
    # Second method: the standard library's calendar.
    dates = (
        dt.date(month.year, month.number, n) for n in range(1, calendar.monthrange(month.year, month.number)[1] + 1)
    )
    expected = [day for day in dates if calendar.weekday(day.year, day.month, day.day) < 5 and day not in HOLIDAYS]
    assert list(month.working_days) == expected


def test_there_are_eight_bank_holidays_in_each_year() -> None:
    # gov.uk/bank-holidays, England and Wales.
    # Boxing Day 2026 is a Saturday: offices close on the Monday after it, and both days are listed.
    weekdays = [day for day in HOLIDAYS if day.weekday() < 5]
    assert sum(day.year == 2025 for day in weekdays) == 8
    assert sum(day.year == 2026 for day in weekdays) == 8
    assert dt.date(2026, 12, 28) in weekdays


def test_good_friday_is_no_working_day() -> None:
    assert not is_working_day(dt.date(2026, 4, 3))


def test_the_day_after_easter_weekend_is_the_next_working_day() -> None:
    assert next_working_day(dt.date(2026, 4, 2)) == dt.date(2026, 4, 7)


@pytest.mark.parametrize(("months", "expected"), [(-1, (2024, 12)), (0, (2025, 1)), (12, (2026, 1)), (-13, (2023, 12))])
def test_months_are_counted_over_the_turn_of_the_year(months: int, expected: tuple[int, int]) -> None:
    assert Month(2025, 1).after(months) == Month(*expected)


def test_a_month_holds_its_own_days_only() -> None:
    month = Month(2026, 2)
    assert month.name == "February 2026"
    assert month.last == dt.date(2026, 2, 28)
    assert month.last in month
    assert dt.date(2025, 2, 28) not in month
