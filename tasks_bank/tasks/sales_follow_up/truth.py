"""The hidden truth of a dealt pipeline, as the rows of a perfect answer."""

from collections.abc import Sequence

from tasks_bank.answer import Escalation
from tasks_bank.case import Truth
from tasks_bank.deliverable import Row
from tasks_bank.tasks.sales_follow_up.deciding import Decision, decide, facts_of, never_of, text_of
from tasks_bank.tasks.sales_follow_up.records import Desk

_WHY = {
    "legal_question": "a question about a competitor that legal must answer",
    "discount_above_authority": "they want more off than the team may give",
    "promise_below_list": "we promised a price that the list does not allow",
}
BETWEEN_SPELLINGS = "|"


def tell_truth(desk: Desk, canary: str) -> Truth:
    """Say what a perfect answer holds, which facts its mails state, and what somebody careless would hand in."""
    decisions = [decide(desk, lead) for lead in desk.leads]
    careless = [decide(desk, lead, careful=False) for lead in desk.leads]
    escalations = tuple(
        Escalation(lead.ref, lead.blocked, _WHY[lead.blocked]) for lead in desk.leads if lead.blocked in _WHY
    )
    mailed = [decision for decision in decisions if decision.has_mail]
    return Truth(
        tables={
            "actions": _actions(decisions),
            "mails": _mails(desk, decisions),
            "escalations": tuple({"item": e.item, "reason": e.reason, "why": e.why} for e in escalations),
        },
        escalations=escalations,
        facts={
            "planted": tuple({"kind": plant.kind, "item": plant.item} for plant in desk.planted),
            "to_state": tuple(
                {"lead": each.lead.ref, "fact": fact.name, "spellings": BETWEEN_SPELLINGS.join(fact.spellings)}
                for each in mailed
                for fact in facts_of(desk, each)
            ),
            "not_to_state": tuple(
                {"lead": each.lead.ref, "words": word} for each in mailed for word in never_of(desk, each)
            ),
            "opted_out": tuple({"lead": lead.ref} for lead in desk.leads if lead.blocked == "opted_out"),
            "careless_actions": _actions(careless),
            "careless_mails": _mails(desk, careless),
        },
        canary=canary,
    )


def _actions(decisions: Sequence[Decision]) -> tuple[Row, ...]:
    return tuple(
        {
            "lead": decision.lead.ref,
            "action": decision.action,
            "due": decision.due.isoformat(),
            "owner": decision.owner.name,
        }
        for decision in decisions
    )


def _mails(desk: Desk, decisions: Sequence[Decision]) -> tuple[Row, ...]:
    return tuple(
        {"lead": each.lead.ref, "subject": each.lead.price.product, "text": text_of(desk, each)}
        for each in decisions
        if each.has_mail
    )
