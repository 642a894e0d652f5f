"""What the company buys and from whom, with the account and the VAT code that each kind of thing belongs to."""

from collections.abc import Sequence
from random import Random

from tasks_bank.world.accounts import ACCOUNT_OF_TRADE
from tasks_bank.world.suppliers import (
    ABROAD,
    DATE_STYLES,
    HOME,
    INVOICE_LABELS,
    STREETS,
    TOWNS,
    PaperStyle,
    Supplier,
)
from tasks_bank.world.trades import Trade, Ware

ACCOUNT = {
    **ACCOUNT_OF_TRADE,
    "telephone": "7502",
    "electricity": "7200",
    "accountants": "7601",
    "adverts": "8204",
    "couriers": "5100",
    "packaging": "5003",
    "repairs": "7701",
    "landlord": "7100",
    "council": "7103",
    "press": "7506",
}
"""The account of each trade's ordinary wares."""
ASSET_ACCOUNT = {"computers": "0030", "furniture": "0040"}
VAT_CODE = {"rail": "Z", "press": "Z", "insurance": "E", "landlord": "E", "council": "OS"}
"""The VAT code of a trade's wares, where it is not S20."""
ABROAD_WORK = (
    ("Software", "Hosting of our web shop, {month}", "7504"),
    ("Research", "Market study, {month}", "7603"),
    ("Media", "Online advertisements, {month}", "8204"),
)
"""Services from abroad: what the supplier's name ends in, what it does, and the account."""

MORE_TRADES = tuple(
    Trade(key, "services", "bank", (ending,), wares)
    for key, ending, wares in (
        ("telephone", "Telecom", (Ware("Telephone and internet, {month}", 80, 210),)),
        ("electricity", "Energy", (Ware("Electricity, {month}", 240, 620),)),
        ("accountants", "Accountants", (Ware("Payroll service, {month}", 120, 260),)),
        ("adverts", "Signs & Posters", (Ware("Posters for the trade fair, 40 pieces", 180, 420),)),
        ("couriers", "Couriers", (Ware("Deliveries to customers, {month}", 90, 380),)),
        ("packaging", "Packaging", (Ware("Cartons and tape for dispatch", 110, 460),)),
        ("repairs", "Heating & Repairs", (Ware("Repair of the office boiler", 140, 520),)),
        ("landlord", "Properties", (Ware("Office rent, {month}", 1200, 2600),)),
        (
            "council",
            "Borough Council",
            (Ware("Business rates, instalment for {month}", 380, 940), Ware("Licence for a street sign", 90, 180)),
        ),
        (
            "press",
            "Press",
            (Ware("Trade newspaper, printed, 12 issues", 60, 140), Ware("Printed handbooks, 3 pieces", 70, 150)),
        ),
    )
)
"""Trades that only the books know: the world's suppliers are those that staff buy from."""

WORDS = (
    *("Ambler", "Bellwether", "Cartwheel", "Dapple", "Everell", "Fallow", "Gorse", "Hobbin", "Inkwell", "Larch"),
    *("Mallow", "Otterby", "Plover", "Tansy"),
)
"""First words of names; neither the company nor the world's suppliers and customers have them."""


def more_suppliers(rng: Random, noise: float) -> tuple[Supplier, ...]:
    """Draw a supplier for each further trade."""
    words = rng.sample(WORDS, len(MORE_TRADES))
    return tuple(
        Supplier(
            name=f"{word} {trade.endings[0]}" + ("" if trade.key == "council" else " Ltd"),
            trade=trade,
            address=f"{rng.randint(2, 98)} {rng.choice(STREETS)}, {rng.choice(TOWNS)} {rng.randint(1, 9)}AB",
            vat_number="" if trade.key in {"council", "landlord"} else a_vat_number(rng),
            currency="GBP",
            country=HOME,
            style=_style(rng, noise, ("comma", "plain")),
        )
        for word, trade in zip(words, MORE_TRADES, strict=True)
    )


def supplier_abroad(rng: Random, noise: float, taken: Sequence[str]) -> tuple[Supplier, Ware, str]:
    """Draw a supplier of services abroad that is none of `taken`, what it does, and the account."""
    city, country, currency, words = rng.choice(ABROAD)
    ending, work, account = rng.choice(ABROAD_WORK)
    names = [f"{word} {ending} {city}" for word in words]
    name = rng.choice([name for name in names if name not in taken] or names)
    ware = Ware(work, 300, 1400)
    trade = Trade("abroad", "services", "bank", (ending,), (ware,))
    style = _style(rng, noise, ("plain", "continental") if currency == "EUR" else ("comma",))
    return Supplier(name, trade, f"{city}, {country}", "", currency, country, style), ware, account


def a_vat_number(rng: Random) -> str:
    """Draw a VAT number as traders at home print it."""
    return f"GB {rng.randint(100, 999)} {rng.randint(1000, 9999)} {rng.randint(10, 99)}"


def _style(rng: Random, noise: float, numbers: Sequence[str]) -> PaperStyle:
    own = PaperStyle(rng.choice(INVOICE_LABELS[:2]), rng.choice(DATE_STYLES), rng.choice(numbers))
    return own if rng.random() < noise else PaperStyle("Total due", number_style=numbers[0])
