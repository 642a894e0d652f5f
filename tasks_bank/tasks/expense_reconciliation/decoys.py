"""What looks wrong and is right (decoys), and what belongs to other months: unpaid invoices and carry-overs."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from tasks_bank.tasks.expense_reconciliation.books import Books, CarryOver
from tasks_bank.tasks.expense_reconciliation.purchases import (
    ON_BANK,
    PAY_FROM,
    charge,
    fresh_invoice_total,
    invoice,
    pay,
    receipt,
)
from tasks_bank.world.money import to_pence


def two_coffees(books: Books) -> None:
    """Buy the same coffee twice, on two days, with two receipts: not a duplicate."""
    supplier = books.choose_supplier("cafe")
    ware = books.choose_ware(supplier)
    days = books.company.month.working_days
    first, second = sorted(books.rng.sample(range(1, len(days) - 1), 2))
    bought = receipt(books, supplier, days[first], ware)
    holder = charge(books, bought, bought.dated).cardholder
    again = receipt(books, supplier, days[second], ware, unit=bought.gross, shared=True)
    charge(books, again, again.dated, holder)


def hotel_at_the_limit(books: Books) -> None:
    """Stay at exactly the limit a night: allowed."""
    supplier = books.choose_supplier("hotel")
    unit = to_pence(Decimal(books.policy.hotel_limit))
    bought = receipt(
        books, supplier, books.some_day(), supplier.trade.wares[0], unit=unit, units=books.rng.randint(1, 3)
    )
    charge(books, bought)


def large_table(books: Books) -> None:
    """Have a large bill for many heads, each within the limit: allowed."""
    supplier = books.choose_supplier("restaurant")
    unit = to_pence(Decimal(books.policy.meal_limit) * books.rng.randint(80, 97) / 100)
    ware = supplier.trade.wares[1]
    charge(books, receipt(books, supplier, books.some_day(), ware, unit=unit, units=books.rng.randint(6, 9)))


def one_payment_for_two(books: Books) -> None:
    """Pay two invoices of one supplier by one payment."""
    supplier = books.choose_supplier(*ON_BANK)
    both = [invoice(books, supplier, books.some_day(0, PAY_FROM - 2)) for _ in range(2)]
    amount = sum((document.gross for document in both), Decimal(0))
    books.claim(amount)
    pay(books, supplier, amount, tuple(document.ref for document in both))


def general_store(books: Books) -> None:
    """Buy office things where private things are sold too: not personal."""
    supplier = books.choose_supplier("store")
    charge(books, receipt(books, supplier, books.some_day(), books.choose_ware(supplier)))


DECOYS: tuple[Callable[[Books], None], ...] = (
    two_coffees,
    hotel_at_the_limit,
    large_table,
    one_payment_for_two,
    general_store,
)


def unpaid_invoice(books: Books) -> None:
    """Receive and book an invoice that is due next month and not paid yet."""
    invoice(books, books.choose_supplier(*ON_BANK), books.some_day(-7))


def carry_over(books: Books, *, settled: bool) -> None:
    """Bring an invoice over from last month; settled means that it is paid this month."""
    supplier = books.choose_supplier(*ON_BANK)
    dated: dt.date = books.rng.choice(books.company.month.after(-1).working_days[8:])
    ware = books.choose_ware(supplier)
    gross = fresh_invoice_total(books, supplier, ware)
    item = CarryOver(books.refs.any("INV-"), dated, supplier, ware.name, gross)
    books.carry_overs.append(item)
    if settled:
        pay(books, supplier, item.gross, (item.ref,), books.some_day(2, PAY_FROM))
