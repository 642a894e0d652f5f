"""Marks a review of accounts: accounts at risk 60, accounts cleared 20, escalations 20.

Marking a full answer takes 3 ms at the default dials and 6 ms at large (measured on two shared cores).
"""

from collections.abc import Sequence

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.checks.rows import rows_check
from tasks_bank.checks.sheet import Sheet, mark
from tasks_bank.grade import Check, Grade

ACCOUNT_WEIGHTS = {"rank": 0.1, "score": 0.25, "band": 0.1, "evidence": 0.3, "next_action": 0.25}


def grade(case: Case, answer: Answer) -> Grade:
    """Mark one answer."""
    return mark(case, answer, _checks)


def _checks(sheet: Sheet) -> Sequence[Check]:
    accounts = sheet.compared("at_risk", ACCOUNT_WEIGHTS)
    done = accounts.recall * accounts.precision
    return (
        rows_check("at_risk", 60, accounts),
        rows_check("cleared", 20, sheet.compared("cleared", {}), done),
        sheet.escalations(20, {key[0]: key in accounts.wholly_right for key in accounts.shares}, done),
    )
