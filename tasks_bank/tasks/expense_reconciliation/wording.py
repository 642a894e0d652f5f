"""What stands on an invoice, a receipt or a credit note: 40 to 70 words, in the supplier's own manner."""

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal

from tasks_bank.tasks.expense_reconciliation.books import Document
from tasks_bank.world.money import to_pence
from tasks_bank.world.paper import amount_as_written, date_as_written

_HEADINGS = {"invoice": "INVOICE", "receipt": "RECEIPT", "credit_note": "CREDIT NOTE"}
_UNITS = {"night": ("night", "nights", "a night"), "head": ("guest", "guests", "a head")}


def words_of(document: Document, buyer: str) -> Sequence[str]:
    """Return the lines under the supplier's name."""
    supplier, style = document.supplier, document.supplier.style

    def money(amount: Decimal) -> str:
        return amount_as_written(amount, supplier.currency, style.number_style)

    def date(day: dt.date) -> str:
        return date_as_written(day, style.date_style)

    lines = [supplier.address]
    if supplier.vat_number:
        lines.append(f"VAT number {supplier.vat_number}")
    lines += ["", f"{_HEADINGS[document.kind]} {document.ref}", f"Date: {date(document.dated)}"]
    if document.due:
        lines.append(f"Due: {date(document.due)}")
    if document.credits:
        lines.append(f"Credits our receipt: {document.credits}")
    lines += [f"Customer: {buyer}", "", f"{document.ware}{_how_many(document, money)}"]
    lines += [f"Net: {money(document.gross - document.vat)}", f"{supplier.trade.vat_words}: {money(document.vat)}"]
    label = "Total credited" if document.kind == "credit_note" else style.total_label
    lines += [f"{label}: {money(document.gross)}", "", *_closing(document)]
    return lines


def _how_many(document: Document, money: Callable[[Decimal], str]) -> str:
    """Say nights or guests and the price of one, where the policy has a limit on it."""
    if not document.supplier.trade.per:
        return ""
    one, many, each = _UNITS[document.supplier.trade.per]
    included = "" if document.supplier.is_abroad else " with VAT"
    price = money(to_pence(document.gross / document.units))
    return f", {document.units} {one if document.units == 1 else many}, {price} {each}{included}"


def _closing(document: Document) -> Sequence[str]:
    if document.kind == "invoice":
        return ["Please pay by bank transfer within 30 days.", "Thank you for your business."]
    if document.kind == "credit_note":
        return ["Refunded to the company card that was charged."]
    return ["Paid in full by company card.", "Thank you, please come again."]
