"""The month's books while a case is dealt: postings, open items, bank lines, schedules and what was hidden in them.

Only rows live here. Files are made from them in `files.py`, the truth in `truth.py`. An amount is pounds; of a line in
the books, a debit is positive and a credit negative.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import TypeVar

from tasks_bank.world.company import Company
from tasks_bank.world.customers import Customer
from tasks_bank.world.month import Month
from tasks_bank.world.references import References
from tasks_bank.world.suppliers import Supplier

_Party = TypeVar("_Party", Customer, Supplier)

BANK, DEBTORS, CREDITORS, SUSPENSE = "1200", "1100", "2100", "9998"
PREPAYMENTS, ACCRUALS, DEFERRED = "1103", "2109", "2110"
SALES, OTHER_INCOME, VAT_OUT, VAT_IN = "4000", "4900", "2200", "2201"
DEPRECIATION, BANK_CHARGES = "8000", "7900"
ASSETS = {"equipment": ("0030", "0031"), "furniture": ("0040", "0041")}
"""Of each class: the account of its cost and the one of its depreciation so far."""


@dataclass(slots=True)
class Posting:
    """One entry of the nominal ledger."""

    dated: dt.date
    text: str
    lines: tuple[tuple[str, Decimal], ...]
    """Account and amount; they add up to nought."""
    ref: str = ""
    """A document's own, or dealt when all are known, in the order of the dates."""
    prefix: str = "JNL-"
    """What the reference begins with, where it is dealt."""


@dataclass(slots=True)
class BankLine:
    """One line of the bank statement."""

    posted: dt.date
    name: str
    amount: Decimal
    """Money in is positive."""
    ref: str = ""
    """Dealt when all lines are known, in the order of the dates."""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An invoice or credit note that is not settled."""

    ref: str
    dated: dt.date
    party: str
    gross: Decimal
    """Negative for a credit note."""


@dataclass(frozen=True, slots=True)
class LateInvoice:
    """A supplier's invoice that came in the first days of next month and is not in the books."""

    ref: str
    dated: dt.date
    supplier: str
    account: str
    net: Decimal
    delivered: dt.date


@dataclass(frozen=True, slots=True)
class ScheduleItem:
    """One line of a schedule."""

    ref: str
    what: str
    account: str
    """Where the cost goes; of an asset, its class."""
    total: Decimal
    """Of an accrual, for each month; of the others, for the whole term."""
    months: int
    """The term."""
    first: Month
    invoice: str = ""
    """Of an accrual, the invoice that has come in and is in the books."""

    def elapsed(self, month: Month) -> int:
        """Return how many months of the term lie before a month; at most all, at least none."""
        gone = (month.year - self.first.year) * 12 + month.number - self.first.number
        return min(max(gone, 0), self.months)

    def runs_in(self, month: Month) -> bool:
        """Tell whether a month lies in the term."""
        return self.first <= month < self.first.after(self.months)


Item = Posting | BankLine | OpenItem | LateInvoice | ScheduleItem


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal that has to be made."""

    item: Item
    lines: tuple[tuple[str, Decimal], ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to be reported, escalated or remembered, and its code."""

    item: Item
    code: str


@dataclass(slots=True)
class Books:
    """Everything about one month that is dealt so far."""

    company: Company
    rng: Random
    refs: References
    noise: float
    limit: int
    """Pounds from which a correction goes to the finance manager."""
    opening: defaultdict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    last_month: dict[str, Decimal] = field(default_factory=dict)
    """Income and costs of last month."""
    postings: list[Posting] = field(default_factory=list)
    bank: list[BankLine] = field(default_factory=list)
    debtors: list[OpenItem] = field(default_factory=list)
    creditors: list[OpenItem] = field(default_factory=list)
    delivered: dict[str, dt.date] = field(default_factory=dict)
    late: list[LateInvoice] = field(default_factory=list)
    accruals: list[ScheduleItem] = field(default_factory=list)
    reversals: list[ScheduleItem] = field(default_factory=list)
    prepayments: list[ScheduleItem] = field(default_factory=list)
    assets: list[ScheduleItem] = field(default_factory=list)
    routine: list[Journal] = field(default_factory=list)
    """By schedule."""
    corrections: list[Journal] = field(default_factory=list)
    anomalies: list[Finding] = field(default_factory=list)
    escalations: list[Finding] = field(default_factory=list)
    planted: list[Finding] = field(default_factory=list)
    handover: dict[str, Decimal] = field(default_factory=dict)
    """What the handover note says for each item of the schedules that has a journal."""
    dealt_with: Counter[str] = field(default_factory=Counter)
    amounts: set[Decimal] = field(default_factory=set)
    """Every amount that is in use, so that two things are equal only on purpose."""

    @property
    def month(self) -> Month:
        """The month that is closed."""
        return self.company.month

    def fresh(self, low: int, high: int) -> Decimal:
        """Draw an amount in quarters of a pound that no other thing has."""
        while True:
            amount = Decimal(self.rng.randint(low * 4, high * 4)) / 4
            if not {amount, amount * Decimal("1.2")} & self.amounts:
                self.amounts |= {amount, amount * Decimal("1.2")}
                return amount.quantize(Decimal("0.01"))

    def some_day(self, earliest: int = 0, latest: int = -1) -> dt.date:
        """Draw a working day between two places in the list of the month's working days, both included."""
        days = self.month.working_days
        return self.rng.choice(days[earliest : latest % len(days) + 1])

    def next_of(self, parties: Sequence[_Party]) -> _Party:
        """Draw a customer or supplier, those with the fewest dealings this month first."""
        fewest = min(self.dealt_with[party.name] for party in parties)
        party = self.rng.choice([each for each in parties if self.dealt_with[each.name] == fewest])
        self.dealt_with[party.name] += 1
        return party

    def post(self, posting: Posting) -> Posting:
        """Enter a posting into the books."""
        self.postings.append(posting)
        return posting

    def correct(self, item: Item, anomaly: str, lines: tuple[tuple[str, Decimal], ...]) -> None:
        """Note that an item is wrong and which journal puts it right; a large one goes to the finance manager too."""
        self.anomalies.append(Finding(item, anomaly))
        self.corrections.append(Journal(item, lines, anomaly))
        if sum(amount for _, amount in lines if amount > 0) >= self.limit:
            self.escalations.append(Finding(item, "over_limit"))

    def spell(self, name: str) -> str:
        """Spell a name as the bank does; the noisier, the more often cut short."""
        bare = name.upper().replace("&", "AND").removesuffix(" LTD")
        first, _, rest = bare.partition(" ")
        return bare if self.rng.random() >= self.noise else f"{first} {rest[:5].strip()}* {self.rng.randint(100, 9999)}"

    def balances(self, *, journals: bool = False) -> dict[str, Decimal]:
        """Return the balance of each account, with the right journals if wanted."""
        sums = defaultdict(Decimal, self.opening)
        for account, amount in self._lines(journals=journals):
            sums[account] += amount
        return {account: amount for account, amount in sorted(sums.items()) if amount}

    def _lines(self, *, journals: bool) -> Iterator[tuple[str, Decimal]]:
        for posting in self.postings:
            yield from posting.lines
        for journal in (*self.routine, *self.corrections) if journals else ():
            yield from journal.lines


Plant = Callable[[Books], Item]
"""Plants one thing and returns what it is about."""
