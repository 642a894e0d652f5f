"""What stands on a paper, in its sender's own manner."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from tasks_bank.tasks.bookkeeping.pile import Line, Paper
from tasks_bank.world.paper import amount_as_written, date_as_written

_HEADINGS = {"invoice": "INVOICE", "receipt": "RECEIPT", "credit_note": "CREDIT NOTE", "pro_forma": "PRO FORMA"}
_NO_VAT = {
    "Z": "VAT 0%: zero-rated",
    "E": "Exempt from VAT",
    "OS": "Outside the scope of VAT",
    "RC": "Reverse charge: the customer accounts for VAT",
}


def words_of(paper: Paper) -> Sequence[str]:
    """Return the lines under the sender's name."""
    lines = [paper.supplier.address]
    if paper.supplier.vat_number:
        lines.append(f"VAT number {paper.supplier.vat_number}")
    lines += ["", f"{_HEADINGS[paper.kind]} {paper.ref}", f"Date: {_date(paper, paper.dated)}", f"To: {paper.to}", ""]
    for number, line in enumerate(paper.lines, start=1):
        lines += [f"{number}. {line.about}", _price(paper, line)]
    lines += ["", *_sums(paper)]
    return [*lines, "", paper.note] if paper.note else lines


def _price(paper: Paper, line: Line) -> str:
    if paper.kind == "receipt":
        return _money(paper, line.net + line.vat)
    if line.vat:
        return f"Net {_money(paper, line.net)}, VAT 20% {_money(paper, line.vat)}"
    return f"Net {_money(paper, line.net)}, {'no VAT' if paper.is_curt else _NO_VAT[line.code]}"


def _sums(paper: Paper) -> Sequence[str]:
    total = _money(paper, paper.net + paper.vat if paper.printed_total is None else paper.printed_total)
    if paper.kind == "receipt":
        if not paper.vat:
            return [f"Total paid: {total}", "VAT 0%" if paper.is_curt else _NO_VAT[paper.lines[0].code]]
        vat = "VAT at 20% is included" if paper.is_gross_only else f"of which VAT 20%: {_money(paper, paper.vat)}"
        return [f"Total paid: {total}", vat]
    label = "Total credited" if paper.kind == "credit_note" else paper.supplier.style.total_label
    return [f"Net: {_money(paper, paper.net)}", f"VAT: {_money(paper, paper.vat)}", f"{label}: {total}"]


def _money(paper: Paper, amount: Decimal) -> str:
    return amount_as_written(amount, paper.supplier.currency, paper.supplier.style.number_style)


def _date(paper: Paper, day: dt.date) -> str:
    return date_as_written(day, paper.supplier.style.date_style)
