"""The support desk while a case is dealt: policy, entitlements, articles, release notes and tickets. Only rows."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random
from typing import Literal

from tasks_bank.tasks.support_triage.topics import Category, Topic
from tasks_bank.world.company import Company
from tasks_bank.world.customers import Customer
from tasks_bank.world.diaries import CLOSES, OPENS, at
from tasks_bank.world.month import is_working_day, next_working_day
from tasks_bank.world.references import References

Priority = Literal["P1", "P2", "P3", "P4"]
Plan = Literal["Standard", "Plus", "Premier"]
Reason = Literal["data_protection", "safety", "no_entitlement", "no_article"]

PRIORITIES: tuple[Priority, ...] = ("P1", "P2", "P3", "P4")
PLANS: tuple[Plan, ...] = ("Standard", "Plus", "Premier")
FORM_URGENCY: dict[Priority, str] = {"P1": "Critical", "P2": "High", "P3": "Normal", "P4": "Low"}
"""What the web form calls the priorities."""

Levels = dict[tuple[Plan, Priority], int]
"""Working hours until a first answer is due."""


@dataclass(frozen=True, slots=True)
class Entitlement:
    """What support a customer has bought."""

    customer: Customer
    plan: Plan
    users: int
    has_tablets: bool
    """Whether the supplied tablets are covered."""
    until: dt.date
    """The last day on which the plan holds."""


@dataclass(frozen=True, slots=True)
class Article:
    """One page of the knowledge base."""

    ref: str
    topic: Topic
    value: str
    """The figure that it states; see `Topic.values`."""
    version: int
    reviewed: dt.date
    is_page: bool
    """Kept as a web page; otherwise as Markdown."""
    replaces: str = ""
    """The reference of the article that it takes the place of."""


@dataclass(frozen=True, slots=True)
class Note:
    """A release note that changes the figure of a topic."""

    dated: dt.date
    topic: Topic
    value: str


@dataclass(slots=True)
class Ticket:
    """One mail to the desk, and what is to be done with it."""

    sender: str
    """The name of whoever wrote."""
    email: str
    entitlement: Entitlement | None
    """None where the sender belongs to no customer."""
    received: dt.datetime
    """By the office's clock, without a zone."""
    subject: str
    sentences: list[str]
    category: Category
    priority: Priority
    article: Article | None = None
    value: str = ""
    """The figure that holds."""
    outdated: str = ""
    """A figure that no longer holds, though an older paper states it."""
    outdated_article: Article | None = None
    reason: Reason | None = None
    """Why a person has to decide; None where the desk settles it."""
    form_category: Category | None = None
    """What the customer chose on the form; the right one where it is None."""
    form_priority: Priority | None = None
    claimed_plan: Plan | None = None
    """A plan that the mail claims and the customer has not bought."""
    ref: str = ""
    """Dealt when all tickets are known, in the order in which they came."""

    @property
    def is_angry(self) -> bool:
        """True where the mail shouts."""
        return self.subject.isupper()

    @property
    def first_name(self) -> str:
        """How the sender is greeted."""
        return self.sender.split()[0]


@dataclass(slots=True)
class Desk:
    """Everything about one batch of tickets that is dealt so far."""

    company: Company
    rng: Random
    refs: References
    noise: float
    some_users: int
    """So many users who are stopped make a ticket P2."""
    levels: Levels
    days: tuple[dt.date, ...]
    """The days over which the tickets came in."""
    entitlements: list[Entitlement] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    tickets: list[Ticket] = field(default_factory=list)
    planted: list[tuple[str, Ticket]] = field(default_factory=list)
    """What was hidden where, by kind."""
    turn: int = 0
    """How many tickets customers have written so far; they take turns."""

    def due(self, received: dt.datetime, plan: Plan, priority: Priority) -> dt.datetime:
        """Return when the first answer is due, counted in the office's hours."""
        return after_hours(received, self.levels[plan, priority])


def after_hours(received: dt.datetime, hours: int) -> dt.datetime:
    """Count working hours from a moment; outside the office's hours the count starts at the next opening."""
    moment, left = _opening(received), dt.timedelta(hours=hours)
    while left > (room := at(moment.date(), CLOSES) - moment):
        left -= room
        moment = at(next_working_day(moment.date()), OPENS)
    return moment + left


def _opening(moment: dt.datetime) -> dt.datetime:
    day = moment.date()
    if not is_working_day(day) or moment.time() >= CLOSES:
        return at(next_working_day(day), OPENS)
    return max(moment, at(day, OPENS))
