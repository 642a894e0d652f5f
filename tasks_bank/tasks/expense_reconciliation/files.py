"""The month's books as real files (CSV, XLSX, PDF) and as systems. Both come from the same rows."""

from collections.abc import Iterable, Sequence

from tasks_bank.case import System
from tasks_bank.deliverable import Column, Row
from tasks_bank.file import File
from tasks_bank.tasks.expense_reconciliation.books import Account, Books
from tasks_bank.tasks.expense_reconciliation.wording import words_of
from tasks_bank.writing.csv_file import csv_file
from tasks_bank.writing.pdf import print_page
from tasks_bank.writing.workbook import Sheet, workbook

_AMOUNT = Column("amount", "amount", about="pounds out, refunds negative")
_BANK = (Column("line"), Column("date", "date"), Column("description"), _AMOUNT)
_CARD = (*_BANK[:2], Column("cardholder"), *_BANK[2:])
_LEDGER = (
    Column("entry", "integer"),
    Column("date", "date", about="of the document, as it was typed in"),
    Column("document"),
    Column("supplier"),
    Column("gross", "amount"),
    Column("vat", "amount"),
)
_CARRY_OVERS = (
    Column("document"),
    Column("date", "date", about="of the document"),
    Column("supplier"),
    Column("description", about="what was bought"),
    Column("gross", "amount"),
)
_DOCUMENTS = (Column("document"), Column("kind", "choice", ("invoice", "receipt", "credit_note")))


def systems_of(books: Books) -> dict[str, System]:
    """Return the company's systems as they stand; none takes writes."""
    ledger = sorted(books.ledger, key=lambda entry: (entry.dated, entry.document.ref))
    tables: tuple[tuple[str, Sequence[Column], Iterable[Row], str], ...] = (
        ("bank_feed", _BANK, _statement(books, "bank"), "spending from the current account this month"),
        ("card_feed", _CARD, _statement(books, "card"), "spending by company card this month"),
        (
            "ledger",
            _LEDGER,
            (
                {
                    "entry": str(number),
                    "date": entry.dated.isoformat(),
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
                    "description": item.ware,
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
    sheets = {"ledger": systems["ledger"], "carry-overs": systems["carry_overs"]}
    return [
        File("policy.md", policy.encode()),
        File("bank.csv", _csv(systems["bank_feed"])),
        File("card.csv", _csv(systems["card_feed"])),
        File("ledger.xlsx", workbook({name: Sheet(each.columns, each.rows) for name, each in sheets.items()})),
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
    return csv_file([column.name for column in system.columns], system.rows)
