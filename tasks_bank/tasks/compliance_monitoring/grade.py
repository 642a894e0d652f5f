"""Marks a compliance check: breaches 55, cleared 10, clean items left alone 15, escalations 20."""

from collections.abc import Sequence

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.checks.compare import key_of
from tasks_bank.checks.rows import bounded, rows_check
from tasks_bank.checks.sheet import Sheet, mark
from tasks_bank.grade import Check, Grade

BREACH_WEIGHTS = {"clause": 0.5, "severity": 0.2, "evidence": 0.3}
CLEARED_WEIGHTS = {"clause": 0.4, "evidence": 0.6}
_LEFT_ALONE = 15


def grade(case: Case, answer: Answer) -> Grade:
    """Mark one answer."""
    return mark(case, answer, _checks)


def _checks(sheet: Sheet) -> Sequence[Check]:
    breaches = sheet.compared("breaches", BREACH_WEIGHTS)
    done = breaches.recall * breaches.precision
    return (
        rows_check("breaches", 55, breaches),
        rows_check("cleared", 10, sheet.compared("cleared", CLEARED_WEIGHTS), done),
        _left_alone(sheet, breaches.recall),
        sheet.escalations(20, {key[0]: key in breaches.wholly_right for key in breaches.shares}, done),
    )


def _left_alone(sheet: Sheet, recall: float) -> Check:
    """Mark what was rightly not reported: half for all clean items, half for those that look broken.

    Whoever reports nothing leaves everything alone: so it earns only in proportion to the breaches that were found.
    """
    facts = sheet.case.truth.facts
    reported = {key_of(sheet.asked["breaches"], row)[0] for row in sheet.rows("breaches")}
    clean = [row["item"] for row in facts["clean"]]
    tempting = [row["item"] for row in facts["tempting"]]
    groups = [group for group in (clean, tempting) if group]
    shares = [1 - len(reported.intersection(group)) / len(group) for group in groups] or [1.0]
    wrongly = sorted(reported.intersection(clean))
    why = f"{len(wrongly)} of {len(clean)} clean items reported; {recall:.0%} of the breaches were found"
    earned = _LEFT_ALONE * sum(shares) / len(shares) * recall
    return Check(
        "clean items left alone",
        earned,
        _LEFT_ALONE,
        why,
        details=bounded([f"{item}: is in order and was reported" for item in wrongly]),
    )
