"""People's diaries: what is booked in the office's hours, and where there is room."""

import datetime as dt
from collections.abc import Iterable, Sequence
from random import Random

from tasks_bank.world.people import Person
from tasks_bank.writing.diary import Entry, WholeDays

OPENS, CLOSES = dt.time(9), dt.time(17)
"""The office's hours."""
_TITLES = (
    "Team meeting",
    "1:1",
    "Supplier call",
    "Project review",
    "Budget check",
    "Planning",
    "Training",
    "Site visit",
)
_LENGTHS = (30, 60, 60, 90)


def some_diary(rng: Random, person: Person, days: Sequence[dt.date], fullness: float) -> list[Entry | WholeDays]:
    """Draw a diary over working days; `fullness` from 0 to 1 is the share of half-day blocks that hold something.

    The person's own leave is in it as whole days. Events start on the half hour and do not overlap.
    """
    handle = person.email.partition("@")[0]
    entries: list[Entry | WholeDays] = [
        WholeDays(f"{handle}-leave-{away.first:%Y%m%d}", "Annual leave", away.first, away.last)
        for away in person.leave
        if days and away.first <= max(days) and away.last >= min(days)
    ]
    for day in days:
        if not person.is_in(day):
            continue
        for hour in (9, 13):
            if rng.random() < fullness:
                start = at(day, dt.time(hour, rng.choice((0, 30)))) + dt.timedelta(hours=rng.choice((0, 1, 2)))
                end = start + dt.timedelta(minutes=rng.choice(_LENGTHS))
                entries.append(Entry(f"{handle}-{start:%Y%m%d%H%M}", rng.choice(_TITLES), start, end))
    return entries


def at(day: dt.date, time: dt.time) -> dt.datetime:
    """Return a moment of the office's clock, without a zone."""
    return dt.datetime.combine(day, time)


def is_free(diary: Iterable[Entry | WholeDays], start: dt.datetime, end: dt.datetime) -> bool:
    """Say whether nothing in a diary touches the stretch; two events that meet end to start do not touch."""
    for entry in diary:
        if isinstance(entry, WholeDays):
            if entry.first <= start.date() <= entry.last or entry.first <= end.date() <= entry.last:
                return False
        elif entry.start < end and start < entry.end:
            return False
    return True


def in_hours(start: dt.datetime, end: dt.datetime) -> bool:
    """Say whether a stretch lies within the office's hours of one day."""
    return start.date() == end.date() and start < end and start.time() >= OPENS and end.time() <= CLOSES
