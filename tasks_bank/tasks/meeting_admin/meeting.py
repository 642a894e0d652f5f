"""Meetings while a case is dealt: who sat there, what was said, and what came of each topic.

Only rows live here. Files are made from them in `files.py`, the truth in `truth.py`.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Literal

from tasks_bank.world.company import Company
from tasks_bank.world.people import Person
from tasks_bank.world.references import References
from tasks_bank.writing.diary import Entry, WholeDays

Outcome = Literal["approved", "rejected", "postponed"]
Reason = Literal["no_owner", "no_slot", "above_authority"]
_OUTCOMES: tuple[Outcome, ...] = ("approved", "approved", "approved", "rejected", "postponed", "postponed")


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody at the table."""

    name: str
    firm: str
    role: str
    email: str

    @property
    def first_name(self) -> str:
        """What the others call them."""
        return self.name.split()[0]


@dataclass(slots=True)
class Line:
    """One utterance of a transcript."""

    speaker: str
    text: str
    ref: str = ""
    """Dealt when the meeting is over."""


@dataclass(slots=True)
class Action:
    """What somebody took on."""

    owner: str
    what: str
    due: dt.date
    taken: Line
    """The line in which the owner takes it on."""


@dataclass(frozen=True, slots=True)
class Round:
    """A smaller meeting that was agreed on."""

    people: tuple[Attendee, ...]
    minutes: int
    first: dt.date
    """The first day on which it may be."""
    last: dt.date


@dataclass(frozen=True, slots=True)
class Subject:
    """Something to spend money on."""

    title: str
    """``Laptops for Sales``."""
    thing: str
    """As it is spoken of: ``the laptops for Sales``."""
    low: int
    """Pounds."""
    high: int
    task: str
    """What somebody would then do: ``order the laptops for Sales``."""


@dataclass(slots=True)
class Topic:
    """A topic of the agenda: money that somebody asks for."""

    ref: str
    subject: Subject
    brought_by: Attendee
    asked: int
    """Pounds."""
    outcome: Outcome = "postponed"
    amount: int = 0
    """Pounds approved."""
    decided: Line | None = None
    """The line in which the chair states the outcome that stands."""
    action: Action | None = None
    round: Round | None = None
    first_outcome: Outcome | None = None
    """What was said before it was changed; None where nothing was changed."""
    first_amount: int = 0
    first_action: Action | None = None
    """What whoever takes the first word for the last would note as the action."""


@dataclass(slots=True)
class Previous:
    """An action of an earlier meeting, as the list has it."""

    number: str
    what: str
    owner: str
    due: dt.date
    done: Line | None = None
    """The line in which its owner says that it is done."""
    listed_as_done: bool = False
    spoken_of: bool = False
    """True for what is asked about when a meeting opens."""


@dataclass(slots=True)
class Meeting:
    """One meeting."""

    ref: str
    title: str
    starts: dt.datetime
    chair: Attendee
    people: list[Attendee]
    topics: list[Topic] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    guests: list[tuple[Attendee, Attendee]] = field(default_factory=list)
    """Those of other firms who have yet to speak, each with the colleague who has the same first name."""
    later: list[Callable[[], None]] = field(default_factory=list)
    """What happens once the last topic is through."""

    @property
    def day(self) -> dt.date:
        """The day of the meeting."""
        return self.starts.date()

    @property
    def staff(self) -> list[Attendee]:
        """Those of the company whose first name nobody else at the table has, without the chair."""
        names = [person.first_name for person in self.people]
        return [
            person
            for person in self.people
            if person.firm == self.chair.firm and person is not self.chair and names.count(person.first_name) == 1
        ]

    def say(self, speaker: Attendee, text: str) -> Line:
        """Add an utterance."""
        line = Line(speaker.name, text)
        self.lines.append(line)
        return line


@dataclass(slots=True)
class Desk:
    """Everything that is dealt so far."""

    company: Company
    rng: Random
    refs: References
    noise: float
    authority: int
    """Pounds that a meeting may approve for one topic."""
    meetings: list[Meeting] = field(default_factory=list)
    previous: list[Previous] = field(default_factory=list)
    diaries: dict[str, list[Entry | WholeDays]] = field(default_factory=dict)
    """By mail address."""
    booked: dict[str, Entry] = field(default_factory=dict)
    """A slot that satisfies the rules, for the topic of each smaller meeting that has one."""
    busy: set[str] = field(default_factory=set)
    """Mail addresses of those who must be in no further smaller meeting."""
    escalations: list[tuple[str, Reason]] = field(default_factory=list)
    planted: list[tuple[str, str]] = field(default_factory=list)
    """Kind and topic."""
    outcomes: list[Outcome] = field(default_factory=list)
    """Of the next plain topics, the next one last."""
    used: set[str] = field(default_factory=set)
    """Titles of topics and of earlier actions."""
    amounts: set[int] = field(default_factory=set)
    """Every amount that was named, so that two are equal only on purpose."""

    @property
    def topics(self) -> list[Topic]:
        """All topics of all meetings."""
        return [topic for meeting in self.meetings for topic in meeting.topics]

    @property
    def full_diaries(self) -> dict[str, list[Entry | WholeDays]]:
        """The diaries with the smaller meetings that have a slot by now."""
        return {
            email: [*diary, *(entry for entry in self.booked.values() if email in entry.with_whom)]
            for email, diary in self.diaries.items()
        }

    def fresh_amount(self, low: int, high: int) -> int:
        """Draw an amount in whole tens of pounds that was not named before."""
        while (amount := self.rng.randrange(low // 10 * 10, high + 1, 10)) in self.amounts:
            high += 10
        self.amounts.add(amount)
        return amount

    def next_outcome(self) -> Outcome:
        """Draw what becomes of a plain topic; the first one, and about every other one, is approved."""
        if not self.outcomes:
            self.outcomes = self.rng.sample(_OUTCOMES, len(_OUTCOMES))
            self.outcomes.append("approved")
        return self.outcomes.pop()

    def wording(self, phrases: tuple[str, ...]) -> str:
        """Choose a phrase: the first one, or with noise any of them."""
        return self.rng.choice(phrases) if self.rng.random() < self.noise else phrases[0]


def attendee(company: Company, person: Person) -> Attendee:
    """Return a member of staff as somebody at the table."""
    return Attendee(person.name, company.name, person.role, person.email)
