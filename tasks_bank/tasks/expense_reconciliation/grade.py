"""Marks a reconciled month: lines 40, exceptions 20, breaches 10, totals 15, escalations 15.

Marking a full answer takes 10 ms at the default dials and 35 ms at large (measured on two shared cores).
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.checks.compare import by_key
from tasks_bank.checks.rows import rows_check
from tasks_bank.checks.sheet import Sheet, mark
from tasks_bank.checks.totals import add_up, totals_check
from tasks_bank.deliverable import Deliverable, Row
from tasks_bank.grade import Check, Grade
from tasks_bank.reading.values import amount, code

LINE_WEIGHTS = {"documents": 0.6, "category": 0.4}


def grade(case: Case, answer: Answer) -> Grade:
    """Mark one answer."""
    return mark(case, answer, _checks)


def _checks(sheet: Sheet) -> Sequence[Check]:
    lines = sheet.compared("lines", LINE_WEIGHTS)
    done = lines.recall * lines.precision
    return (
        rows_check("lines", 40, lines),
        rows_check("exceptions", 20, sheet.compared("exceptions", {}), done),
        rows_check("breaches", 10, sheet.compared("breaches", {}), done),
        totals_check(
            "totals",
            15,
            {row["category"]: Decimal(row["amount"]) for row in sheet.case.truth.tables["totals"]},
            [(code(row.get("category", "")), amount(row.get("amount", ""))) for row in sheet.rows("totals")],
            add_up(_categories(sheet.asked["lines"], sheet.rows("lines")), _amounts(sheet.case)),
        ),
        sheet.escalations(15, {key[0]: key in lines.wholly_right for key in lines.shares}, done),
    )


def _amounts(case: Case) -> Mapping[str, Decimal]:
    return {row["line"]: Decimal(row["amount"]) for row in case.truth.facts["line_amounts"]}


def _categories(deliverable: Deliverable, rows: Sequence[Row]) -> Mapping[str, str]:
    """Return the category that the answer gives each line; lines that it states in two ways are left out."""
    return {
        key[0]: code(same_key[0].get("category", ""))
        for key, same_key in by_key(deliverable, rows).items()
        if len(same_key) == 1
    }
