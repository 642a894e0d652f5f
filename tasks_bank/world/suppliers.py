"""Who the company buys from: names, places, currency, and how their papers and statement lines look."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from tasks_bank.world.money import NO_VAT
from tasks_bank.world.trades import TRADES, Trade, trade

FIRST_WORDS = (
    *("Alderbrook", "Ashdown", "Birchwood", "Calderside", "Copperfield", "Dovecote", "Eastgate", "Fernhill"),
    *("Foxglove", "Greystone", "Harbour", "Hazelmere", "Ivybridge", "Juniper", "Kestrel", "Kingsmill"),
    *("Larkfield", "Lindenhall", "Marlowe", "Millstone", "Netherby", "Northgate", "Oakridge", "Orchard"),
    *("Pembroke", "Penrose", "Quayside", "Redcastle", "Rosewell", "Silverdale", "Stonebeck", "Summerfield"),
    *("Thornbury", "Tidewater", "Upland", "Valebrook", "Westbrook", "Whitmore", "Wilverley", "Yewtree"),
    *("Applegarth", "Brightwell", "Cloverley", "Dunsmore"),
)
STREETS = ("Mill Lane", "Station Road", "Canal Street", "Park Row", "Church Street", "Bridge Road", "High Street")
TOWNS = ("Leeds LS1", "York YO1", "Bristol BS1", "London EC2", "Manchester M2", "Sheffield S1")
INVOICE_LABELS = ("Total due", "Amount payable", "TOTAL inc VAT", "Invoice total", "Balance to pay")
RECEIPT_LABELS = ("Total paid", "Amount paid", "TOTAL inc VAT", "Total", "Grand total")
DATE_STYLES = ("numbers", "words", "short", "iso")
HOME = "United Kingdom"
ABROAD = (
    ("Lisbon", "Portugal", "EUR", ("Miradouro", "Alecrim", "Ribeira")),
    ("Berlin", "Germany", "EUR", ("Lindenhof", "Spreeblick", "Tannen")),
    ("Amsterdam", "Netherlands", "EUR", ("Grachten", "Tulpen", "Molen")),
    ("Chicago", "United States", "USD", ("Lakeview", "Prairie", "Riverwalk")),
    ("Boston", "United States", "USD", ("Beacon", "Harborside", "Commonwealth")),
)
ABROAD_TRADES = ("hotel", "restaurant", "cabs", "subscription")


@dataclass(frozen=True, slots=True)
class PaperStyle:
    """How a supplier's papers look."""

    total_label: str
    date_style: str = "numbers"
    """``numbers`` 12/03/2026, ``words`` 12 March 2026, ``short`` 12 Mar 26, ``iso`` 2026-03-12."""
    number_style: str = "comma"
    """``comma`` 1,234.50, ``plain`` 1234.50, ``continental`` 1.234,50."""


@dataclass(frozen=True, slots=True)
class Supplier:
    """A business that the company buys from."""

    name: str
    trade: Trade
    address: str
    vat_number: str
    """Empty for a supplier abroad."""
    currency: str
    country: str
    style: PaperStyle

    @property
    def is_abroad(self) -> bool:
        """True where no United Kingdom VAT is charged."""
        return self.country != HOME

    def on_statement(self, rng: Random, noise: float) -> str:
        """Spell the name as a bank does; the noisier, the more often cut short: ``NORTHGATE STATIO* 0922``."""
        name = self.name.upper().replace("&", "AND").removesuffix(" LTD")
        if rng.random() >= noise:
            return name
        first, _, rest = name.partition(" ")
        return f"{first} {rest[:6].strip()}* {rng.randint(100, 9999):04}"


def some_suppliers(rng: Random, noise: float) -> tuple[Supplier, ...]:
    """Draw the suppliers at home: one for each ending of each trade; the noisier, the more their papers differ."""
    words = iter(rng.sample(FIRST_WORDS, sum(len(trade.endings) for trade in TRADES)))
    looks = Random(rng.random())
    return tuple(
        Supplier(
            name=f"{next(words)} {ending}" + (" Ltd" if trade.paid == "bank" else ""),
            trade=trade,
            address=f"{rng.randint(2, 98)} {rng.choice(STREETS)}, {rng.choice(TOWNS)} {rng.randint(1, 9)}AB",
            vat_number=f"GB {rng.randint(100, 999)} {rng.randint(1000, 9999)} {rng.randint(10, 99)}",
            currency="GBP",
            country=HOME,
            style=_style(looks, noise, trade, ("comma", "plain")),
        )
        for trade in TRADES
        for ending in trade.endings
    )


def choose_least_used(rng: Random, offered: Sequence[Supplier], used: Counter[str]) -> Supplier:
    """Choose among suppliers, those with the fewest papers so far first, and count one more paper by its name."""
    fewest = min(used[supplier.name] for supplier in offered)
    chosen = rng.choice([supplier for supplier in offered if used[supplier.name] == fewest])
    used[chosen.name] += 1
    return chosen


def some_supplier_abroad(rng: Random, noise: float, taken: Sequence[str]) -> Supplier:
    """Draw a supplier that charges euros or dollars and no United Kingdom VAT; its name is none of `taken`."""
    city, country, currency, words = rng.choice(ABROAD)
    kind = trade(rng.choice(ABROAD_TRADES))
    names = [f"{word} {kind.endings[0]} {city}" for word in words]
    name = rng.choice([name for name in names if name not in taken] or names)
    styles = ("plain", "continental") if currency == "EUR" else ("comma",)
    abroad = replace(kind, vat=NO_VAT, vat_words="No UK VAT")
    return Supplier(name, abroad, f"{city}, {country}", "", currency, country, _style(rng, noise, abroad, styles))


def _style(rng: Random, noise: float, trade: Trade, numbers: Sequence[str]) -> PaperStyle:
    labels = INVOICE_LABELS if trade.paid == "bank" else RECEIPT_LABELS
    plain = PaperStyle(labels[0])
    own = PaperStyle(
        rng.choice([label for label in labels if trade.vat or "VAT" not in label]),
        rng.choice(DATE_STYLES),
        rng.choice(numbers),
    )
    return own if rng.random() < noise else plain
