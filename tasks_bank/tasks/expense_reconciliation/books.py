"""The month's books while a case is dealt: statement lines, documents, ledger, carry-overs and what was hidden in them.

Only rows live here. Files are made from them in `files.py`, the truth in `truth.py`.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Literal

from tasks_bank.world.company import Company
from tasks_bank.world.references import References
from tasks_bank.world.suppliers import Supplier, choose_least_used
from tasks_bank.world.trades import Ware

DocumentKind = Literal["invoice", "receipt", "credit_note"]
Account = Literal["bank", "card"]


@dataclass(frozen=True, slots=True)
class Policy:
    """The figures of this company's expense policy."""

    hotel_limit: int
    """Pounds a night, VAT included."""
    meal_limit: int
    """Pounds a head, VAT included."""
    receipt_limit: int
    """Pounds; a missing receipt above it goes to the finance manager."""


@dataclass(frozen=True, slots=True)
class Document:
    """An invoice, a receipt or a credit note."""

    ref: str
    kind: DocumentKind
    supplier: Supplier
    dated: dt.date
    ware: str
    """What was bought, in the supplier's words."""
    gross: Decimal
    """In the supplier's currency; of a credit note, what is given back."""
    vat: Decimal
    category: str
    units: int = 1
    """Nights of a hotel, heads at a meal; 1 for everything else."""
    due: dt.date | None = None
    credits: str = ""
    """For a credit note, the document that it credits."""


@dataclass(slots=True)
class Line:
    """One line of the bank or card statement."""

    account: Account
    posted: dt.date
    description: str
    amount: Decimal
    """Pounds out; negative for a refund."""
    documents: tuple[str, ...]
    category: str
    cardholder: str = ""
    ref: str = ""
    """Dealt when all lines are known, in the order of the dates."""


@dataclass(slots=True)
class Entry:
    """One entry of the purchase ledger, as it was booked."""

    document: Document
    gross: Decimal
    vat: Decimal
    dated: dt.date
    """The date that was typed in; the paper may say otherwise."""


@dataclass(frozen=True, slots=True)
class CarryOver:
    """An invoice of an earlier month that was open when the month began; its paper was filed then."""

    ref: str
    dated: dt.date
    supplier: Supplier
    ware: str
    gross: Decimal


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to be reported: a line or a document, and the reason code or the clause of the policy."""

    item: Line | Document
    code: str

    @property
    def ref(self) -> str:
        """The reference of the item."""
        return self.item.ref


@dataclass(slots=True)
class Books:
    """Everything about one month that is dealt so far."""

    company: Company
    policy: Policy
    rng: Random
    refs: References
    noise: float
    lines: list[Line] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    ledger: list[Entry] = field(default_factory=list)
    carry_overs: list[CarryOver] = field(default_factory=list)
    exceptions: list[Finding] = field(default_factory=list)
    breaches: list[Finding] = field(default_factory=list)
    escalations: list[Finding] = field(default_factory=list)
    planted: list[Finding] = field(default_factory=list)
    """What was hidden where; the code is the kind."""
    amounts: set[Decimal] = field(default_factory=set)
    """Every amount that is in use, so that two things are equal only on purpose."""
    bought_from: Counter[str] = field(default_factory=Counter)

    def choose_supplier(self, *trades: str) -> Supplier:
        """Choose among the suppliers of these trades, those with the fewest papers first."""
        return choose_least_used(self.rng, self.company.suppliers_of(*trades), self.bought_from)

    def choose_ware(self, supplier: Supplier) -> Ware:
        """Choose what to buy from a supplier, first what was not bought there yet: no two quarters of insurance."""
        papers: tuple[Document | CarryOver, ...] = (*self.documents, *self.carry_overs)
        bought = Counter(paper.ware for paper in papers if paper.supplier is supplier)
        fewest = min(bought[ware.name] for ware in supplier.trade.wares)
        return self.rng.choice([ware for ware in supplier.trade.wares if bought[ware.name] == fewest])

    def claim(self, *amounts: Decimal) -> bool:
        """Take amounts into use; False, and nothing taken, where one of them is in use already."""
        if len(set(amounts)) < len(amounts) or self.amounts.intersection(amounts):
            return False
        self.amounts.update(amounts)
        return True

    def fresh(self, draw: Callable[[], Decimal]) -> Decimal:
        """Draw an amount until one comes that is not in use yet, and take it into use."""
        while not self.claim(amount := draw()):
            pass
        return amount

    def some_day(self, earliest: int = 0, latest: int = -1) -> dt.date:
        """Draw a working day between two places in the list of the month's working days, both included."""
        days = self.company.month.working_days
        return self.rng.choice(days[earliest : latest % len(days) + 1])

    def spell(self, supplier: Supplier) -> str:
        """Spell a supplier as the bank does on one line."""
        return supplier.on_statement(self.rng, self.noise)

    def someone(self) -> str:
        """Draw the name of a holder of a company card: anybody but the managing director and finance."""
        return self.rng.choice([person for person in self.company.people[1:] if person.team != "Finance"]).name
