"""Interview slots: what makes one good, and a search that finds one for everybody.

Marker and generator ask the same `fault`, so that what the generator finds is right by the marker's own rule.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tasks_bank.world.diaries import at, in_hours, is_free
from tasks_bank.world.month import is_working_day
from tasks_bank.writing.diary import Entry, WholeDays

MINUTES = 60
MOST_A_DAY = 3
_WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")

Diaries = Mapping[str, Sequence[Entry | WholeDays]]
"""Diaries by mail address."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What interviews have to fit into."""

    first: dt.date
    last: dt.date
    diaries: Diaries
    """Of the panel."""
    cannot_attend: Mapping[str, str]
    """For each candidate the day of the week on which they cannot come, or ``none``."""


@dataclass(frozen=True, slots=True)
class Slot:
    """An interview."""

    candidate: str
    start: dt.datetime
    end: dt.datetime


def fault(slot: Slot, setting: Setting, before: Sequence[Slot]) -> str:
    """Say what is wrong with an interview beside those that stand already; empty when nothing is."""
    start, end, day = slot.start, slot.end, slot.start.date()
    weekday = _WEEKDAYS[day.weekday()]
    if not (setting.first <= day <= setting.last and is_working_day(day)):
        return f"{day} is no interview day"
    if not in_hours(start, end) or start.minute % 30 or end - start != dt.timedelta(minutes=MINUTES):
        return f"{start:%H:%M} to {end:%H:%M} is no slot of {MINUTES} minutes in the office's hours"
    if weekday == setting.cannot_attend.get(slot.candidate, "none"):
        return f"the candidate cannot attend on {weekday}"
    busy = next((who for who, diary in setting.diaries.items() if not is_free(diary, start, end)), "")
    return f"{busy} is not free on {day} at {start:%H:%M}" if busy else _clash(slot, before)


def _clash(slot: Slot, before: Sequence[Slot]) -> str:
    same_day = [other for other in before if other.start.date() == slot.start.date()]
    if any(other.start < slot.end and slot.start < other.end for other in same_day):
        return f"it overlaps another interview on {slot.start.date()}"
    return f"there are {MOST_A_DAY} interviews on {slot.start.date()} already" if len(same_day) >= MOST_A_DAY else ""


def find_slots(candidates: Sequence[str], setting: Setting) -> list[Slot] | None:
    """Return a slot for each candidate, the earliest that is left; None where somebody goes without."""
    free = [slot for slot in _all_slots(setting) if not fault(slot, setting, ())]
    picky = [name for name in candidates if setting.cannot_attend.get(name, "none") != "none"]
    placed: list[Slot] = []
    for name in (*picky, *(name for name in candidates if name not in picky)):
        wanted = (replace(slot, candidate=name) for slot in free)
        slot = next((slot for slot in wanted if not fault(slot, setting, placed)), None)
        if slot is None:
            return None
        placed.append(slot)
    return placed


def _all_slots(setting: Setting) -> list[Slot]:
    """Return every slot of the office's hours that an interview could have, whoever comes."""
    days = [setting.first + dt.timedelta(days=n) for n in range((setting.last - setting.first).days + 1)]
    starts = [at(day, dt.time(half // 2, 30 * (half % 2))) for day in days for half in range(18, 33)]
    return [Slot("", start, start + dt.timedelta(minutes=MINUTES)) for start in starts]
