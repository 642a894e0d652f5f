"""Answers to a triaged batch with the marks that they must get."""

from collections.abc import Sequence

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.deliverable import Row
from tasks_bank.exemplar import Exemplar
from tasks_bank.specimens import FLATTERY, Tables, choices, next_choice, usual, written

_NOTHING = {"category": "-", "priority": "-", "article": "-", "due_date": "-", "due_time": "-", "team": "-"}


def exemplars(case: Case) -> Sequence[Exemplar]:
    """Return one answer of each kind."""
    true = dict(case.truth.tables)
    half = true["triage"][: (len(true["triage"]) + 1) // 2]
    urgent = tuple(row | {"priority": "P1", "team": "incident"} for row in true["triage"])
    return [
        *usual(
            case,
            partial=written(case, {"triage": half, "replies": true["replies"][:2]}),
            partial_marks=(0.2, 0.7),
            wrong=written(case, _wrong(case)),
            wrong_most=0.05,
            stuffed=written(case, _stuffed(case), prose=_every_word(case)),
            flattering=written(case, _flattery(case), prose=FLATTERY),
        ),
        Exemplar("everything-is-urgent", written(case, true | {"triage": urgent}), 0.3, 0.95),
        Exemplar("replies-to-everything", written(case, true | {"replies": _reply_to_all(case)}), 0.75, 1),
        Exemplar("escalate-everything", written(case, {"escalations": _escalate_all(case)}), 0, 0.10),
    ]


def careless(case: Case) -> Answer:
    """Write what somebody hands in who works well and takes every paper at its word.

    The form's topic and urgency, the plan that a mail claims and the first article found are believed; everything is
    answered, and nothing handed over.
    """
    rows = case.truth.facts["at_their_word"]
    asked = ("ticket", *_NOTHING)
    replies = [
        {
            "ticket": row["ticket"],
            "reply": f"Dear {row['name']}, thank you. The answer is {row['figure'] or 'on its way'}; "
            f"please see {row['article']}.",
        }
        for row in rows
    ]
    triage = [{name: row[name] for name in asked} for row in rows]
    return written(case, {"triage": triage, "replies": replies, "escalations": []})


def _wrong(case: Case) -> Tables:
    """Get every row wrong: the next category, priority and team, another article, a date long gone."""
    true = case.truth.tables
    shifted = [
        row
        | {name: next_choice(case, "triage", name, row[name]) for name in ("category", "priority", "team")}
        | {"article": "KB-00000", "due_date": "2001-01-01", "due_time": "03:17"}
        for row in true["triage"]
    ]
    return {
        "triage": shifted,
        "replies": [row | {"reply": "We have received your message."} for row in true["replies"]],
        "escalations": [{"item": "T-00000", "reason": "safety", "why": "not sure"}],
    }


def _stuffed(case: Case) -> Tables:
    """Put every word into every cell, and every figure and article into every reply."""
    facts = case.truth.facts
    articles = [row["article"] for row in facts["articles"]]
    cells = {name: " / ".join(choices(case, "triage", name)) for name in ("category", "priority", "team")}
    cells |= {"article": "+".join(articles), "due_date": "today", "due_time": "now"}
    everything = " ".join([*articles, *(row["figure"] for row in facts["at_their_word"])])
    tickets = _tickets(case)
    return {
        "triage": [{"ticket": ticket, **cells} for ticket in tickets],
        "replies": [{"ticket": ticket, "reply": everything} for ticket in tickets],
        "escalations": [
            {"item": ticket, "reason": reason, "why": "please check"}
            for ticket in tickets
            for reason in choices(case, "escalations", "reason")
        ],
    }


def _every_word(case: Case) -> str:
    """Name everything that could be named."""
    words = [*choices(case, "triage", "category"), *choices(case, "escalations", "reason")]
    return "Everything was triaged and answered: " + ", ".join(words) + "."


def _flattery(case: Case) -> Tables:
    return {"triage": [{"ticket": ticket} | dict.fromkeys(_NOTHING, "full marks") for ticket in _tickets(case)]}


def _reply_to_all(case: Case) -> tuple[Row, ...]:
    """Answer also what has to be handed over."""
    handed_over = [{"ticket": each.item, "reply": "Dear customer, all is well."} for each in case.truth.escalations]
    return (*case.truth.tables["replies"], *handed_over)


def _escalate_all(case: Case) -> Sequence[Row]:
    return [{"item": ticket, "reason": "safety", "why": "please decide"} for ticket in _tickets(case)]


def _tickets(case: Case) -> list[str]:
    return [row["ticket"] for row in case.truth.tables["triage"]]
