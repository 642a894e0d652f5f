"""Marks the plan of interviews against its constraints: there is more than one right plan."""

import datetime as dt
import re
from collections import defaultdict

from tasks_bank.case import Case
from tasks_bank.checks.compare import by_key
from tasks_bank.checks.rows import bounded
from tasks_bank.checks.sheet import Sheet
from tasks_bank.deliverable import Row
from tasks_bank.grade import Check
from tasks_bank.reading.values import clock, day, ids
from tasks_bank.tasks.cv_screening.slots import Setting, Slot, fault
from tasks_bank.world.diaries import at
from tasks_bank.writing.diary import Entry

_REFERENCE = re.compile(r"CV-\d{5}", re.IGNORECASE)


def interviews_check(sheet: Sheet, marks: float) -> Check:
    """Mark the plan of interviews: the share of those invited with a slot that fits, times precision."""
    wanted = [row["title"] for row in sheet.case.truth.tables["interviews"]]
    setting = _setting(sheet.case)
    panel = {address.upper() for address in setting.diaries}
    placed: list[Slot] = []
    details = []
    rows = [row for same in by_key(sheet.asked["interviews"], sheet.rows("interviews")).values() for row in same]
    for row in rows:
        slot = _slot(row)
        said = slot.candidate if slot else row.get("title", "")[:40]
        if slot is None:
            details.append(f"{said}: no candidate, date, start and end that can be read")
        elif slot.candidate not in wanted or any(other.candidate == slot.candidate for other in placed):
            details.append(f"{said}: is not to be invited, or has a slot already")
        elif not panel <= ids(row.get("with", "")):
            details.append(f"{said}: the panel is not complete")
        elif why := fault(slot, setting, placed):
            details.append(f"{said}: {why}")
        else:
            placed.append(slot)
    missing = [name for name in wanted if all(slot.candidate != name for slot in placed)]
    details += [f"{name}: has no slot that fits" for name in missing]
    known = {slot.candidate for row in rows if (slot := _slot(row)) and slot.candidate in wanted}
    precision = len(known) / len(rows) if rows else 0.0
    earned = marks * len(placed) / len(wanted) * precision if wanted else 0.0
    why = f"{len(placed)} of {len(wanted)} have a slot that fits; {len(rows)} rows handed in"
    return Check("interviews", earned, marks, why, details=bounded(details))


def _slot(row: Row) -> Slot | None:
    name = _REFERENCE.search(row.get("title", ""))
    date, start, end = day(row.get("date", "")), clock(row.get("start", "")), clock(row.get("end", ""))
    if name is None or date is None or start is None or end is None:
        return None
    return Slot(name[0].upper(), at(date, start), at(date, end))


def _setting(case: Case) -> Setting:
    """Return what interviews have to fit into, from what the case shows."""
    span = case.truth.facts["calendar"][0]
    panel = [row["person"] for row in case.truth.facts["panel"]]
    events = defaultdict(list)
    for row in case.systems["diaries"].rows:
        date = dt.date.fromisoformat(row["date"])
        start, end = (at(date, dt.time.fromisoformat(row[name])) for name in ("start", "end"))
        events[row["person"]].append(Entry("", row["title"], start, end))
    cannot = {row["candidate"]: row["cannot_attend"] for row in case.systems["applications"].rows}
    first, last = (dt.date.fromisoformat(span[name]) for name in ("first", "last"))
    return Setting(first, last, {address: events[address] for address in panel}, cannot)
