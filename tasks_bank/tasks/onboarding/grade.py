"""Marks the preparation of a month's starters.

Checklist 20, first week 20, IT requests 13, reading 10, buddies 5, check-ins 10, welcome mails 8, escalations 14.
"""

from collections.abc import Mapping, Sequence

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.checks.compare import Comparison, compare_rows, key_of
from tasks_bank.checks.rows import rows_check
from tasks_bank.checks.sheet import Sheet, mark
from tasks_bank.deliverable import Row
from tasks_bank.grade import Check, Grade
from tasks_bank.tasks.onboarding.bookings import look_through
from tasks_bank.tasks.onboarding.welcome_mail import welcome_check

WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "checklist": {"owner": 0.4, "due": 0.6},
    "it_requests": {"needed_by": 1},
    "reading": {"due": 1},
    "buddy": {"buddy": 1},
    "check_ins": {"date": 0.6, "with": 0.4},
}
_PEOPLE = ("owner", "buddy", "with")
"""Columns that name a person: the name or the mail address will do."""


def grade(case: Case, answer: Answer) -> Grade:
    """Mark one answer."""
    return mark(case, answer, _checks)


def _checks(sheet: Sheet) -> Sequence[Check]:
    names = {row["email"].upper(): row["name"].upper() for row in sheet.case.truth.facts["people"]}
    compared = {table: _compared(sheet, table, names) for table in WEIGHTS}
    week = look_through(sheet.case, sheet.rows("first_week"), names)
    shares = [compared[table].recall * compared[table].precision for table in ("checklist", "it_requests")]
    done = (sum(shares) + week.share) / (len(shares) + 1)
    return (
        rows_check("checklist", 20, compared["checklist"]),
        week.check("first_week", 20),
        rows_check("it_requests", 13, compared["it_requests"]),
        rows_check("reading", 10, compared["reading"]),
        rows_check("buddy", 5, compared["buddy"]),
        rows_check("check_ins", 10, compared["check_ins"]),
        welcome_check(sheet.case, 8, _mails(sheet)),
        sheet.escalations(14, {ref: ref in week.right for ref in week.faults}, done),
    )


def _compared(sheet: Sheet, table: str, names: Mapping[str, str]) -> Comparison:
    """Compare a table with the truth, people by their names."""
    rows = [_named(row, names) for row in sheet.rows(table)]
    return compare_rows(sheet.asked[table], sheet.case.truth.tables[table], rows, WEIGHTS[table])


def _named(row: Row, names: Mapping[str, str]) -> Row:
    return {name: names.get(cell.strip().upper(), cell) if name in _PEOPLE else cell for name, cell in row.items()}


def _mails(sheet: Sheet) -> dict[str, list[str]]:
    """Return the different mails by starter."""
    asked = sheet.asked["welcome"]
    said = dict.fromkeys((key_of(asked, row)[0], row.get("mail", "")) for row in sheet.rows("welcome"))
    mails: dict[str, list[str]] = {}
    for starter, text in said:
        mails.setdefault(starter, []).append(text)
    return mails
