"""Ordinary purchases: an invoice that is booked and paid from the bank, and a receipt for a company card."""

import datetime as dt
from decimal import Decimal

from tasks_bank.tasks.expense_reconciliation.books import Books, Document, Entry, Line
from tasks_bank.world.money import to_pence, vat_on, vat_within
from tasks_bank.world.month import next_working_day
from tasks_bank.world.suppliers import Supplier
from tasks_bank.world.trades import TRADES, Ware

TERMS = dt.timedelta(days=30)
PAY_FROM = 8
"""Bank payments go out from the ninth working day on; invoices that are paid this month are dated before it."""
ON_BANK = tuple(trade.key for trade in TRADES if trade.paid == "bank")
ON_CARD = tuple(trade.key for trade in TRADES if trade.paid == "card" and trade.category != "personal")
_PENCE_IN_SHOPS = (0, 0, 50, 95, 20, 40, 80)
_PENCE_BEFORE_VAT = (0, 0, 50, 25, 75, 95, 99)


def invoice(books: Books, supplier: Supplier, dated: dt.date) -> Document:
    """Receive an invoice and book it in the purchase ledger as it stands."""
    ware = books.choose_ware(supplier)
    gross = fresh_invoice_total(books, supplier, ware)
    document = Document(
        ref=books.refs.any("INV-"),
        kind="invoice",
        supplier=supplier,
        dated=dated,
        ware=ware.name,
        gross=gross,
        vat=vat_within(gross, supplier.trade.vat),
        category=supplier.trade.category,
        due=dated + TERMS,
    )
    books.documents.append(document)
    books.ledger.append(Entry(document, document.gross, document.vat, document.dated))
    return document


def fresh_invoice_total(books: Books, supplier: Supplier, ware: Ware) -> Decimal:
    """Draw what an invoice for a ware comes to with VAT."""

    def draw() -> Decimal:
        net = books.rng.randint(ware.low, ware.high) + Decimal(books.rng.choice(_PENCE_BEFORE_VAT)) / 100
        return to_pence(net + vat_on(net, supplier.trade.vat))

    return books.fresh(draw)


def pay(
    books: Books, supplier: Supplier, amount: Decimal, documents: tuple[str, ...], day: dt.date | None = None
) -> Line:
    """Pay from the bank account, on a day of the second half of the month unless one is given."""
    day = day or books.some_day(PAY_FROM)
    line = Line("bank", day, books.spell(supplier), amount, documents, supplier.trade.category)
    books.lines.append(line)
    return line


def invoice_of_this_month(books: Books, *trades: str) -> Document:
    """Receive and book an invoice that is to be paid this month."""
    return invoice(books, books.choose_supplier(*(trades or ON_BANK)), books.some_day(0, PAY_FROM - 2))


def buy_on_invoice(books: Books, *trades: str) -> tuple[Document, Line]:
    """Receive, book and pay an invoice."""
    document = invoice_of_this_month(books, *trades)
    return document, pay(books, document.supplier, document.gross, (document.ref,))


def receipt(
    books: Books,
    supplier: Supplier,
    dated: dt.date,
    ware: Ware,
    *,
    unit: Decimal | None = None,
    units: int = 1,
    shared: bool = False,
) -> Document:
    """Get a receipt, at the given price for a night or a head or at a price of the ware's range.

    `shared` allows an amount that is in use already.
    """
    gross = unit * units if unit is not None else books.fresh(lambda: _price(books, supplier, ware) * units)
    if unit is not None and not books.claim(gross) and not shared:
        return receipt(books, supplier, dated, ware, unit=unit, units=units + 1)
    document = Document(
        ref=books.refs.any("REC-"),
        kind="receipt",
        supplier=supplier,
        dated=dated,
        ware=ware.name,
        gross=gross,
        vat=vat_within(gross, supplier.trade.vat),
        category=supplier.trade.category,
        units=units,
    )
    books.documents.append(document)
    return document


def charge(books: Books, document: Document, day: dt.date | None = None, cardholder: str = "") -> Line:
    """Charge a receipt to a company card, on its day; a noisy bank posts some charges a working day later."""
    if day is None:
        day = document.dated
        late = next_working_day(day)
        if books.rng.random() < books.noise / 2 and late in books.company.month:
            day = late
    line = Line(
        "card",
        day,
        books.spell(document.supplier),
        document.gross,
        (document.ref,),
        document.category,
        cardholder or books.someone(),
    )
    books.lines.append(line)
    return line


def buy_by_card(books: Books, *trades: str) -> tuple[Document, Line]:
    """Buy something within the policy's limits with a company card."""
    supplier = books.choose_supplier(*(trades or ON_CARD))
    ware = books.choose_ware(supplier)
    units = books.rng.choice((1, 1, 2, 3)) if supplier.trade.per and supplier.trade.key != "cafe" else 1
    document = receipt(books, supplier, books.some_day(), ware, units=units)
    return document, charge(books, document)


def _price(books: Books, supplier: Supplier, ware: Ware) -> Decimal:
    """Draw a price that shops ask; well below the policy's limit where there is one."""
    high = Decimal(ware.high)
    if limit := {"night": books.policy.hotel_limit, "head": books.policy.meal_limit}.get(supplier.trade.per):
        high = min(high, Decimal(limit) * Decimal("0.95"))
    pounds = books.rng.randint(ware.low, max(ware.low, int(high) - 1))
    return to_pence(Decimal(pounds) + Decimal(books.rng.choice(_PENCE_IN_SHOPS)) / 100)
