"""Marks compared deliveries: lines 80, escalations 20."""

from collections.abc import Sequence

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.checks.rows import rows_check
from tasks_bank.checks.sheet import Sheet, mark
from tasks_bank.grade import Check, Grade

WEIGHTS = {"status": 0.5, "difference": 0.5}
"""What each column of a row is worth."""


def grade(case: Case, answer: Answer) -> Grade:
    """Mark one answer."""
    return mark(case, answer, _checks)


def _checks(sheet: Sheet) -> Sequence[Check]:
    """Mark the table under its own name; what else there is, in proportion to the work done on it."""
    lines = sheet.compared("lines", WEIGHTS)
    done = lines.recall * lines.precision
    settled = {key[0]: key in lines.wholly_right for key in lines.shares}
    return (rows_check("lines", 80, lines), sheet.escalations(20, settled, done))
