"""The month's pile of papers while a case is dealt. Only rows live here; `files.py` prints them."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Literal

from tasks_bank.tasks.bookkeeping.vat import Side
from tasks_bank.world.company import Company
from tasks_bank.world.references import References
from tasks_bank.world.suppliers import Supplier, choose_least_used
from tasks_bank.world.trades import Ware

PaperKind = Literal["invoice", "receipt", "credit_note", "pro_forma"]


@dataclass(slots=True)
class Line:
    """One numbered line of a paper, and how it is to be booked."""

    about: str
    net: Decimal
    """In the paper's currency; of a credit note, what is given back."""
    vat: Decimal
    account: str
    code: str
    seems: tuple[str, str]
    """Account and VAT code that somebody in a hurry would give it."""


@dataclass(slots=True)
class Paper:
    """An invoice, receipt or credit note of a supplier, or one of the company's own to a customer."""

    ref: str
    kind: PaperKind
    side: Side
    party: str
    """The supplier, or the customer."""
    dated: dt.date
    lines: list[Line]
    supplier: Supplier
    """Whose paper it is, with its look; the company itself on the sales side."""
    to: str
    """To whom it is addressed."""
    note: str = ""
    """What somebody wrote on it by hand, or what its sender says at the foot."""
    is_entered: bool = True
    """False where the rules want no entry."""
    is_curt: bool = False
    """True where it does not say in words why no VAT is charged."""
    is_gross_only: bool = False
    """A till receipt that says the rate of VAT and not its amount."""
    printed_total: Decimal | None = None
    """The total that is printed, where it does not follow from the lines."""

    @property
    def sign(self) -> int:
        """Minus one for a credit note."""
        return -1 if self.kind == "credit_note" else 1

    @property
    def net(self) -> Decimal:
        """All lines without VAT, in the paper's currency."""
        return sum((line.net for line in self.lines), Decimal(0))

    @property
    def vat(self) -> Decimal:
        """The VAT of all lines as printed."""
        return sum((line.vat for line in self.lines), Decimal(0))


@dataclass(frozen=True, slots=True)
class Noted:
    """What the front desk wrote into the post book when a paper came in."""

    paper: Paper
    received: dt.date
    net: Decimal
    vat: Decimal


@dataclass(frozen=True, slots=True)
class Finding:
    """A paper that was planted, or that a person must be asked about, and the kind or reason."""

    paper: Paper
    code: str


@dataclass(slots=True)
class Pile:
    """Everything about one month that is dealt so far."""

    company: Company
    own_vat_number: str
    asset_limit: int
    """Pounds before VAT from which a line of equipment is an asset."""
    rates: dict[str, Decimal]
    """Units of a foreign currency for a pound."""
    price_list: dict[str, int]
    """Pounds for a unit of each product, and for a day of the company's work."""
    suppliers: tuple[Supplier, ...]
    rng: Random
    refs: References
    noise: float
    papers: list[Paper] = field(default_factory=list)
    post_book: list[Noted] = field(default_factory=list)
    planted: list[Finding] = field(default_factory=list)
    escalations: list[Finding] = field(default_factory=list)
    nets: set[Decimal] = field(default_factory=set)
    bought_from: Counter[str] = field(default_factory=Counter)
    wares_bought: Counter[str] = field(default_factory=Counter)

    def choose_supplier(self, *trades: str) -> Supplier:
        """Choose among the suppliers of these trades, those with the fewest papers first."""
        offered = [supplier for supplier in self.suppliers if supplier.trade.key in trades]
        return choose_least_used(self.rng, offered, self.bought_from)

    def choose_ware(self, wares: tuple[Ware, ...]) -> Ware:
        """Choose what to buy, first what was bought least: no two quarters of insurance."""
        fewest = min(self.wares_bought[ware.name] for ware in wares)
        ware = self.rng.choice([ware for ware in wares if self.wares_bought[ware.name] == fewest])
        self.wares_bought[ware.name] += 1
        return ware

    def fresh(self, draw: Callable[[], Decimal]) -> Decimal:
        """Draw a net amount until one comes that no other line has."""
        while (amount := draw()) in self.nets:
            pass
        self.nets.add(amount)
        return amount

    def some_day(self) -> dt.date:
        """Draw a working day of the month."""
        return self.rng.choice(self.company.month.working_days)

    def in_pounds(self, amount: Decimal, currency: str) -> Decimal:
        """Turn an amount into pounds at the month's rate, unrounded."""
        return amount if currency == "GBP" else amount / self.rates[currency]
