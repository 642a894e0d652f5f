"""The month's books as real files (XLSX, CSV, OFX, EML) and as systems. Both come from the same rows."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from tasks_bank.case import System
from tasks_bank.deliverable import Column, Row
from tasks_bank.file import File
from tasks_bank.tasks.month_end_accounts.books import BANK, Books, OpenItem, ScheduleItem
from tasks_bank.world.accounts import CHART
from tasks_bank.writing.csv_file import csv_file
from tasks_bank.writing.diary import OFFICE
from tasks_bank.writing.mail import Mail, eml_file
from tasks_bank.writing.ofx_file import Transaction, ofx_file
from tasks_bank.writing.workbook import Sheet, workbook

_NAMES = {account.code: account.name for account in CHART}
_BALANCE = (Column("account"), Column("name"), Column("debit", "amount"), Column("credit", "amount"))
_NOMINAL = (Column("posting"), Column("date", "date"), Column("text"), Column("account"), *_BALANCE[2:])
_OPEN = (Column("document"), Column("date", "date"), Column("name"), Column("open", "amount"))
_FEED = (
    *(Column("line"), Column("date", "date"), Column("description")),
    Column("amount", "amount", about="money in positive"),
)
_SCHEDULES: Mapping[str, Sequence[Column]] = {
    "accruals": (
        *(Column("item"), Column("what"), Column("account"), Column("a_month", "amount")),
        *(Column("from_month"), Column("to_month"), Column("invoice_in_books")),
    ),
    "last_month_accruals": (Column("item"), Column("what"), Column("account"), Column("accrued", "amount")),
    "prepayments": (
        *(Column("item"), Column("what"), Column("account"), Column("paid", "amount")),
        *(Column("from_month"), Column("to_month"), Column("months", "integer")),
    ),
    "assets": (
        *(Column("item"), Column("what"), Column("class"), Column("cost", "amount")),
        *(Column("first_month"), Column("life_months", "integer")),
    ),
}
_DELIVERED = (Column("document"), Column("delivered", "date"))
_LATE = (
    *(Column("document"), Column("date", "date"), Column("supplier"), Column("account")),
    *(Column("net", "amount"), Column("delivered", "date")),
)


def systems_of(books: Books) -> dict[str, System]:
    """Return the company's systems as they stand; none takes writes."""
    closing = dict(books.opening)
    closing["3200"] -= sum(books.last_month.values(), Decimal(0))  # its profit was moved there when the month began
    tables: tuple[tuple[str, Sequence[Column], Iterable[Row], str], ...] = (
        ("trial_balance", _BALANCE, _balances(books.balances()), "the month's, before any journal of yours"),
        ("trial_balance_last_month", _BALANCE, _balances({**closing, **books.last_month}), "last month's, final"),
        ("nominal", _NOMINAL, _nominal(books), "every posting of the month"),
        ("sales_ledger", _OPEN, _open(books.debtors), "what customers owe at month end"),
        ("purchase_ledger", _OPEN, _open(books.creditors), "what we owe suppliers at month end"),
        ("bank_feed", _FEED, _feed(books), "the bank statement"),
        ("accruals", _SCHEDULES["accruals"], _accruals(books), "monthly costs that are accrued"),
        (
            "last_month_accruals",
            _SCHEDULES["last_month_accruals"],
            ({**_item(item), "accrued": str(item.total)} for item in books.reversals),
            "accruals of last month, to be reversed",
        ),
        ("prepayments", _SCHEDULES["prepayments"], _prepayments(books), "costs paid ahead"),
        ("assets", _SCHEDULES["assets"], _assets(books), "the asset register"),
        ("deliveries", _DELIVERED, _delivered(books), "when goods and services were delivered"),
        ("late_invoices", _LATE, _late(books), "invoices of the first days of next month, not in the books"),
    )
    return {name: System(name, tuple(columns), tuple(rows), about=about) for name, columns, rows, about in tables}


def files_of(books: Books, systems: Mapping[str, System], rules: str) -> list[File]:
    """Return the files of the case, in the order in which a person would open them."""
    month = books.month
    closing = books.opening[BANK] + sum((line.amount for line in books.bank), Decimal(0))
    statement = [Transaction(line.ref, line.posted, line.amount, line.name) for line in books.bank]
    return [
        File("month-end-rules.md", rules.encode()),
        File(
            "trial-balance.xlsx",
            _book(systems, {"this month": "trial_balance", "last month": "trial_balance_last_month"}),
        ),
        File("nominal.csv", _csv(systems["nominal"])),
        File("sales-ledger.csv", _csv(systems["sales_ledger"])),
        File("purchase-ledger.csv", _csv(systems["purchase_ledger"])),
        File("bank.ofx", ofx_file("40018822", closing, statement, month.first, month.last)),
        File("schedules.xlsx", _book(systems, {name.replace("_", " "): name for name in _SCHEDULES})),
        File("deliveries.csv", _csv(systems["deliveries"])),
        File("invoices-after-month-end.csv", _csv(systems["late_invoices"])),
        File("handover.eml", eml_file(_handover(books))),
    ]


def _handover(books: Books) -> Mail:
    company = books.company
    sender, to = company.who("Accounts Assistant"), company.who("Management Accountant")
    lines = [f"- {ref}: {amount:,.2f}" for ref, amount in sorted(books.handover.items())]
    body = "\n".join(
        [
            f"Hello {to.first_name},",
            "",
            f"before I am off, here is what I had in mind for the journals by schedule for {books.month.name}:",
            *lines,
            "",
            "I did this from memory, so please look it over.",
            sender.first_name,
        ]
    )
    sent = dt.datetime.combine(books.month.working_days[-1], dt.time(16, 40), OFFICE)
    return Mail(f"{sender.name} <{sender.email}>", to.email, sent, "Handover", body, "handover")


def _balances(balances: Mapping[str, Decimal]) -> Iterator[Row]:
    for account, amount in sorted(balances.items()):
        if amount:
            yield {"account": account, "name": _NAMES[account], **_sides(amount)}


def _sides(amount: Decimal) -> Row:
    return {"debit": f"{amount:.2f}" if amount > 0 else "", "credit": f"{-amount:.2f}" if amount < 0 else ""}


def _nominal(books: Books) -> Iterator[Row]:
    for posting in books.postings:
        for account, amount in posting.lines:
            head = {"posting": posting.ref, "date": posting.dated.isoformat(), "text": posting.text}
            yield {**head, "account": account, **_sides(amount)}


def _open(items: Sequence[OpenItem]) -> Iterator[Row]:
    for item in sorted(items, key=lambda item: (item.party, item.ref)):
        head = {"document": item.ref, "date": item.dated.isoformat(), "name": item.party}
        yield {**head, "open": f"{item.gross:.2f}"}


def _feed(books: Books) -> Iterator[Row]:
    for line in books.bank:
        head = {"line": line.ref, "date": line.posted.isoformat(), "description": line.name}
        yield {**head, "amount": f"{line.amount:.2f}"}


def _item(item: ScheduleItem) -> Row:
    return {"item": item.ref, "what": item.what, "account": item.account}


def _term(item: ScheduleItem) -> Row:
    last = item.first.after(item.months - 1)
    return {"from_month": _month(item.first.first), "to_month": _month(last.first)}


def _month(first: dt.date) -> str:
    return f"{first:%Y-%m}"


def _accruals(books: Books) -> Iterator[Row]:
    for item in books.accruals:
        yield {**_item(item), "a_month": str(item.total), **_term(item), "invoice_in_books": item.invoice}


def _prepayments(books: Books) -> Iterator[Row]:
    for item in books.prepayments:
        yield {**_item(item), "paid": str(item.total), **_term(item), "months": str(item.months)}


def _assets(books: Books) -> Iterator[Row]:
    for item in books.assets:
        head = {"item": item.ref, "what": item.what, "class": item.account, "cost": str(item.total)}
        yield {**head, "first_month": _month(item.first.first), "life_months": str(item.months)}


def _delivered(books: Books) -> Iterator[Row]:
    for document, day in sorted(books.delivered.items()):
        yield {"document": document, "delivered": day.isoformat()}


def _late(books: Books) -> Iterator[Row]:
    for late in sorted(books.late, key=lambda late: late.ref):
        yield {
            "document": late.ref,
            "date": late.dated.isoformat(),
            "supplier": late.supplier,
            "account": late.account,
            "net": str(late.net),
            "delivered": late.delivered.isoformat(),
        }


def _csv(system: System) -> bytes:
    return csv_file([column.name for column in system.columns], system.rows)


def _book(systems: Mapping[str, System], sheets: Mapping[str, str]) -> bytes:
    return workbook({title: Sheet(systems[name].columns, systems[name].rows) for title, name in sheets.items()})
