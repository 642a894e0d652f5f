"""Ordinary papers: suppliers' invoices, till receipts and credit notes, and the company's own sales invoices."""

import datetime as dt
from decimal import Decimal

from tasks_bank.tasks.bookkeeping.pile import Line, Paper, PaperKind, Pile
from tasks_bank.tasks.bookkeeping.wares import ACCOUNT, VAT_CODE
from tasks_bank.world.money import NO_VAT, STANDARD_VAT, to_pence, vat_on, vat_within
from tasks_bank.world.suppliers import HOME, PaperStyle, Supplier
from tasks_bank.world.trades import Trade, Ware

ON_INVOICE = (
    *("licences", "stationery", "computers", "furniture", "cleaning", "solicitors", "training", "telephone"),
    *("electricity", "accountants", "adverts", "couriers", "packaging", "repairs", "press"),
)
ON_RECEIPT = ("rail", "cabs", "hotel", "restaurant", "store", "subscription")
_PENCE = (0, 0, 50, 25, 75, 95, 99)
_UNITS = {"night": "night", "head": "guest"}
_CREDITED = 0.12
_MOST_ON_A_RECEIPT = 240
"""Pounds with VAT; a paper without the VAT amount is allowed up to 250."""


def price(pile: Pile, ware: Ware, low: int = 0, high: int = 10**6) -> Decimal:
    """Draw a fresh net amount from a ware's range, kept within further limits."""
    bottom, top = max(ware.low, low), min(ware.high, high)
    return pile.fresh(lambda: pile.rng.randint(bottom, max(bottom, top)) + Decimal(pile.rng.choice(_PENCE)) / 100)


def line(pile: Pile, ware: Ware, net: Decimal, account: str, code: str = "S20") -> Line:
    """Write a line that is booked as it seems; VAT is charged where the code has any."""
    vat = vat_on(net, STANDARD_VAT) if code in {"S20", "NR"} else to_pence(NO_VAT)
    about = ware.name.replace("{month}", pile.company.month.name)
    return Line(about, to_pence(net), vat, account, code, (account, code))


def invoice(pile: Pile, supplier: Supplier, lines: list[Line], kind: PaperKind = "invoice", note: str = "") -> Paper:
    """Receive a paper of a supplier this month."""
    prefix = {"invoice": "INV-", "receipt": "REC-", "credit_note": "CRN-", "pro_forma": "PRO-"}[kind]
    paper = Paper(
        ref=pile.refs.any(prefix),
        kind=kind,
        side="purchase",
        party=supplier.name,
        dated=_day_of(pile, supplier, lines),
        lines=lines,
        supplier=supplier,
        to=pile.company.name,
        note=note,
        is_curt=pile.rng.random() < pile.noise,
    )
    pile.papers.append(paper)
    return paper


def _day_of(pile: Pile, supplier: Supplier, lines: list[Line]) -> dt.date:
    """Draw the day of a paper; what is billed by the month, and not in advance, comes in its last days."""
    month = pile.company.month
    if supplier.trade.key not in {"landlord", "council"} and any(month.name in line.about for line in lines):
        return pile.rng.choice(month.working_days[-4:])
    return pile.some_day()


def ordinary_line(pile: Pile, supplier: Supplier) -> Line:
    """Buy one of a supplier's wares; equipment stays below the limit for assets."""
    trade = supplier.trade
    cap = pile.asset_limit - 1 if trade.key in {"computers", "furniture"} else 10**6
    ware = pile.choose_ware(tuple(ware for ware in trade.wares if ware.low <= cap))
    return line(pile, ware, price(pile, ware, high=cap), ACCOUNT[trade.key], VAT_CODE.get(trade.key, "S20"))


def buy_on_invoice(pile: Pile, *trades: str) -> Paper:
    """Receive an invoice for one thing, now and then a credit note instead."""
    supplier = pile.choose_supplier(*(trades or ON_INVOICE))
    bought = ordinary_line(pile, supplier)
    if not trades and pile.rng.random() < _CREDITED and supplier.trade.key in {"stationery", "packaging"}:
        bought.about = f"Returned: {bought.about}"
        return invoice(pile, supplier, [bought], "credit_note")
    return invoice(pile, supplier, [bought])


def buy_over_the_counter(pile: Pile) -> Paper:
    """Get a receipt; its prices are with VAT, and the noisier, the more often it does not show the VAT."""
    supplier = pile.choose_supplier(*ON_RECEIPT)
    ware = pile.choose_ware(supplier.trade.wares)
    return receipt(pile, supplier, ware, _remark(pile, supplier))


def receipt(pile: Pile, supplier: Supplier, ware: Ware, note: str = "", code: str = "") -> Paper:
    """Get a receipt for a ware, for several nights or heads where its price is by them."""
    key, per = supplier.trade.key, supplier.trade.per
    code = code or VAT_CODE.get(key, "S20")
    rate = STANDARD_VAT if code in {"S20", "NR"} else NO_VAT
    units = pile.rng.randint(1, 3) if per else 1
    if code == "NR":
        units = 2
    most = min(ware.high, _MOST_ON_A_RECEIPT // units)

    def draw() -> Decimal:
        pence = pile.rng.choice(_PENCE) if units == 1 else 0
        return to_pence(Decimal(pile.rng.randint(ware.low, max(ware.low, most)) * 100 + pence) / 100) * units

    gross = pile.fresh(draw)
    vat = vat_within(gross, rate)
    account = "7403" if code == "NR" else ACCOUNT[key]
    bought = Line(ware.name, gross - vat, vat, account, code, (ACCOUNT[key], "S20" if code == "NR" else code))
    if per:
        bought.about += f", {units} {_UNITS[per]}{'' if units == 1 else 's'}"
    paper = invoice(pile, supplier, [bought], "receipt", note)
    paper.is_gross_only = bool(rate) and paper.is_curt
    return paper


def _remark(pile: Pile, supplier: Supplier) -> str:
    """Say who was at the table, where it matters."""
    if supplier.trade.key != "restaurant":
        return ""
    person = pile.rng.choice([each for each in pile.company.people if each.team in {"Sales", "Operations", "IT"}])
    return f"On the back: {person.name}, staff only, on the way to {pile.rng.choice(('York', 'Hull', 'Bradford'))}"


def sell(pile: Pile) -> Paper:
    """Invoice a customer for a product, at times with a day of work beside it."""
    fewest = min(pile.bought_from[each.name] for each in pile.company.customers)
    customer = pile.rng.choice([each for each in pile.company.customers if pile.bought_from[each.name] == fewest])
    pile.bought_from[customer.name] += 1
    sold = [_sold(pile, customer.product, "unit", pile.rng.randint(2, 9), "4000")]
    if pile.rng.random() < 0.3:  # noqa: PLR2004 - three in ten have work beside the goods
        sold.append(_sold(pile, "Setting up at your site", "day", pile.rng.randint(1, 3), "4001"))
    return sales_invoice(pile, customer.name, sold)


def _sold(pile: Pile, what: str, unit: str, units: int, account: str) -> Line:
    """Write a line of the company's own, at the price of its list."""
    each = pile.price_list[what]
    ware = Ware(f"{what}, {units} {unit if units == 1 else f'{unit}s'} at £{each}", 0, 0)
    return line(pile, ware, Decimal(each * units), account)


def sales_invoice(pile: Pile, customer: str, lines: list[Line]) -> Paper:
    """Write an invoice of the company's own; its number is dealt when all are known, in the order of the dates."""
    own = Trade("own", "services", "bank", ("",), ())
    company = pile.company
    look = PaperStyle("Total due", "words")
    seller = Supplier(company.name, own, "1 Wharf Court, Leeds LS1 2AB", pile.own_vat_number, "GBP", HOME, look)
    paper = Paper("", "invoice", "sale", customer, pile.some_day(), lines, seller, customer)
    pile.papers.append(paper)
    return paper
