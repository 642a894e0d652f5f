"""The kinds of trouble, and of harmless oddity, that a month may hold. Each function plants one and notes the truth."""

from collections.abc import Callable
from decimal import Decimal

from tasks_bank.tasks.expense_reconciliation.books import Books, Document, Finding, Line
from tasks_bank.tasks.expense_reconciliation.purchases import (
    PAY_FROM,
    buy_by_card,
    charge,
    invoice,
    invoice_of_this_month,
    pay,
    receipt,
)
from tasks_bank.world.money import NO_VAT, swap_digits, to_pence
from tasks_bank.world.month import next_working_day
from tasks_bank.world.suppliers import some_supplier_abroad
from tasks_bank.world.trades import PERSONAL_WARES

_WITH_VAT = ("licences", "stationery", "computers", "furniture", "cleaning", "solicitors", "training")
_TELLING = ("rail", "cabs", "cafe", "restaurant")
"""Trades whose statement line alone tells the category."""
_RATES = {"EUR": (11_300, 11_900), "USD": (12_400, 13_500)}
"""Ten-thousandths of the foreign unit for a pound."""


def duplicate(books: Books) -> Line:
    """Pay an invoice twice from the bank, or have a card charged twice for one receipt."""
    if books.rng.random() < 0.5:  # noqa: PLR2004 - either is as likely
        document = invoice_of_this_month(books)
        first = pay(books, document.supplier, document.gross, (document.ref,), books.some_day(PAY_FROM, -4))
        again = pay(books, document.supplier, document.gross, (document.ref,), books.some_day(-3))
    else:
        supplier = books.choose_supplier("restaurant", "cabs", "subscription", "rail")
        document = receipt(books, supplier, books.some_day(0, -3), books.choose_ware(supplier))
        first = charge(books, document, document.dated)
        again = charge(books, document, next_working_day(document.dated), first.cardholder)
    books.exceptions.append(Finding(again, "duplicate"))
    books.escalations.append(Finding(again, "duplicate"))
    return again


def missing_receipt(books: Books) -> Line:
    """Buy by card and lose the receipt."""
    document, line = buy_by_card(books, *_TELLING)
    books.documents.remove(document)
    line.documents = ()
    books.exceptions.append(Finding(line, "missing_receipt"))
    if line.amount > books.policy.receipt_limit:
        books.escalations.append(Finding(line, "missing_receipt"))
    return line


def transposed_digits(books: Books) -> Document:
    """Swap two digits of an invoice's total, when it is booked or when it is paid."""
    document = invoice_of_this_month(books)
    swapped = [swap_digits(document.gross, at) for at in range(len(str(document.gross)))]
    usable = [amount for amount in swapped if amount is not None and books.claim(amount)]
    if not usable:  # an amount such as 222.22: it stays an ordinary purchase, and another one is planted
        pay(books, document.supplier, document.gross, (document.ref,))
        return transposed_digits(books)
    wrong = books.rng.choice(usable)
    if books.rng.random() < 0.5:  # noqa: PLR2004 - either is as likely
        books.ledger[-1].gross = wrong
        pay(books, document.supplier, document.gross, (document.ref,))
    else:
        pay(books, document.supplier, wrong, (document.ref,))
    books.exceptions.append(Finding(document, "transposed_digits"))
    return document


def foreign_currency(books: Books) -> Line:
    """Buy abroad: the receipt is in euros or dollars, the line in pounds at a stated rate, within the tolerance."""
    supplier = some_supplier_abroad(books.rng, books.noise, tuple(books.bought_from))
    books.bought_from[supplier.name] += 1
    document = receipt(books, supplier, books.some_day(), books.choose_ware(supplier))
    line = charge(books, document)
    low, high = _RATES[supplier.currency]
    rate = Decimal(books.rng.randint(low, high)) / 10_000

    def converted() -> Decimal:
        fee = Decimal(books.rng.randint(0, 8)) / 1000
        return to_pence(document.gross / rate * (1 + fee))

    line.amount = books.fresh(converted)
    line.description = f"{books.spell(supplier)} {supplier.currency} {document.gross} @ {rate}"
    return line


def split_payment(books: Books) -> Document:
    """Pay an invoice in full by two payments."""
    document = invoice_of_this_month(books)
    first = _part(books, document, 30, 70)
    for amount, (earliest, latest) in ((first, (PAY_FROM, -4)), (document.gross - first, (-3, -1))):
        pay(books, document.supplier, amount, (document.ref,), books.some_day(earliest, latest))
    return document


def partial_payment(books: Books) -> Line:
    """Pay a part of an invoice and leave the rest open."""
    document = invoice_of_this_month(books)
    day = books.some_day(PAY_FROM, -8)  # before any unpaid invoice is dated, so that it can only be a part of this one
    line = pay(books, document.supplier, _part(books, document, 40, 80), (document.ref,), day)
    books.exceptions.append(Finding(line, "partial_payment"))
    return line


def refund(books: Books) -> Line:
    """Get money back on the card for a whole purchase of the same month, with a credit note."""
    supplier = books.choose_supplier("rail", "subscription", "store")
    bought = receipt(books, supplier, books.some_day(0, -8), books.choose_ware(supplier))
    first = charge(books, bought, bought.dated)
    note = Document(
        ref=books.refs.any("CRN-"),
        kind="credit_note",
        supplier=supplier,
        dated=books.some_day(-6, -3),
        ware=bought.ware,
        gross=bought.gross,
        vat=bought.vat,
        category=bought.category,
        credits=bought.ref,
    )
    books.documents.append(note)
    line = charge(books, note, note.dated, first.cardholder)
    line.amount = -note.gross
    line.description = f"{line.description} REFUND"
    return line


def personal_spend(books: Books) -> Line:
    """Buy something for oneself with the company card: in a shop for it, or in a general store."""
    supplier = books.choose_supplier("toys", "cinema", "store")
    personal = supplier.trade.category == "personal"
    ware = books.choose_ware(supplier) if personal else books.rng.choice(PERSONAL_WARES)
    line = charge(books, receipt(books, supplier, books.some_day(), ware))
    line.category = "personal"
    books.breaches.append(Finding(line, "2.3"))
    books.escalations.append(Finding(line, "personal_spend"))
    return line


def over_limit(books: Books) -> Line:
    """Spend more on a hotel night or on a meal than the policy allows."""
    hotel = books.rng.random() < 0.5  # noqa: PLR2004 - either is as likely
    supplier = books.choose_supplier("hotel" if hotel else "restaurant")
    limit = books.policy.hotel_limit if hotel else books.policy.meal_limit
    unit = to_pence(Decimal(limit) * books.rng.randint(108, 145) / 100)
    units = books.rng.randint(1, 2) if hotel else books.rng.randint(2, 4)
    ware = books.choose_ware(supplier)
    line = charge(books, receipt(books, supplier, books.some_day(), ware, unit=unit, units=units))
    books.breaches.append(Finding(line, "2.1" if hotel else "2.2"))
    books.escalations.append(Finding(line, "over_limit"))
    return line


def wrong_vat(books: Books) -> Document:
    """Book the wrong VAT: none, or a fifth of what already includes it."""
    document = invoice_of_this_month(books, *_WITH_VAT)
    pay(books, document.supplier, document.gross, (document.ref,))
    books.ledger[-1].vat = books.rng.choice((to_pence(NO_VAT), to_pence(document.gross / 5)))
    books.exceptions.append(Finding(document, "wrong_vat"))
    return document


def out_of_period(books: Books) -> Document:
    """Put an earlier month's paper into this one: an invoice that was never carried over, or an old receipt."""
    month = books.company.month
    if books.rng.random() < 0.5:  # noqa: PLR2004 - either is as likely
        supplier = books.choose_supplier(*_WITH_VAT)
        document = invoice(books, supplier, books.rng.choice(month.after(-2).working_days))
        pay(books, supplier, document.gross, (document.ref,))
    else:
        supplier = books.choose_supplier("rail", "cabs", "cafe")
        ware = books.choose_ware(supplier)
        document = receipt(books, supplier, books.rng.choice(month.after(-1).working_days[-3:]), ware)
        charge(books, document, month.working_days[0])
    books.exceptions.append(Finding(document, "out_of_period"))
    return document


def _part(books: Books, document: Document, low: int, high: int) -> Decimal:
    """Draw a part of an invoice, in whole tens of pounds, such that neither it nor the rest is in use."""
    while True:
        part = to_pence(Decimal(10 * max(1, int(document.gross * books.rng.randint(low, high) / 1000))))
        if books.claim(part, document.gross - part):
            return part
        low, high = max(low - 1, 5), min(high + 1, 95)


KINDS: dict[str, Callable[[Books], Line | Document]] = {
    plant.__name__: plant
    for plant in (
        duplicate,
        missing_receipt,
        transposed_digits,
        foreign_currency,
        split_payment,
        partial_payment,
        refund,
        personal_spend,
        over_limit,
        wrong_vat,
        out_of_period,
    )
}
"""The kinds by name, in the order of the policy's telling."""
