"""A week while its case is dealt: shifts, workers, and what their papers say about when they can work. Only rows."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random
from typing import Literal

from tasks_bank.world.company import Company
from tasks_bank.world.references import References

Reason = Literal["nobody_has_skill", "nobody_available"]

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
REST_HOURS = 11
MOST_DAYS = 5
LATEST_UNDER_18 = 20
"""The hour by which the shift of somebody under 18 has to end."""
OF_AGE = 18
MIDNIGHT = 24


@dataclass(frozen=True, slots=True)
class Window:
    """The hours of a day in which somebody can work."""

    first: int = 0
    last: int = MIDNIGHT

    def holds(self, start: int, end: int) -> bool:
        """Say whether a stretch lies within."""
        return self.first <= start and end <= self.last


@dataclass(slots=True)
class Shift:
    """One post at one time, for so many people."""

    date: dt.date
    start: int
    """The hour at which it begins."""
    end: int
    skill: str
    people: int = 1
    reason: Reason | None = None
    """Why it cannot be filled; None where it can."""
    ref: str = ""
    """Dealt when all shifts are known, in their order."""

    @property
    def hours(self) -> int:
        """How long it is."""
        return self.end - self.start

    def at(self, hour: int) -> dt.datetime:
        """Return an hour of its day, without a zone."""
        return dt.datetime.combine(self.date, dt.time(hour))


@dataclass(frozen=True, slots=True)
class Change:
    """A mail in which a worker says that they can, or cannot, work on some days."""

    sent: dt.datetime
    days: tuple[dt.date, ...]
    can: bool


@dataclass(slots=True)
class Worker:
    """Somebody who may be put on the rota."""

    name: str
    post: str
    """The role of an employee, or bank staff."""
    email: str
    born: dt.date
    rate_pence: int
    """Of an hour; hours above those of the contract cost half as much again."""
    hours: int
    """Contract hours a week."""
    most_hours: int
    skills: dict[str, dt.date]
    """Each with the last day on which it holds."""
    usual: list[Window | None]
    """When they can work, by day of the week, as they once said."""
    away: set[dt.date] = field(default_factory=set)
    """Days that the team's diary has as leave or training."""
    changes: list[Change] = field(default_factory=list)
    worked_until: dt.datetime | None = None
    """When their last shift of the week before ended."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Whole days in the team's diary."""

    name: str
    title: str
    first: dt.date
    last: dt.date


@dataclass(slots=True)
class Week:
    """Everything about one week that is dealt so far."""

    company: Company
    rng: Random
    refs: References
    noise: float
    monday: dt.date
    workers: list[Worker] = field(default_factory=list)
    shifts: list[Shift] = field(default_factory=list)
    diary: list[Absence] = field(default_factory=list)
    planted: list[tuple[str, Shift | Worker]] = field(default_factory=list)
    """What was hidden where, by kind."""
    rare: list[str] = field(default_factory=list)
    """Skills that no shift asks for yet."""

    @property
    def days(self) -> tuple[dt.date, ...]:
        """Its seven days."""
        return tuple(self.monday + dt.timedelta(days=number) for number in range(7))

    def moment_before(self) -> dt.datetime:
        """Draw a moment of the Thursday or Friday before, when people write about the week."""
        day = self.monday - dt.timedelta(days=self.rng.choice((3, 4)))
        return dt.datetime.combine(day, dt.time(self.rng.randint(8, 18), self.rng.randint(0, 59)))

    def mark_away(self, worker: Worker, title: str, first: dt.date, last: dt.date) -> None:
        """Put whole days of a worker into the team's diary."""
        self.diary.append(Absence(worker.name, title, first, last))
        worker.away.update(day for day in self.days if first <= day <= last)


def window_of(worker: Worker, day: dt.date) -> Window | None:
    """Return when a worker can work on a day: the latest mail, then the diary, then what they once said."""
    said = [change for change in worker.changes if day in change.days]
    if said:
        return Window() if max(said, key=lambda change: change.sent).can else None
    return None if day in worker.away else worker.usual[day.weekday()]


def may_work(worker: Worker, shift: Shift) -> bool:
    """Say whether a worker may be put on a shift, apart from what else they work in the week."""
    window = window_of(worker, shift.date)
    until = worker.worked_until
    return (
        window is not None
        and window.holds(shift.start, shift.end)
        and worker.skills.get(shift.skill, dt.date.min) >= shift.date
        and (is_of_age(worker, shift.date) or shift.end <= LATEST_UNDER_18)
        and (until is None or shift.at(shift.start) - until >= dt.timedelta(hours=REST_HOURS))
    )


def may_at_face_value(worker: Worker, shift: Shift) -> bool:
    """Say whether the lists alone let a worker do a shift: no mail, no diary, no dates of skills, no age, no rest."""
    window = worker.usual[shift.date.weekday()]
    return window is not None and window.holds(shift.start, shift.end) and shift.skill in worker.skills


def is_of_age(worker: Worker, day: dt.date) -> bool:
    """Say whether a worker is 18 or older on a day."""
    born = worker.born
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day)) >= OF_AGE
