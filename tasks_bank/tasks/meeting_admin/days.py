"""Days as people say them in meetings, and the dates that the rules make of them."""

import datetime as dt
from random import Random

from tasks_bank.world.month import is_working_day

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_FRIDAY = 4


def some_deadline(rng: Random, day: dt.date) -> tuple[str, dt.date]:
    """Draw a deadline as it is said on a day, such as ``by Friday``, and its date, which is a working day."""
    offered = [(words, date) for words, date in _deadlines(day) if is_working_day(date)]
    return rng.choice(offered)


def some_deadline_off(rng: Random, day: dt.date) -> tuple[str, dt.date, dt.date]:
    """Draw a deadline that is no working day: its words, the day that is said, and the working day before it."""
    said = [date for _, date in _numbered(day) if not is_working_day(date) and working_day_before(date) > day]
    date = rng.choice(said)
    return f"by the {ordinal(date.day)}", date, working_day_before(date)


def end_of_next_week(day: dt.date) -> dt.date:
    """Return the Friday of the week after a day's, or the last working day before it."""
    friday = day + dt.timedelta(days=_FRIDAY - day.weekday() + 7)
    return friday if is_working_day(friday) else working_day_before(friday)


def working_day_before(day: dt.date) -> dt.date:
    """Return the last working day up to a day."""
    while not is_working_day(day):
        day -= dt.timedelta(days=1)
    return day


def ordinal(number: int) -> str:
    """Write a day of the month: ``3rd``."""
    ending = "th" if 10 < number < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")  # noqa: PLR2004 - 11th to 13th
    return f"{number}{ending}"


def _deadlines(day: dt.date) -> list[tuple[str, dt.date]]:
    week = (day + dt.timedelta(days=n) for n in range(2, 8))
    named = [(f"by {_WEEKDAYS[date.weekday()]}", date) for date in week if date.weekday() <= _FRIDAY]
    numbered = [(f"by the {ordinal(date.day)}", date) for _, date in _numbered(day)]
    return [
        *named,
        *numbered[:6],
        ("by the end of next week", day + dt.timedelta(days=_FRIDAY - day.weekday() + 7)),
        ("within two weeks", day + dt.timedelta(days=14)),
    ]


def _numbered(day: dt.date) -> list[tuple[int, dt.date]]:
    """Return the later days of the same month."""
    days = (day + dt.timedelta(days=n) for n in range(3, 31))
    return [(date.day, date) for date in days if date.month == day.month]
