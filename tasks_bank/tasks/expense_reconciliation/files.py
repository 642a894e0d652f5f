"""The month's books as real files (CSV, XLSX, PDF) and as systems. Both come from the same rows."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from tasks_bank.case import System
from tasks_bank.deliverable import Column, Row
from tasks_bank.file import File
from tasks_bank.tasks.expense_reconciliation.books import Account, Books
from tasks_bank.tasks.expense_reconciliation.wording import words_of
from tasks_bank.world.paper import print_page

_MADE_AT = dt.datetime(2025, 1, 1)  # noqa: DTZ001 - the writer of workbooks takes no zone
"""A fixed date of making: a workbook's bytes must not depend on the clock."""

_AMOUNT = Column("amount", "amount", about="pounds out, refunds negative")
_BANK = (Column("line"), Column("date", "date"), Column("description"), _AMOUNT)
_CARD = (*_BANK[:2], Column("cardholder"), *_BANK[2:])
_LEDGER = (
    Column("entry", "integer"),
    Column("date", "date", about="of the document"),
    Column("document"),
    Column("supplier"),
    Column("gross", "amount"),
    Column("vat", "amount"),
)
_CARRY_OVERS = (
    Column("document"),
    Column("date", "date", about="of the document"),
    Column("supplier"),
    Column("gross", "amount"),
)
_DOCUMENTS = (Column("document"), Column("kind", "choice", ("invoice", "receipt", "credit_note")))


def systems_of(books: Books) -> dict[str, System]:
    """Return the company's systems as they stand; none takes writes."""
    ledger = sorted(books.ledger, key=lambda entry: (entry.document.dated, entry.document.ref))
    tables: tuple[tuple[str, Sequence[Column], Iterable[Row], str], ...] = (
        ("bank_feed", _BANK, _statement(books, "bank"), "spending from the current account this month"),
        ("card_feed", _CARD, _statement(books, "card"), "spending by company card this month"),
        (
            "ledger",
            _LEDGER,
            (
                {
                    "entry": str(number),
                    "date": entry.document.dated.isoformat(),
                    "document": entry.document.ref,
                    "supplier": entry.document.supplier.name,
                    "gross": str(entry.gross),
                    "vat": str(entry.vat),
                }
                for number, entry in enumerate(ledger, start=1)
            ),
            "supplier invoices as booked",
        ),
        (
            "carry_overs",
            _CARRY_OVERS,
            (
                {
                    "document": item.ref,
                    "date": item.dated.isoformat(),
                    "supplier": item.supplier.name,
                    "gross": str(item.gross),
                }
                for item in sorted(books.carry_overs, key=lambda item: item.ref)
            ),
            "invoices of last month that were open when this month began",
        ),
        (
            "documents",
            _DOCUMENTS,
            ({"document": d.ref, "kind": d.kind} for d in sorted(books.documents, key=lambda d: d.ref)),
            "the papers on file; their content has to be read",
        ),
    )
    return {name: System(name, tuple(columns), tuple(rows), about=about) for name, columns, rows, about in tables}


def files_of(books: Books, systems: dict[str, System], policy: str) -> list[File]:
    """Return the files of the case, in the order in which a person would open them."""
    ledger = {"ledger": systems["ledger"], "carry-overs": systems["carry_overs"]}
    return [
        File("policy.md", policy.encode()),
        File("bank.csv", _csv(systems["bank_feed"])),
        File("card.csv", _csv(systems["card_feed"])),
        File("ledger.xlsx", _workbook(ledger)),
        *(
            File(
                f"{'invoices' if document.kind == 'invoice' else 'receipts'}/{document.ref}.pdf",
                print_page(document.supplier.name, words_of(document, books.company.name)),
            )
            for document in sorted(books.documents, key=lambda document: document.ref)
        ),
    ]


def _statement(books: Books, account: Account) -> Iterable[Row]:
    for line in books.lines:
        if line.account == account:
            row = {
                "line": line.ref,
                "date": line.posted.isoformat(),
                "cardholder": line.cardholder,
                "description": line.description,
                "amount": str(line.amount),
            }
            yield {column.name: row[column.name] for column in (_CARD if account == "card" else _BANK)}


def _csv(system: System) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, [column.name for column in system.columns], lineterminator="\n")
    writer.writeheader()
    writer.writerows(system.rows)
    return text.getvalue().encode()


def _workbook(sheets: dict[str, System]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE_AT})
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        money = book.add_format({"num_format": "#,##0.00"})
        for name, system in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.set_column(0, len(system.columns) - 1, 16)
            for place, column in enumerate(system.columns):
                sheet.write_string(0, place, column.name, bold)
                for number, row in enumerate(system.rows, start=1):
                    cell = row[column.name]
                    if column.type == "date":
                        sheet.write_datetime(number, place, dt.date.fromisoformat(cell), day)
                    elif column.type in {"amount", "integer"}:
                        sheet.write_number(number, place, float(cell), money if column.type == "amount" else None)
                    else:
                        sheet.write_string(number, place, cell)
    return buffer.getvalue()
