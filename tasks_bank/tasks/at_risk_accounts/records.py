"""What the company knows about its accounts while a case is dealt: sales, tickets, messages, contracts, what is hidden.

Only rows live here. Points are given in `scoring.py`, files are made in `files.py`.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Literal

from tasks_bank.world.company import Company
from tasks_bank.world.customers import Customer
from tasks_bank.world.month import Month
from tasks_bank.world.references import References

Priority = Literal["low", "normal", "high"]


@dataclass(frozen=True, slots=True)
class Policy:
    """The figures of this company's risk rules."""

    slight_fall: int
    """Per cent; a fall of sales of at least this counts."""
    steep_fall: int
    """Per cent; a fall of at least this counts double."""
    window_days: int
    """A contract that ends within so many days after the review counts."""
    high_value: int
    """Pounds a month; an account of at least this, at high risk, goes to the head of sales."""


@dataclass(slots=True)
class Invoice:
    """One sale."""

    dated: dt.date
    kind: Literal["regular", "project"]
    """``project`` is an order that comes once."""
    amount: Decimal
    """Pounds before VAT."""
    ref: str = ""
    """Dealt when all invoices are known, in the order of the dates."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A request to support."""

    ref: str
    opened: dt.date
    subject: str
    priority: Priority
    closed: dt.date | None = None

    @property
    def counts(self) -> bool:
        """True for what the rules give points for: high and still open."""
        return self.priority == "high" and self.closed is None


@dataclass(frozen=True, slots=True)
class Message:
    """A mail that came in, or a note that somebody made in the CRM."""

    ref: str
    kind: Literal["mail", "note"]
    dated: dt.date
    sender: str
    """A name; of a mail with its address."""
    to: str
    """Of a mail."""
    subject: str
    text: str
    at: dt.time = dt.time(9)
    """When it was sent, by the office's clock."""


@dataclass(slots=True)
class Account:
    """A customer as the company's systems have it, and what is true of it."""

    customer: Customer
    contract: str
    """The contract's reference."""
    registered_end: dt.date
    """By Finance's register of signed contracts."""
    crm_end: dt.date
    """As somebody typed it into the CRM; the lesser source."""
    last_year: tuple[int, ...] = ()
    """Pounds in the same three months of last year."""
    invoices: list[Invoice] = field(default_factory=list)
    tickets: list[Ticket] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    said_closed: set[str] = field(default_factory=set)
    """Tickets that a note wrongly calls closed; the lesser source."""
    merged_into: "Account | None" = None
    renewed: bool = False
    """A customer's mail says that the renewal is signed."""
    gone: str = ""
    """The message that says that the contact left and nobody followed."""
    compares: str = ""
    """The message that says that the customer compares us with others."""
    threatens: str = ""
    """The message that threatens with the law."""

    @property
    def ref(self) -> str:
        """The account's reference."""
        return self.customer.ref


@dataclass(frozen=True, slots=True)
class Plant:
    """Something hidden: its kind, and the account."""

    kind: str
    item: str


@dataclass(slots=True)
class Review:
    """Everything about one quarter's review that is dealt so far."""

    company: Company
    policy: Policy
    rng: Random
    refs: References
    noise: float
    orders: int
    """Invoices of an account in a month, about."""
    accounts: list[Account] = field(default_factory=list)
    planted: list[Plant] = field(default_factory=list)

    @property
    def months(self) -> tuple[Month, Month, Month]:
        """The three months under review."""
        last = self.company.month
        return last.after(-2), last.after(-1), last

    @property
    def day(self) -> dt.date:
        """The day of the review: the last of the three months."""
        return self.company.month.last

    @property
    def window_end(self) -> dt.date:
        """The last day on which the end of a contract counts."""
        return self.day + dt.timedelta(days=self.policy.window_days)

    def days(self, month: int) -> Sequence[dt.date]:
        """Return the working days of the first (0), second or third (2) month."""
        return self.months[month].working_days
