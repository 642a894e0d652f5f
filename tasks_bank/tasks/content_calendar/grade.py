"""Marks a content calendar.

Topics 30, evidence 13, order 10, dates 12, writers 10, titles 6, outlines 7, escalations 12.

Marking a full answer takes 7 ms at the default dials and 10 ms at large (measured on two shared cores).
"""

from collections.abc import Sequence

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.checks.rows import rows_check
from tasks_bank.checks.sheet import Sheet, mark
from tasks_bank.grade import Check, Grade
from tasks_bank.tasks.content_calendar.marks import Topics


def grade(case: Case, answer: Answer) -> Grade:
    """Mark one answer."""
    return mark(case, answer, _checks)


def _checks(sheet: Sheet) -> Sequence[Check]:
    topics = Topics(sheet)
    compared = topics.compared
    return (
        rows_check("topics", 30, compared),
        topics.evidence(13),
        topics.order(10),
        topics.dates(12),
        topics.writers(10),
        topics.titles(6),
        topics.outlines(7),
        sheet.escalations(
            12, {key[0]: key in compared.wholly_right for key in compared.shares}, compared.recall * compared.precision
        ),
    )
