"""Marks a reconciled month: lines 40, exceptions 20, breaches 10, totals 15, escalations 15.

Marking a full answer takes 10 ms at the default dials and 35 ms at large (measured on two shared cores).
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.checks.compare import by_key, compare_rows, key_of
from tasks_bank.checks.escalations import escalations_check
from tasks_bank.checks.rows import rows_check
from tasks_bank.checks.totals import add_up, totals_check
from tasks_bank.deliverable import Deliverable, Row
from tasks_bank.grade import Grade
from tasks_bank.reading.answer import read_answer
from tasks_bank.reading.values import amount, code

Tables = Mapping[str, Sequence[Row]]

LINE_WEIGHTS = {"documents": 0.6, "category": 0.4}


def grade(case: Case, answer: Answer) -> Grade:
    """Mark one answer."""
    grader = f"{case.task}@{case.version}"
    reading = read_answer(answer, case.brief.deliverables)
    if not reading.is_readable and not answer.is_empty:
        return Grade("unreadable", (), grader, reading.problems[-1])
    asked = {deliverable.name: deliverable for deliverable in case.brief.deliverables}
    found: Tables = {name: reading.tables.get(name, ()) for name in asked}
    true = case.truth.tables
    lines = compare_rows(asked["lines"], true["lines"], found["lines"], LINE_WEIGHTS)
    done = lines.recall * lines.precision
    exceptions = compare_rows(asked["exceptions"], true["exceptions"], found["exceptions"], {})
    breaches = compare_rows(asked["breaches"], true["breaches"], found["breaches"], {})
    checks = (
        rows_check("lines", 40, lines),
        rows_check("exceptions", 20, exceptions, done),
        rows_check("breaches", 10, breaches, done),
        totals_check(
            "totals",
            15,
            {row["category"]: Decimal(row["amount"]) for row in true["totals"]},
            [(code(row.get("category", "")), amount(row.get("amount", ""))) for row in found["totals"]],
            add_up(_categories(asked["lines"], found["lines"]), _amounts(case)),
        ),
        escalations_check(
            "escalations",
            15,
            case.truth.escalations,
            handed_over=[
                (key_of(asked["escalations"], row)[0], code(row.get("reason", ""))) for row in found["escalations"]
            ],
            settled={key[0]: key in lines.wholly_right for key in lines.shares},
            diligence=done,
        ),
    )
    return Grade("marked", checks, grader)


def _amounts(case: Case) -> Mapping[str, Decimal]:
    return {row["line"]: Decimal(row["amount"]) for row in case.truth.facts["line_amounts"]}


def _categories(deliverable: Deliverable, rows: Sequence[Row]) -> Mapping[str, str]:
    """Return the category that the answer gives each line; lines that it states in two ways are left out."""
    return {
        key[0]: code(same_key[0].get("category", ""))
        for key, same_key in by_key(deliverable, rows).items()
        if len(same_key) == 1
    }
