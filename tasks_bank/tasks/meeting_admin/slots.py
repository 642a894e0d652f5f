"""Smaller meetings in diaries: a search for a slot, and the hard rules that any slot has to satisfy."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tasks_bank.deliverable import Row
from tasks_bank.world.diaries import CLOSES, OPENS, at, in_hours, is_free
from tasks_bank.world.month import is_working_day
from tasks_bank.writing.diary import Entry, WholeDays

Diary = Sequence[Entry | WholeDays]
Diaries = Mapping[str, Diary]
_STEP = dt.timedelta(minutes=30)


def find_slot(
    diaries: Diaries, people: Sequence[str], minutes: int, first: dt.date, last: dt.date
) -> tuple[dt.datetime, dt.datetime] | None:
    """Return the earliest slot, on the half hour, in which all are free; None where there is none."""
    for start in _starts(first, last):
        end = start + dt.timedelta(minutes=minutes)
        if in_hours(start, end) and all(is_free(diaries.get(person, ()), start, end) for person in people):
            return start, end
    return None


def fault_of(
    diaries: Diaries,
    people: Sequence[str],
    minutes: int,
    days: tuple[dt.date, dt.date],
    slot: tuple[dt.datetime, dt.datetime],
) -> str:
    """Say which hard rule a slot breaks; empty where it keeps all of them. `days` are the first and last allowed."""
    start, end = slot
    if end - start != dt.timedelta(minutes=minutes):
        return f"should last {minutes} minutes"
    if not (days[0] <= start.date() <= days[1] and is_working_day(start.date())):
        return f"should be on a working day from {days[0]} to {days[1]}"
    if not in_hours(start, end):
        return f"should be between {OPENS:%H:%M} and {CLOSES:%H:%M}"
    busy = [person for person in people if not is_free(diaries.get(person, ()), start, end)]
    return f"{busy[0]} is not free" if busy else ""


def rows_of(diaries: Diaries) -> Iterator[Row]:
    """Write diaries as rows, one a day and event; a whole day has no times."""
    for person, diary in sorted(diaries.items()):
        for entry in sorted(diary, key=_begins):
            if isinstance(entry, WholeDays):
                for n in range((entry.last - entry.first).days + 1):
                    day = entry.first + dt.timedelta(days=n)
                    yield {"person": person, "date": str(day), "start": "", "end": "", "title": entry.title}
            else:
                times = {"start": f"{entry.start:%H:%M}", "end": f"{entry.end:%H:%M}"}
                yield {"person": person, "date": str(entry.start.date()), **times, "title": entry.title}


def diaries_of(rows: Iterable[Row]) -> dict[str, list[Entry | WholeDays]]:
    """Read diaries from their rows."""
    diaries: dict[str, list[Entry | WholeDays]] = {}
    for row in rows:
        day = dt.date.fromisoformat(row["date"])
        entry: Entry | WholeDays = WholeDays("", row["title"], day, day)
        if row["start"]:
            start, end = (at(day, dt.time.fromisoformat(row[name])) for name in ("start", "end"))
            entry = Entry("", row["title"], start, end)
        diaries.setdefault(row["person"], []).append(entry)
    return diaries


def _starts(first: dt.date, last: dt.date) -> Iterator[dt.datetime]:
    for n in range((last - first).days + 1):
        day = first + dt.timedelta(days=n)
        start = at(day, OPENS)
        while is_working_day(day) and start < at(day, CLOSES):
            yield start
            start += _STEP


def _begins(entry: Entry | WholeDays) -> dt.datetime:
    return at(entry.first, dt.time()) if isinstance(entry, WholeDays) else entry.start
