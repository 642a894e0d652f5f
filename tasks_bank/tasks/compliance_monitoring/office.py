"""A month of the company's office while a case is dealt: messages, records, and what was broken, allowed or hidden.

Only rows live here. Files are made from them in `files.py`, the truth in `truth.py`.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Literal

from tasks_bank.tasks.compliance_monitoring.rulebook import RuleBook, Severity
from tasks_bank.world.company import Company
from tasks_bank.world.customers import Customer
from tasks_bank.world.people import Person
from tasks_bank.world.references import References
from tasks_bank.world.suppliers import Supplier

Reason = Literal["senior_person", "no_value", "backdating"]


@dataclass(frozen=True, slots=True)
class Message:
    """A mail."""

    ref: str
    sent: dt.datetime
    sender: str
    """Name and address, as on the envelope."""
    to: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Chat:
    """A line of the company's chat."""

    ref: str
    sent: dt.datetime
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Call:
    """A note of a telephone call."""

    ref: str
    made: dt.datetime
    taken_by: str
    text: str


@dataclass(frozen=True, slots=True)
class Order:
    """An order of a customer."""

    ref: str
    customer: Customer
    product: str
    seller: str
    signed: dt.date
    started: dt.date


@dataclass(frozen=True, slots=True)
class Gift:
    """An entry of the gifts register."""

    ref: str
    person: str
    giver: str
    what: str
    pounds: int
    received: dt.date
    entered: dt.date


@dataclass(frozen=True, slots=True)
class Purchase:
    """Something that was bought."""

    ref: str
    ordered: dt.date
    buyer: str
    supplier: Supplier
    what: str
    amount: Decimal
    """Pounds."""
    approved_by: str = ""
    approved_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Complaint:
    """An entry of the complaints log."""

    ref: str
    customer: Customer
    by: str
    """``mail`` or ``phone``."""
    logged: dt.date
    """The day that the log gives for the complaint."""
    handler: str
    acknowledged: dt.date | None


@dataclass(frozen=True, slots=True)
class Breach:
    """A clause that was broken."""

    item: str
    clause: str
    severity: Severity
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cleared:
    """What only an exception of its clause allows."""

    item: str
    clause: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A plain event, in the words of whoever ticks it off: as it would be told if it kept to the clause, and if not."""

    item: str
    clause: str
    kept: str
    broken: str


@dataclass(slots=True)
class Office:
    """Everything about one month that is dealt so far."""

    company: Company
    rules: RuleBook
    rng: Random
    refs: References
    noise: float
    mails: list[Message] = field(default_factory=list)
    chats: list[Chat] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    gifts: list[Gift] = field(default_factory=list)
    purchases: list[Purchase] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    checked: list[Checked] = field(default_factory=list)
    self_checks: list[tuple[Checked, str]] = field(default_factory=list)
    """What the teams ticked off, with what they say."""
    breaches: list[Breach] = field(default_factory=list)
    cleared: list[Cleared] = field(default_factory=list)
    escalations: list[tuple[str, Reason]] = field(default_factory=list)
    planted: list[tuple[str, str]] = field(default_factory=list)
    """Kind and item."""
    tempting: list[tuple[str, str]] = field(default_factory=list)
    """Item and clause: clean, and looks broken to whoever is careless."""
    list_prices: dict[str, int] = field(default_factory=dict)
    """Pounds a year by product, of those offered so far."""
    used: set[tuple[str, ...]] = field(default_factory=set)
    """Pairs of names that must not come twice, so that a message can be about one event only."""

    def some_day(self, first: float = 0, last: float = 1) -> dt.date:
        """Draw a working day of a part of the month, 0 being its first working day and 1 its last."""
        days = self.company.month.working_days
        most = len(days) - 1
        return days[self.rng.randint(round(first * most), round(last * most))]

    def moment(self, day: dt.date) -> dt.datetime:
        """Draw a time of day within the office's hours."""
        minutes = self.rng.randrange(9 * 60, 17 * 60)
        return dt.datetime.combine(day, dt.time(*divmod(minutes, 60)))

    def someone(self, day: dt.date, *teams: str) -> Person:
        """Draw somebody who is in on a day, is no head of a team, and belongs to one of these teams, or to any."""
        return self._one_in(
            day, [p for p in self.company.people if not self.is_senior(p) and (not teams or p.team in teams)]
        )

    def anyone(self, day: dt.date) -> Person:
        """Draw anybody but the managing director who is in on a day."""
        return self._one_in(day, list(self.company.people[1:]))

    def some_head(self, day: dt.date) -> Person:
        """Draw the head of a team who is in on a day."""
        director = self.company.people[0].name
        return self._one_in(day, [person for person in self.company.people if person.manager == director])

    def is_senior(self, person: Person) -> bool:
        """Say whether somebody is the managing director or the head of a team."""
        return person.manager in {"", self.company.people[0].name}

    def new_pair(self, draw: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
        """Draw names that did not come together before, and remember them."""
        while (pair := draw()) in self.used:
            pass
        self.used.add(pair)
        return pair

    def new_customer(self, use: str) -> Customer:
        """Draw a customer who was not drawn for this use before."""
        _, ref = self.new_pair(lambda: (use, self.rng.choice(self.company.customers).ref))
        return next(customer for customer in self.company.customers if customer.ref == ref)

    def wording(self, phrases: tuple[str, ...]) -> str:
        """Choose a phrase: the first one, or with noise any of them."""
        return self.rng.choice(phrases) if self.rng.random() < self.noise else phrases[0]

    def _one_in(self, day: dt.date, people: list[Person]) -> Person:
        return self.rng.choice([person for person in people if person.is_in(day)] or people)
