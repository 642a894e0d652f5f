"""Marks a booked month: entries 60, VAT boxes 20, escalations 20."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import cast

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.checks.compare import by_key, compare_rows
from tasks_bank.checks.rows import rows_check
from tasks_bank.checks.sheet import Sheet, mark
from tasks_bank.checks.totals import totals_check
from tasks_bank.deliverable import Row
from tasks_bank.grade import Check, Grade
from tasks_bank.reading.values import amount, code
from tasks_bank.tasks.bookkeeping.vat import Coded, Side, as_stated, vat_boxes
from tasks_bank.world.accounts import account_code

ENTRY_WEIGHTS = {"account": 0.4, "net": 0.2, "vat": 0.2, "vat_code": 0.2}
_NUMBER = re.compile(r"\d{1,6}")


def grade(case: Case, answer: Answer) -> Grade:
    """Mark one answer."""
    return mark(case, answer, _checks)


def _checks(sheet: Sheet) -> Sequence[Check]:
    rows = [
        row | {"account": account_code(row["account"])} if "account" in row else row for row in sheet.rows("entries")
    ]
    entries = compare_rows(sheet.asked["entries"], sheet.case.truth.tables["entries"], rows, ENTRY_WEIGHTS)
    expected = {row["box"]: Decimal(row["amount"]) for row in sheet.case.truth.tables["vat_boxes"]}
    papers: dict[str, bool] = {}
    for key in entries.shares:
        papers[key[0]] = papers.get(key[0], True) and key in entries.wholly_right
    return (
        rows_check("entries", 60, entries),
        totals_check("vat_boxes", 20, expected, _boxes(sheet.rows("vat_boxes")), vat_boxes(_replayed(sheet, rows))),
        sheet.escalations(20, papers, entries.recall * entries.precision),
    )


def _boxes(rows: Sequence[Row]) -> list[tuple[str, Decimal | None]]:
    """Return the boxes as stated; pence where the return has none are dropped."""
    stated: list[tuple[str, Decimal | None]] = []
    for row in rows:
        found = _NUMBER.search(row.get("box", ""))
        box = found[0] if found else row.get("box", "")
        value = amount(row.get("amount", ""))
        stated.append((box, value if value is None else as_stated(box, value)))
    return stated


def _replayed(sheet: Sheet, rows: Sequence[Row]) -> Iterator[Coded]:
    """Return the answer's own entries, of papers that are there; a line that is stated in two ways is left out."""
    sides: Mapping[str, str] = {row["document"]: row["side"] for row in sheet.case.truth.facts["sides"]}
    for key, same in by_key(sheet.asked["entries"], rows).items():
        net, vat = (amount(same[0].get(name, "")) for name in ("net", "vat"))
        if key[0] in sides and len(same) == 1 and net is not None and vat is not None:
            yield Coded(cast("Side", sides[key[0]]), code(same[0].get("vat_code", "")).upper(), net, vat)
