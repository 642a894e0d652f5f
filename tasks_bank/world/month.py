"""A month of business: its days, which of them are working days in England, and its neighbours."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

from holidays import country_holidays

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@cache
def bank_holidays(year: int) -> Mapping[dt.date, str]:
    """Return the bank holidays of England in a year, with their names."""
    return dict(country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: dt.date) -> bool:
    """Say whether offices and banks are open."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)  # noqa: PLR2004 - Saturday is day 5 of the calendar


def next_working_day(day: dt.date) -> dt.date:
    """Return the first working day after a day."""
    day += dt.timedelta(days=1)
    while not is_working_day(day):
        day += dt.timedelta(days=1)
    return day


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A calendar month."""

    year: int
    number: int

    @property
    def name(self) -> str:
        """``March 2026``."""
        return f"{MONTHS[self.number - 1]} {self.year}"

    @property
    def first(self) -> dt.date:
        """The first day."""
        return dt.date(self.year, self.number, 1)

    @property
    def last(self) -> dt.date:
        """The last day."""
        return self.after(1).first - dt.timedelta(days=1)

    @property
    def working_days(self) -> tuple[dt.date, ...]:
        """The working days, in order."""
        days = (self.first + dt.timedelta(days=n) for n in range(self.last.day))
        return tuple(day for day in days if is_working_day(day))

    def after(self, months: int) -> "Month":
        """Return the month that many months later; negative for earlier."""
        years, number = divmod(self.number - 1 + months, 12)
        return Month(self.year + years, number + 1)

    def __contains__(self, day: dt.date) -> bool:
        return (day.year, day.month) == (self.year, self.number)


def some_month(rng: Random) -> Month:
    """Draw a month of 2025 or 2026."""
    return Month(rng.choice((2025, 2026)), rng.randint(1, 12))
