"""Diaries as iCalendar files: events with a start and an end in the office's time."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress

OFFICE = ZoneInfo("Europe/London")
_STAMP = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
_EARLIEST, _LATEST = dt.date(2024, 1, 1), dt.date(2028, 1, 1)
"""No event lies outside: a file then lists the changes of the clock in these years only."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a diary."""

    ref: str
    """Names the event; unique in the diary."""
    title: str
    start: dt.datetime
    """By the office's clock, without a zone."""
    end: dt.datetime
    with_whom: tuple[str, ...] = ()
    """Mail addresses."""
    place: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class WholeDays:
    """Days that are taken as a whole, such as leave; both included."""

    ref: str
    title: str
    first: dt.date
    last: dt.date


def ics_file(name: str, entries: Sequence[Entry | WholeDays]) -> bytes:
    """Return a diary by that name."""
    diary = Calendar()
    diary.add("prodid", "-//Toprung//make-believe company//EN")
    diary.add("version", "2.0")
    diary.add("x-wr-calname", name)
    for entry in entries:
        event = Event()
        event.add("uid", f"{entry.ref}@toprung.example")
        event.add("dtstamp", _STAMP)
        event.add("summary", entry.title)
        if isinstance(entry, WholeDays):
            event.add("dtstart", entry.first)
            event.add("dtend", entry.last + dt.timedelta(days=1))
        else:
            event.add("dtstart", entry.start.replace(tzinfo=OFFICE))
            event.add("dtend", entry.end.replace(tzinfo=OFFICE))
            for address in entry.with_whom:
                event.add("attendee", vCalAddress(f"mailto:{address}"))
            if entry.place:
                event.add("location", entry.place)
            if entry.about:
                event.add("description", entry.about)
        diary.add_component(event)
    diary.add_missing_timezones(_EARLIEST, _LATEST)
    written: bytes = diary.to_ical()
    return written
