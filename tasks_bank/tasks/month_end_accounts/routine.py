"""A month's ordinary business in the books: sales, purchases, receipts, payments, wages."""

import datetime as dt
from decimal import Decimal

from tasks_bank.tasks.month_end_accounts.books import (
    BANK,
    CREDITORS,
    DEBTORS,
    SALES,
    VAT_IN,
    VAT_OUT,
    BankLine,
    Books,
    LateInvoice,
    OpenItem,
    Posting,
)
from tasks_bank.world.accounts import ACCOUNT_OF_TRADE
from tasks_bank.world.money import STANDARD_VAT, vat_on
from tasks_bank.world.month import next_working_day
from tasks_bank.world.suppliers import Supplier

_TRADES = ("licences", "stationery", "cleaning", "solicitors", "training")


def sell(books: Books) -> OpenItem:
    """Invoice a customer, and deliver a day or so before."""
    customer = books.next_of(books.company.customers)
    net = books.fresh(customer.monthly_pounds, customer.monthly_pounds * 2)
    vat = vat_on(net, STANDARD_VAT)
    dated = books.some_day(2)
    ref = books.refs.any("SI-")
    lines = ((DEBTORS, net + vat), (SALES, -net), (VAT_OUT, -vat))
    books.post(Posting(dated, customer.name, lines, ref))
    books.delivered[ref] = _shortly_before(books, dated)
    item = OpenItem(ref, dated, customer.name, net + vat)
    books.debtors.append(item)
    return item


def buy(books: Books, seller: str, account: str, net: Decimal, days: tuple[int, int] = (2, -1)) -> OpenItem:
    """Book a supplier's invoice of this month, of a working day between two places in their list."""
    vat = vat_on(net, STANDARD_VAT)
    dated = books.some_day(*days)
    ref = books.refs.any("PI-")
    books.post(Posting(dated, seller, ((account, net), (VAT_IN, vat), (CREDITORS, -net - vat)), ref))
    books.delivered[ref] = _shortly_before(books, dated)
    item = OpenItem(ref, dated, seller, net + vat)
    books.creditors.append(item)
    return item


def buy_something(books: Books) -> OpenItem:
    """Book an invoice of one of the world's suppliers."""
    supplier, low, high = some_supplier(books)
    return buy(books, supplier.name, ACCOUNT_OF_TRADE[supplier.trade.key], books.fresh(low, high))


def some_supplier(books: Books) -> tuple[Supplier, int, int]:
    """Choose a supplier on invoice, and the range of its prices."""
    supplier = books.next_of(books.company.suppliers_of(*_TRADES))
    ware = books.rng.choice(supplier.trade.wares)
    return supplier, ware.low, ware.high


def be_paid(books: Books) -> None:
    """Receive what a customer owed at the beginning of the month."""
    item = owed_before(books)
    books.debtors.remove(item)
    dated = books.some_day(0, -4)
    lines = ((BANK, item.gross), (DEBTORS, -item.gross))
    books.post(Posting(dated, f"{item.party}, {item.ref}", lines, prefix="RCT-"))
    books.bank.append(BankLine(_shortly_after(books, dated), books.spell(item.party), item.gross))


def owed_before(books: Books) -> OpenItem:
    """Bring forward a customer's invoice of last month that is not paid."""
    customer = books.next_of(books.company.customers)
    gross = books.fresh(customer.monthly_pounds, customer.monthly_pounds * 2) * Decimal("1.2")
    dated = books.rng.choice(books.month.after(-1).working_days)
    item = OpenItem(books.refs.any("SI-"), dated, customer.name, gross.quantize(Decimal("0.01")))
    books.debtors.append(item)
    books.opening[DEBTORS] += item.gross
    return item


def pay(books: Books, *, in_transit: bool = False) -> None:
    """Pay an invoice of last month; in transit, on the last working day, so that the bank shows it next month."""
    supplier, low, high = some_supplier(books)
    gross = (books.fresh(low, high) * Decimal("1.2")).quantize(Decimal("0.01"))
    books.opening[CREDITORS] -= gross
    ref = books.refs.any("PI-")
    dated = books.month.working_days[-1] if in_transit else books.some_day(4, -4)
    lines = ((CREDITORS, gross), (BANK, -gross))
    books.post(Posting(dated, f"{supplier.name}, {ref}", lines, prefix="PAY-"))
    if not in_transit:
        books.bank.append(BankLine(_shortly_after(books, dated), books.spell(supplier.name), -gross))


def collect(books: Books) -> None:
    """Collect the month's fees of contract customers by direct debit: most of what the company lives on."""
    net = Decimal(books.rng.randint(105_000, 140_000))
    vat = vat_on(net, STANDARD_VAT)
    dated = books.some_day(6, 9)
    books.post(Posting(dated, "Contract fees by direct debit", ((BANK, net + vat), (SALES, -net), (VAT_OUT, -vat))))
    books.bank.append(BankLine(dated, "DIRECT DEBIT COLLECTION", net + vat))


def pay_wages(books: Books) -> None:
    """Pay the month's wages, and the tax of last month's: net pay from the bank, tax and pension owed."""
    gross = Decimal(books.rng.randint(420, 760)) * 100
    tax, pension, insurance = gross / 5, gross / 20, gross / 10
    net = gross - tax - pension
    dated = books.some_day(-5, -3)
    lines = (("7000", gross), ("7006", insurance), ("2210", -tax - insurance), ("2230", -pension), (BANK, -net))
    pence = tuple((account, amount.quantize(Decimal("0.01"))) for account, amount in lines)
    books.post(Posting(dated, f"Wages of {books.month.name}", pence))
    books.bank.append(BankLine(dated, "WAGES AND SALARIES", -net.quantize(Decimal("0.01"))))
    owed = ((tax + insurance) * books.rng.randint(96, 103) / 100).quantize(Decimal("0.01"))
    day = books.some_day(11, 13)
    books.opening["2210"] -= owed
    books.post(Posting(day, "PAYE and National Insurance of last month", (("2210", owed), (BANK, -owed))))
    books.bank.append(BankLine(day, "HMRC PAYE", -owed))


def invoice_later(books: Books, *, delivered_in_month: bool) -> LateInvoice:
    """Let a supplier's invoice come in the first days of next month, for this month or for next."""
    supplier, low, high = some_supplier(books)
    following = books.month.after(1).working_days
    late = LateInvoice(
        books.refs.any("PI-"),
        books.rng.choice(following[1:4]),
        supplier.name,
        ACCOUNT_OF_TRADE[supplier.trade.key],
        books.fresh(low, high),
        books.some_day(-8) if delivered_in_month else following[0],
    )
    books.late.append(late)
    return late


def _shortly_before(books: Books, day: dt.date) -> dt.date:
    earlier = [each for each in books.month.working_days if each <= day]
    return books.rng.choice(earlier[-3:])


def _shortly_after(books: Books, day: dt.date) -> dt.date:
    """Return the day, or where the bank is noisy now and then the next working day of the month."""
    late = next_working_day(day)
    return late if books.rng.random() < books.noise / 2 and late in books.month else day
