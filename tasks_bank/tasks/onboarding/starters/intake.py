"""The starters of a month and all that is dealt about them. Says what things are, not how they are drawn."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Literal

from tasks_bank.world.company import Company
from tasks_bank.world.month import is_working_day
from tasks_bank.world.people import Person
from tasks_bank.world.references import References
from tasks_bank.writing.diary import Entry, WholeDays

Audience = str
"""Whom something is for: `EVERYONE`, a team, or a role."""
EVERYONE = "everyone"
MANAGER, BUDDY = "manager", "buddy"
"""Who differs from starter to starter; all others are named by their role."""
WEEK_DAYS = 5
LUNCH = dt.time(12, 30), dt.time(13, 30)
CHECK_IN_DAYS = (30, 60, 90)
Slot = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True, slots=True)
class Duty:
    """A line of the playbook's checklist."""

    code: str
    what: str
    owner: str
    """`MANAGER`, `BUDDY`, or a role."""
    shift: int
    """Working days after the start date; negative for before it."""
    audience: Audience


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the IT catalogue."""

    code: str
    name: str
    kind: Literal["equipment", "licence", "access"]
    replaced_by: str = ""
    """The code to order instead; a retired item has one."""


@dataclass(frozen=True, slots=True)
class Document:
    """Something to read, or a course to take."""

    code: str
    title: str
    audience: Audience
    """Empty for what only replaces another one."""
    within: int
    """Working days after the start date."""
    replaced_by: str = ""
    """The code of what to read instead; a withdrawn one has it."""


@dataclass(frozen=True, slots=True)
class Mentor:
    """Somebody who may be a buddy."""

    person: Person
    places: int
    taken: int


@dataclass(frozen=True, slots=True)
class Session:
    """Something to be held in a starter's first week."""

    ref: str
    starter: str
    """The reference of the starter."""
    title: str
    host: str
    """`MANAGER`, `BUDDY`, or a role."""
    minutes: int
    first_day: int
    last_day: int
    """Working days of the first week on which it may be held, from 1 to 5."""


@dataclass(frozen=True, slots=True)
class RightToWork:
    """What the file says of a starter's right to work."""

    document: str
    checked: dt.date | None
    valid_until: dt.date | None


@dataclass(slots=True)
class Starter:
    """Somebody who starts this month."""

    ref: str
    name: str
    email: str
    role: str
    manager: Person
    start: dt.date
    salary_pounds: int
    right_to_work: RightToWork
    kinds: frozenset[str]
    """What was planted on them."""
    told_start: dt.date
    """The start date as the manager's mail has it."""
    buddy: Person | None = None
    """Who is to be the buddy by the rules; None where nobody can."""
    suggested: Person | None = None
    """Whom the manager's mail suggests as buddy."""
    asked: list[str] = field(default_factory=list)
    """Codes of the items that the manager's mail asks for."""
    wish: tuple[str, dt.datetime] | None = None
    """A session and the time that the manager's mail proposes for it, which clashes."""

    @property
    def team(self) -> str:
        """The team that they join."""
        return self.manager.team

    @property
    def week(self) -> tuple[dt.date, ...]:
        """The days of the first week."""
        return tuple(working_days_from(self.start, count) for count in range(WEEK_DAYS))

    def is_audience(self, audience: Audience) -> bool:
        """Say whether something for these people is for them."""
        return audience in {EVERYONE, self.team, self.role}


@dataclass(slots=True)
class Intake:
    """Everything about one month's starters that is dealt so far."""

    company: Company
    rng: Random
    refs: References
    noise: float
    arrival: dt.time
    """When starters arrive on their first day."""
    lead: Mapping[str, int]
    """Working days before the start date by which a kind of item is needed."""
    starters: list[Starter] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    profiles: dict[str, dict[str, str]] = field(default_factory=dict)
    """For each role, the codes of its items and whether they are ``standard`` or ``on request``."""
    documents: list[Document] = field(default_factory=list)
    mentors: list[Mentor] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    busy_weeks: dict[str, set[str]] = field(default_factory=dict)
    """Who is booked up or out for a whole first week because of what was planted: names, by starter."""
    diaries: dict[str, list[Entry | WholeDays]] = field(default_factory=dict)
    """By name; whole days stand one by one."""
    slots: dict[str, Slot] = field(default_factory=dict)
    """One right time for each session that can be held."""
    last_duties: list[Duty] = field(default_factory=list)
    """The checklist as it was for the last starter."""
    last_kit: dict[str, list[str]] = field(default_factory=dict)
    """What the last starter in a role was given: codes."""

    def item(self, code: str) -> Item:
        """Return what a code of the catalogue stands for."""
        return next(item for item in self.items if item.code == code)

    def host(self, session: Session) -> Person | None:
        """Return who holds a session; None where the buddy should and there is none."""
        return self.holder(self.starter(session.starter), session.host)

    def holder(self, starter: Starter, role: str) -> Person | None:
        """Return who a role is for a starter; None for the buddy of somebody who has none."""
        if role == BUDDY:
            return starter.buddy
        return starter.manager if role == MANAGER else self.company.who(role)

    def is_away(self, person: Person, day: dt.date) -> bool:
        """Say whether a diary holds the whole day."""
        whole = (entry for entry in self.diaries.get(person.name, ()) if isinstance(entry, WholeDays))
        return any(entry.first <= day <= entry.last for entry in whole)

    def starter(self, ref: str) -> Starter:
        """Return the starter of a reference."""
        return next(starter for starter in self.starters if starter.ref == ref)


def working_days_from(day: dt.date, count: int) -> dt.date:
    """Return the working day that many working days later; negative for earlier. The day itself is not counted."""
    step = dt.timedelta(days=1 if count >= 0 else -1)
    while count:
        day += step
        if is_working_day(day):
            count -= step.days
    return day


def on_working_day(day: dt.date) -> dt.date:
    """Return the day itself, or the next working day where it is none."""
    return day if is_working_day(day) else working_days_from(day, 1)


def check_in_days(start: dt.date) -> Sequence[dt.date]:
    """Return the days of the check-ins."""
    return [on_working_day(start + dt.timedelta(days=count)) for count in CHECK_IN_DAYS]
