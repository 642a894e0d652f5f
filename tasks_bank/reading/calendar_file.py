"""Reads iCalendar text into the rows of a calendar: a file that was handed in, or a block inside a text."""

import datetime as dt
import re
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tasks_bank.deliverable import Row
from tasks_bank.reading.harvest import Harvest
from tasks_bank.reading.recognise import Match

if TYPE_CHECKING:
    from icalendar import Component

COLUMNS = ("date", "start", "end", "title", "with", "place", "about")
"""What an event gives; a calendar's columns are among them. ``with`` has mail addresses joined with +."""
_OFFICE = ZoneInfo("Europe/London")
_LONGEST = 500_000
_MOST_EVENTS = 2_000
_MOST_DAYS = 60
"""Of one event that takes whole days."""
_BEGIN, _END = "BEGIN:VCALENDAR", "END:VCALENDAR"


def take_calendars(text: str, hints: tuple[str, ...], harvest: Harvest) -> str:
    """Take in the iCalendar blocks of a text, and return the text without them; a block needs its end."""
    kept, at = [], 0
    while (start := text.find(_BEGIN, at)) >= 0 and (end := text.find(_END, start)) >= 0:
        kept.append(text[at:start])
        at = end + len(_END)
        read_calendar(text[start:at], hints, harvest)
    return "".join([*kept, text[at:]])


def read_calendar(text: str, hints: tuple[str, ...], harvest: Harvest) -> None:
    """Take in the events of one calendar, for the deliverable that a hint names or the only calendar asked for."""
    calendars = [each for each in harvest.recogniser.tables.values() if each.kind == "calendar"]
    named = harvest.recogniser.named(hints)
    wanted = named if named in calendars else calendars[0] if len(calendars) == 1 else None
    if wanted is None:
        harvest.problem("a calendar was handed in; none was asked for by that name")
        return
    if len(text) > _LONGEST:
        harvest.problem(f"a calendar of {len(text):,} characters was not read; {_LONGEST:,} can be")
        return
    try:
        rows = events_in(text)
    except ValueError as error:
        harvest.problem(str(error))
        return
    if len(rows) > _MOST_EVENTS:
        harvest.problem(f"a calendar has {len(rows):,} events; the first {_MOST_EVENTS:,} were read")
        rows = rows[:_MOST_EVENTS]
    columns = [column for column in COLUMNS if column in wanted.column_names]
    harvest.add(Match((wanted.name,), tuple(columns)), ([row[column] for column in columns] for row in rows))


def events_in(text: str) -> list[Row]:
    """Return the events of a calendar with the columns of `COLUMNS`; a whole day has no times, and is a row each.

    Raises ValueError where the text is no calendar.
    """
    from icalendar import Calendar  # noqa: PLC0415 - heavy, and few answers bring a calendar

    try:
        events = Calendar.from_ical("\r\n".join(line.strip("\r") for line in text.split("\n"))).walk("VEVENT")
        return [row for event in events for row in _rows(event)]
    except Exception as error:
        raise ValueError(f"a calendar cannot be read ({type(error).__name__})") from error


def _rows(event: "Component") -> list[Row]:
    row = _row(event)
    first, after = (getattr(event.get(name), "dt", None) for name in ("dtstart", "dtend"))
    if row["start"] or not isinstance(first, dt.date) or not isinstance(after, dt.date):
        return [row]
    days = min(max((after - first).days, 1), _MOST_DAYS)
    return [row | {"date": (first + dt.timedelta(days=n)).isoformat(), "end": ""} for n in range(days)]


def _row(event: "Component") -> Row:
    start, end = _moment(event, "dtstart"), _moment(event, "dtend")
    return {
        "date": start[0],
        "start": start[1],
        "end": end[1],
        "title": str(event.get("summary", "")),
        "with": "+".join(_addresses(event.get("attendee"))),
        "place": str(event.get("location", "")),
        "about": str(event.get("description", "")),
    }


def _moment(event: "Component", name: str) -> tuple[str, str]:
    """Return the day and the time of the office's clock; empty where the event does not say."""
    said = event.get(name)
    moment = getattr(said, "dt", None)
    if isinstance(moment, dt.datetime):
        local = moment.astimezone(_OFFICE) if moment.tzinfo else moment
        return local.date().isoformat(), local.time().isoformat("minutes")
    return (moment.isoformat(), "") if isinstance(moment, dt.date) else ("", "")


def _addresses(said: Any) -> list[str]:  # noqa: ANN401 - one address, a list of them, or nothing
    listed = said if isinstance(said, list) else [said] if said is not None else []
    return [re.sub(r"^mailto:", "", str(each), flags=re.IGNORECASE) for each in listed]
