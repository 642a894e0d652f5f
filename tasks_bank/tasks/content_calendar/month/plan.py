"""Everything that a month's planning starts from, while it is dealt: keywords, visits, launches, rivals, writers."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random
from typing import Literal

from tasks_bank.tasks.content_calendar.month.subjects import FIELDS, MODIFIERS, Field, Subject
from tasks_bank.world.company import Company
from tasks_bank.world.month import Month
from tasks_bank.world.references import References

PassedOver = Literal["", "covered", "saturated", "banned_word", "embargoed_launch", "no_writer", "same_keyword"]
EVERYONE = "everyone"
_APART = 15
"""Points by which any two scores differ at least."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The figures in the rules, which differ from case to case."""

    posts: int
    a_subject: int
    """Posts on one subject at most."""
    launch_bonus: int
    bot_bounce: int
    """Per cent: a bot's row has this bounce rate or a higher one …"""
    bot_seconds: int
    """… and fewer seconds on the page."""


@dataclass(slots=True)
class Launch:
    """A line of the roadmap."""

    product: str
    news: str
    day: dt.date
    embargo_ends: dt.date | None
    """The first day on which it may be mentioned; None for a public one."""
    noted: dt.date
    """What the older note says of that day."""
    ref: str = ""


@dataclass(slots=True)
class Keyword:
    """A line of the keyword export."""

    phrase: str
    subject: str
    searches: int
    estimate: int
    """What the agency forecasts, which does not count."""
    passed_over: PassedOver = ""
    """Why it may not be chosen, whatever its score."""
    launch: Launch | None = None
    ref: str = ""


@dataclass(slots=True)
class PageVisits:
    """A line of the analytics: one page in one month."""

    month: Month
    subject: str
    title: str
    visits: int
    seconds: int
    bounce: int
    is_bot: bool = False
    ref: str = ""


@dataclass(slots=True)
class PastPost:
    """Something that was published."""

    day: dt.date
    channel: str
    keyword: str
    title: str
    ref: str = ""


@dataclass(slots=True)
class Rival:
    """A competitor's blog: its posts with day and title."""

    name: str
    date_style: str
    posts: list[tuple[dt.date, str]] = field(default_factory=list)


@dataclass(slots=True)
class Request:
    """A colleague's mail that asks for a post."""

    sender: str
    """The name of the colleague."""
    keyword: str
    day: dt.date
    because: str
    is_embargoed: bool = False
    """True where the day lies before the end of the launch's embargo."""
    ref: str = ""


@dataclass(slots=True)
class Absence:
    """Days on which somebody, or everyone, is not there."""

    who: str
    first: dt.date
    last: dt.date
    what: str
    is_planted: bool = False
    ref: str = ""


@dataclass(slots=True)
class Writer:
    """Somebody who writes posts."""

    name: str
    subjects: tuple[str, ...]
    posts: int
    """How many they can write this month."""


@dataclass(slots=True)
class Channel:
    """Where posts go out."""

    name: str
    days: tuple[str, ...]
    """Names of weekdays."""
    most: int
    """Posts a month, those that are booked not counted."""


Referred = Launch | Keyword | PageVisits | PastPost | Request | Absence
"""What has a reference of its own."""


@dataclass(slots=True)
class Planted:
    """What was planted, and the thing whose reference names it."""

    kind: str
    what: Keyword | PageVisits | Absence


@dataclass(slots=True)
class Plan:
    """The state of a deal."""

    company: Company
    policy: Policy
    rng: Random
    refs: References
    noise: float
    disagree: float
    spare: Subject
    """A subject that nobody can write about this month."""
    subjects: tuple[Subject, ...]
    """The others, in an order of the seed."""
    keywords: list[Keyword] = field(default_factory=list)
    pages: list[PageVisits] = field(default_factory=list)
    launches: list[Launch] = field(default_factory=list)
    past: list[PastPost] = field(default_factory=list)
    rivals: list[Rival] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    writers: list[Writer] = field(default_factory=list)
    channels: list[Channel] = field(default_factory=list)
    booked: list[tuple[dt.date, str, str]] = field(default_factory=list)
    """Day, channel and what is booked there already."""
    planted: list[Planted] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    """Phrases and news that are taken."""
    scores: set[int] = field(default_factory=set)
    turn: int = 0

    @property
    def month(self) -> Month:
        """The month that is planned."""
        return self.company.month

    @property
    def quarter(self) -> tuple[Month, Month, Month]:
        """The three months before."""
        return self.month.after(-3), self.month.after(-2), self.month.after(-1)

    @property
    def covered_from(self) -> dt.date:
        """A post of this day or a later one covers its keyword."""
        return self.month.after(-12).first

    @property
    def field(self) -> Field:
        """What the company's trade writes about."""
        return FIELDS[self.company.brand.trade]

    def next_subject(self) -> Subject:
        """Take turns, so that keywords spread over the subjects."""
        self.turn += 1
        return self.subjects[self.turn % len(self.subjects)]

    def fresh_phrase(self, subject: Subject, news: str = "") -> str:
        """Return a keyword of a subject, or about some news of it, that stands nowhere yet."""
        things = (news,) if news else subject.things
        phrases = [f"{thing} {modifier}" for thing in things for modifier in MODIFIERS]
        phrase = self.rng.choice([each for each in phrases if each not in self.used])
        self.used.add(phrase)
        return phrase

    def best_visits(self, subject: str) -> int:
        """Return the visits of the subject's best row."""
        return max(page.visits for page in self.pages if page.subject == subject and not page.is_bot)

    def add_keyword(self, phrase: str, subject: str, points: tuple[int, int], launch: Launch | None = None) -> Keyword:
        """Add a keyword whose score lies between two numbers of points, and near no other score."""
        given = self.best_visits(subject) + self.bonus(launch)
        low, high = max(points[0], given + 90), max(points[1], given + 900)
        while True:
            searches = 10 * ((self.rng.randint(low, high) - given) // 10)
            score = searches + given
            if all(abs(score - other) >= _APART for other in self.scores):
                break
        self.scores.add(score)
        keyword = Keyword(phrase, subject, searches, self.estimate_of(searches), launch=launch)
        self.keywords.append(keyword)
        return keyword

    def bonus(self, launch: Launch | None) -> int:
        """Return the points for a launch in the month that is planned."""
        return self.policy.launch_bonus if launch is not None and launch.day in self.month else 0

    def estimate_of(self, searches: int) -> int:
        """Return what the agency says: the same, or something quite different."""
        if self.rng.random() >= self.disagree:
            return searches
        return 10 * int(searches * self.rng.choice((0.55, 0.65, 0.75, 1.3, 1.45, 1.6)) / 10)

    def channel_days(self) -> list[dt.date]:
        """Return the month's working days on which some channel publishes."""
        names = {name for channel in self.channels for name in channel.days}
        return [day for day in self.month.working_days if f"{day:%A}" in names]
