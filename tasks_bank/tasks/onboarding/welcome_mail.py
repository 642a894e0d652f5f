"""Marks the welcome mails by the facts that they state, and by what they must not say."""

import datetime as dt
from collections.abc import Mapping, Sequence

from tasks_bank.case import Case
from tasks_bank.checks.mentions import Fact, mentions_check
from tasks_bank.checks.rows import bounded
from tasks_bank.deliverable import Row
from tasks_bank.grade import Check
from tasks_bank.world.month import MONTHS

_MOST_WORDS = 170
"""The policy's 150 and some, since people count differently."""


def welcome_check(case: Case, marks: float, mails: Mapping[str, Sequence[str]]) -> Check:
    """Mark the mails, by starter: the mean over the starters. A second mail to the same starter spoils the first."""
    facts = case.truth.facts["welcome"]
    staff = {row["name"] for row in case.truth.facts["people"]} | {row["name"] for row in facts}
    checks = []
    for row in facts:
        written = mails.get(row["starter"], ())
        text = written[0] if len(written) == 1 and len(written[0].split()) <= _MOST_WORDS else ""
        plain = " ".join(text.casefold().split())
        never = [word for word in _never(row, staff) if word.casefold() in plain]  # spares the search for whole words
        checks.append((row["starter"], mentions_check("welcome", marks / len(facts), text, _facts(row), never=never)))
    strange = len(set(mails) - {row["starter"] for row in facts})
    precision = len(facts) / (len(facts) + strange)
    earned = sum(check.earned for _, check in checks) * precision
    why = "; ".join(f"{starter}: {check.why}" for starter, check in checks)
    details = bounded([f"{starter}: {detail}" for starter, check in checks for detail in check.details])
    return Check("welcome", earned, marks, why, details=details)


def _facts(row: Row) -> list[Fact]:
    """Return what a mail has to state."""
    facts = [
        Fact("start date", _day_spellings(row["start"])),
        Fact("time of arrival", _time_spellings(row["arrival"])),
        Fact("who meets the starter", (row["met_by"],)),
        Fact("the starter's first name", (row["name"].split()[0],)),
    ]
    if row["buddy"]:
        facts.append(Fact("the buddy", (row["buddy"],)))
    if row["proof"]:
        facts.append(Fact("that proof of the right to work is needed", ("right to work", "right-to-work")))
    return facts


def _never(row: Row, names: set[str]) -> list[str]:
    """Return what a mail must not say: pay, another start date, other people."""
    salary = int(row["salary"])
    never = [f"{salary}", f"{salary:,}", "salary"]
    if row["told_start"] != row["start"]:
        never += _day_spellings(row["told_start"])
    return never + sorted(names - {row["name"], row["met_by"], row["buddy"], row["signed_by"]})


def _day_spellings(iso: str) -> tuple[str, ...]:
    """Return the ways in which people write a day; without its year too."""
    day = dt.date.fromisoformat(iso)
    month = MONTHS[day.month - 1]
    ending = "th" if day.day in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    named = [
        spelling
        for name in (month, month[:3])
        for number in (f"{day.day}", f"{day.day:02}", f"{day.day}{ending}")
        for spelling in (f"{number} {name}", f"{number} of {name}", f"{name} {number}", f"the {number} of {name}")
    ]
    return (*named, iso, f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%d/%m/%y}", f"{day:%d.%m.%Y}")


def _time_spellings(time: str) -> tuple[str, ...]:
    """Return the ways in which people write a time of the morning."""
    hour, minute = int(time[:2]), time[3:]
    clock = [f"{number}{mark}{minute}" for number in (f"{hour}", f"{hour:02}") for mark in ":."]
    halves = ("am", " am", " a.m")
    spellings = [f"{said}{half}" for said in clock for half in ("", *halves)]
    if minute == "00":
        spellings += [f"{hour}{half}" for half in halves]
    return tuple(spellings)
