"""The hidden truth of a dealt batch: the rows of a perfect answer, and what taking every paper at its word gives."""

from tasks_bank.answer import Escalation
from tasks_bank.case import Truth
from tasks_bank.deliverable import Row
from tasks_bank.tasks.support_triage.desk import Desk, Plan, Priority, Ticket
from tasks_bank.tasks.support_triage.topics import INCIDENT_TEAM, TEAMS, Category
from tasks_bank.tasks.support_triage.wording import reply_of

_WHY = {
    "data_protection": "asks for or reports something about personal data",
    "safety": "somebody was hurt or could be",
    "no_entitlement": "no plan covers it",
    "no_article": "no article deals with it",
}
_LEAST_PLAN: Plan = "Standard"


def tell_truth(desk: Desk, canary: str) -> Truth:
    """Say what a perfect answer holds, and which facts the marker needs."""
    settled = [ticket for ticket in desk.tickets if ticket.reason is None]
    escalations = tuple(
        Escalation(ticket.ref, ticket.reason, _WHY[ticket.reason]) for ticket in desk.tickets if ticket.reason
    )
    return Truth(
        tables={
            "triage": tuple(_triage_row(desk, ticket) for ticket in desk.tickets),
            "replies": tuple({"ticket": ticket.ref, "reply": reply_of(ticket)} for ticket in settled),
            "escalations": tuple({"item": e.item, "reason": e.reason, "why": e.why} for e in escalations),
        },
        escalations=escalations,
        facts={
            "replies": tuple(map(_reply_facts, settled)),
            "articles": tuple({"article": ref} for ref in sorted(article.ref for article in desk.articles)),
            "at_their_word": tuple(_at_its_word(desk, ticket) for ticket in desk.tickets),
            "planted": tuple({"kind": kind, "item": ticket.ref} for kind, ticket in _in_order(desk)),
        },
        canary=canary,
    )


def _triage_row(desk: Desk, ticket: Ticket) -> Row:
    plan = ticket.entitlement.plan if ticket.entitlement and ticket.reason != "no_entitlement" else None
    article = ticket.article.ref if ticket.article and ticket.reason is None else "none"
    sorted_as = _sorted_as(ticket, ticket.category, ticket.priority)
    return sorted_as | {"article": article} | _due(desk, ticket, ticket.priority, plan)


def _sorted_as(ticket: Ticket, category: Category, priority: Priority) -> Row:
    team = INCIDENT_TEAM if priority == "P1" else TEAMS[category]
    return {"ticket": ticket.ref, "category": category, "priority": priority, "team": team}


def _due(desk: Desk, ticket: Ticket, priority: Priority, plan: Plan | None) -> Row:
    if plan is None:
        return {"due_date": "none", "due_time": "none"}
    due = desk.due(ticket.received, plan, priority)
    return {"due_date": due.date().isoformat(), "due_time": due.time().isoformat("minutes")}


def _reply_facts(ticket: Ticket) -> Row:
    article = ticket.article
    assert article is not None
    return {
        "ticket": ticket.ref,
        "name": ticket.first_name,
        "article": article.ref,
        "figure": article.topic.figure(ticket.value),
        "outdated": article.topic.figure(ticket.outdated) if ticket.outdated else "",
    }


def _at_its_word(desk: Desk, ticket: Ticket) -> Row:
    """Write the row and the figure of somebody who believes the form, the mail's own claims and the first article."""
    plan = ticket.claimed_plan or (ticket.entitlement.plan if ticket.entitlement else _LEAST_PLAN)
    priority = ticket.form_priority or ticket.priority
    article = ticket.outdated_article or ticket.article
    sorted_as = _sorted_as(ticket, ticket.form_category or ticket.category, priority)
    said = {"article": article.ref if article else "none", "name": ticket.first_name}
    said["figure"] = article.topic.figure(ticket.outdated or ticket.value) if article else ""
    return sorted_as | said | _due(desk, ticket, priority, plan)


def _in_order(desk: Desk) -> list[tuple[str, Ticket]]:
    return sorted(desk.planted, key=lambda pair: (pair[1].ref, pair[0]))
