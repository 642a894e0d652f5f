"""Marks a triaged batch: triage 50, replies 25, escalations 25; the rubric adds 20 for tone and clarity."""

from collections.abc import Sequence

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.checks.compare import by_key
from tasks_bank.checks.mentions import Fact, mentions_check
from tasks_bank.checks.rows import bounded, rows_check
from tasks_bank.checks.sheet import Sheet, mark
from tasks_bank.deliverable import Row
from tasks_bank.grade import Check, Grade
from tasks_bank.tasks.support_triage.wording import spellings_of

TRIAGE_WEIGHTS = {"category": 0.1, "priority": 0.3, "article": 0.25, "due_date": 0.1, "due_time": 0.15, "team": 0.1}
_REPLIES = 25


def grade(case: Case, answer: Answer) -> Grade:
    """Mark one answer."""
    return mark(case, answer, _checks)


def _checks(sheet: Sheet) -> Sequence[Check]:
    triage = sheet.compared("triage", TRIAGE_WEIGHTS)
    replies = _replies(sheet)
    done = min(triage.recall * triage.precision, replies.earned / replies.available)
    return (
        rows_check("triage", 50, triage),
        replies,
        sheet.escalations(25, {key[0]: key in triage.wholly_right for key in triage.shares}, done),
    )


def _replies(sheet: Sheet) -> Check:
    """Mark each reply by its facts; replies to tickets that had to be handed over, and second ones, cost precision."""
    given = by_key(sheet.asked["replies"], sheet.rows("replies"))
    facts = {row["ticket"]: row for row in sheet.case.truth.facts["replies"]}
    articles = [row["article"] for row in sheet.case.truth.facts["articles"]]
    marks, details = 0.0, []
    for ticket, row in facts.items():
        said = given.get((ticket,), [])
        if len(said) != 1:
            details.append(f"{ticket}: {'no reply' if not said else f'{len(said)} different replies'}")
            continue
        check = _reply(said[0].get("reply", ""), row, articles)
        marks += check.earned
        details += [f"{ticket}: {detail}" for detail in check.details]
    stated = sum(len(rows) for rows in given.values())
    stray = [key[0] for key in given if key[0] not in facts]
    precision = sum((ticket,) in given for ticket in facts) / stated if stated else 0.0
    details += [f"{ticket}: should get no reply" for ticket in stray]
    why = f"{marks:.1f} of {len(facts)} replies' facts are right; {len(stray)} replies that should not go out"
    return Check("replies", _REPLIES * marks / len(facts) * precision, _REPLIES, why, details=bounded(details))


def _reply(text: str, row: Row, articles: Sequence[str]) -> Check:
    facts = (
        Fact(f"the figure {row['figure']}", spellings_of(row["figure"])),
        Fact(f"the article {row['article']}", (row["article"],)),
        Fact(f"the name {row['name']}", (row["name"],)),
    )
    outdated = spellings_of(row["outdated"]) if row["outdated"] else ()
    never = [*outdated, *(article for article in articles if article != row["article"])]
    return mentions_check("reply", 1, text, facts, never=never)
