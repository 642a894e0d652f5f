"""Checks the bookings of a first week against the policy: any time will do at which nobody is in two places."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tasks_bank.case import Case
from tasks_bank.checks.rows import bounded
from tasks_bank.deliverable import Row
from tasks_bank.grade import Check
from tasks_bank.reading.values import clock, day, ids
from tasks_bank.tasks.onboarding.starters.intake import LUNCH, Slot
from tasks_bank.world.diaries import at, in_hours

_HALF_HOUR = 30


@dataclass(frozen=True, slots=True)
class Bookings:
    """How the bookings of an answer compare with what the policy wants."""

    faults: Mapping[str, str]
    """For each session that is to be held, what is the matter with its booking; empty where nothing is."""
    stray: tuple[str, ...]
    """Titles of bookings that should not be there."""

    @property
    def share(self) -> float:
        """Recall times precision, from 0 to 1."""
        if not self.faults:
            return 0.0
        booked = sum(fault != _MISSING for fault in self.faults.values())
        precision = booked / (booked + len(self.stray)) if booked else 0.0
        return len(self.right) / len(self.faults) * precision

    @property
    def right(self) -> frozenset[str]:
        """The sessions that are booked as they should be."""
        return frozenset(ref for ref, fault in self.faults.items() if not fault)

    def check(self, name: str, marks: float) -> Check:
        """Turn the comparison into marks."""
        faults = [f"{ref}: {fault}" for ref, fault in self.faults.items() if fault]
        why = f"{len(self.right)} of {len(self.faults)} sessions well booked; {len(self.stray)} that should not be"
        details = bounded([*faults, *(f"{title[:60]}: should not be there" for title in self.stray)])
        return Check(name, marks * self.share, marks, why, details=details)


_MISSING = "not booked"


def look_through(case: Case, rows: Sequence[Row], names: Mapping[str, str]) -> Bookings:
    """Check the bookings one by one; of two that clash, the one handed in first stands.

    `names` has the name of each mail address, so that a host may be given by either.
    """
    wanted = {row["session"]: row for row in case.truth.facts["sessions"]}
    busy = _busy(tuple(tuple(row.values()) for row in case.systems["diaries"].rows))
    faults = dict.fromkeys(wanted, _MISSING)
    taken: dict[str, list[Slot]] = {}
    stray = []
    for row in _once(rows):
        ref = _session_in(row.get("title", ""), wanted)
        if faults.get(ref) != _MISSING:
            stray.append(row.get("title", ""))
            continue
        session, slot = wanted[ref], _slot(row)
        faults[ref] = _fault(session, slot, busy) or _host_fault(session, row.get("with", ""), names)
        if slot is None or faults[ref]:
            continue
        both = [taken.setdefault(session[who], []) for who in ("starter", "host")]
        if any(_touch(slot, other) for slots in both for other in slots):
            faults[ref] = "starter or host has another session then"
        for slots in both if not faults[ref] else ():
            slots.append(slot)
    return Bookings(faults, tuple(stray))


def _once(rows: Sequence[Row]) -> list[Row]:
    """Return the bookings, those that say the same word for word once."""
    return [dict(cells) for cells in dict.fromkeys(tuple(sorted(row.items())) for row in rows)]


def _session_in(title: str, wanted: Mapping[str, Row]) -> str:
    """Return the session that a title names, alone or among other words; empty where it names none."""
    words = title.upper().replace(":", " ").replace(",", " ").replace("(", " ").replace(")", " ").split()
    found = {word for word in words if word in wanted}
    return found.pop() if len(found) == 1 else ""


def _slot(row: Row) -> Slot | None:
    date, start, end = day(row.get("date", "")), clock(row.get("start", "")), clock(row.get("end", ""))
    return (at(date, start), at(date, end)) if date and start and end else None


def _fault(session: Row, slot: Slot | None, busy: Mapping[str, Sequence[Slot]]) -> str:
    """Say what is the matter with the time of a booking."""
    if slot is None:
        return "day, start or end cannot be read"
    start, end = slot
    on = start.date().isoformat()
    faults = {
        f"{on} is none of its days, {session['first']} to {session['last']}": not (
            session["first"] <= on <= session["last"]
        ),
        f"should last {session['minutes']} minutes": end - start != dt.timedelta(minutes=int(session["minutes"])),
        "outside the office's hours": not in_hours(start, end),
        "over lunch": start.time() < LUNCH[1] and LUNCH[0] < end.time(),
        "not on the hour or half hour": start.minute % _HALF_HOUR > 0,
        f"before the starter arrives at {session['arrival']}": (
            on == session["start_date"] and f"{start:%H:%M}" < session["arrival"]
        ),
        f"{session['host']} is busy or away then": any(_touch(slot, other) for other in busy.get(session["host"], ())),
    }
    return next((fault for fault, is_so in faults.items() if is_so), "")


def _host_fault(session: Row, said: str, names: Mapping[str, str]) -> str:
    """Say what is the matter with the people of a booking; the starter may be among them."""
    guests = {names.get(each, each) for each in ids(said)} - {session["starter"].upper()}
    host = session["host"].upper()
    return "" if guests == {names.get(host, host)} else f"should be with {session['host']}"


@lru_cache(maxsize=16)
def _busy(rows: tuple[tuple[str, ...], ...]) -> Mapping[str, Sequence[Slot]]:
    """Return when each mail address is busy; a whole day is one long slot."""
    busy: dict[str, list[Slot]] = {}
    for person, date, start, end, _ in rows:
        on = dt.date.fromisoformat(date)
        first = dt.time.fromisoformat(start) if start else dt.time.min
        last = dt.time.fromisoformat(end) if end else dt.time.max
        busy.setdefault(person, []).append((at(on, first), at(on, last)))
    return busy


def _touch(one: Slot, two: Slot) -> bool:
    return one[0] < two[1] and two[0] < one[1]
