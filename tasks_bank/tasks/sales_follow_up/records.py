"""The open leads of a sales team while a case is dealt: who they are, what was written, and what is hidden.

Only rows live here. What follows from them is decided in `deciding.py`; files are made in `files.py`.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Literal

from tasks_bank.world.company import Company
from tasks_bank.world.customers import Contact
from tasks_bank.world.month import next_working_day
from tasks_bank.world.people import Person
from tasks_bank.world.references import References

Situation = Literal["asks_price", "quiet", "demo", "declined", "away"]
"""Where a conversation stands: the latest mail asks for a quotation; our quotation is unanswered; and so on."""
Channel = Literal["e-mail", "phone"]


@dataclass(frozen=True, slots=True)
class Policy:
    """The figures of this company's sales rules."""

    authority: int
    """Per cent of discount that the team may give by itself."""
    quote_days: int
    """Working days within which a quotation goes out."""
    patience: int
    """Working days after which an unanswered quotation is brought to mind."""


@dataclass(frozen=True, slots=True)
class Price:
    """What a product costs for one site, user and so on, a month, before VAT; in whole pounds."""

    product: str
    before: int
    """Until the day before the change."""
    now: int


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail of a thread."""

    dated: dt.date
    sender: Contact | Person
    to: Contact | Person
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class OptOut:
    """An entry of the list of people who do not want to be contacted."""

    address: str
    channel: Channel
    since: dt.date


@dataclass(frozen=True, slots=True)
class Extra:
    """Something that a seller promised to add for nothing."""

    words: str
    spellings: tuple[str, ...]
    """By any of these a mail mentions it."""


@dataclass(slots=True)
class Lead:
    """Somebody who may buy, as the pipeline and the mails have it, and what is true of them."""

    ref: str
    company: str
    contact: Contact
    """As the pipeline has it."""
    seller: Person
    price: Price
    units: int
    """What the customer asked for last."""
    noted_units: int
    """As the pipeline has it; the lesser source."""
    noted_price: int
    """As the pipeline has it; the lesser source."""
    basis: int
    """Pounds for one, before a discount: what applies."""
    situation: Situation = "asks_price"
    noted: Situation | None = None
    """Where the pipeline says that the conversation stands, where it is not so."""
    thread: list[Letter] = field(default_factory=list)
    writer: Contact | None = None
    """Who writes for the customer by now, if it is not the contact of the pipeline."""
    asked: dt.date | None = None
    """When they asked for the quotation."""
    quoted: dt.date | None = None
    """When our last quotation went out."""
    back: dt.date | None = None
    """When they are back, by their automatic reply."""
    demo: dt.datetime | None = None
    """When they want to be shown the product."""
    promised_day: dt.date | None = None
    """By when we promised the quotation."""
    extra: Extra | None = None
    """What we promised to add."""
    discount: int = 0
    """Per cent that they ask for and may have."""
    blocked: str = ""
    """``opted_out``, or why a person must decide: a reason code."""

    @property
    def person(self) -> Contact:
        """Whom to write to."""
        return self.writer or self.contact


@dataclass(frozen=True, slots=True)
class Plant:
    """Something hidden: its kind, and the lead."""

    kind: str
    item: str


@dataclass(slots=True)
class Desk:
    """Everything about one day's pipeline that is dealt so far."""

    company: Company
    policy: Policy
    rng: Random
    refs: References
    noise: float
    today: dt.date
    prices: tuple[Price, ...]
    sellers: tuple[Person, ...]
    """The first stands in for the last, each other one for the one before."""
    measure: str
    """What the products are priced by: ``sites``, ``users``."""
    leads: list[Lead] = field(default_factory=list)
    opt_outs: list[OptOut] = field(default_factory=list)
    planted: list[Plant] = field(default_factory=list)

    @property
    def change(self) -> dt.date:
        """The first day of the new prices."""
        return self.company.month.first

    @property
    def past(self) -> Sequence[dt.date]:
        """The working days of the last and of this month before today, in order."""
        days = [*self.company.month.after(-1).working_days, *self.company.month.working_days]
        return [day for day in days if day < self.today]

    def stand_in(self, seller: Person) -> Person:
        """Return who stands in for a seller."""
        return self.sellers[(self.sellers.index(seller) + 1) % len(self.sellers)]

    def owner_on(self, seller: Person, day: dt.date) -> Person:
        """Return who does a seller's work on a day: the seller, the stand-in, or the head of sales."""
        present = [person for person in (seller, self.stand_in(seller)) if person.is_in(day)]
        return present[0] if present else self.company.who("Head of Sales")


def working_days_after(day: dt.date, count: int) -> dt.date:
    """Return the working day that many working days later."""
    for _ in range(count):
        day = next_working_day(day)
    return day


def pounds(amount: Decimal | int) -> str:
    """Write an amount of pounds: ``£1,234`` or ``£39.90``."""
    number = Decimal(amount)
    return f"£{number:,.0f}" if number == number.to_integral_value() else f"£{number:,.2f}"
