"""The hidden truth of a dealt review, as the rows of a perfect answer."""

from tasks_bank.answer import Escalation
from tasks_bank.case import Truth
from tasks_bank.deliverable import Row
from tasks_bank.tasks.at_risk_accounts.records import Review
from tasks_bank.tasks.at_risk_accounts.scoring import Finding, at_risk, rows_at_risk, struck_out

_WHY = {
    "legal_threat": "the customer threatens with the law",
    "out_of_contract": "they buy without a contract",
    "high_value": "large account in the upper band",
}


def tell_truth(review: Review, canary: str) -> Truth:
    """Say what a perfect answer holds, and what somebody careless would make of the same papers."""
    escalations = tuple(Escalation(item, reason, _WHY[reason]) for item, reason in _handed_over(review, careful=True))
    return Truth(
        tables={
            "at_risk": rows_at_risk(at_risk(review)),
            "cleared": tuple({"account": account, "reason": reason} for account, reason in struck_out(review)),
            "escalations": tuple({"item": e.item, "reason": e.reason, "why": e.why} for e in escalations),
        },
        escalations=escalations,
        facts={
            "planted": tuple({"kind": plant.kind, "item": plant.item} for plant in review.planted),
            "careless_at_risk": rows_at_risk(at_risk(review, careful=False)),
            "careless_escalations": _rows(_handed_over(review, careful=False)),
        },
        canary=canary,
    )


def _rows(handed_over: list[tuple[str, str]]) -> tuple[Row, ...]:
    return tuple({"item": item, "reason": reason, "why": _WHY[reason]} for item, reason in handed_over)


def _handed_over(review: Review, *, careful: bool) -> list[tuple[str, str]]:
    """Return what goes to the head of sales, one reason an account, in the order of the references."""
    found = {each.account.ref: _reason(review, each, careful=careful) for each in at_risk(review, careful=careful)}
    return sorted((ref, reason) for ref, reason in found.items() if reason)


def _reason(review: Review, finding: Finding, *, careful: bool) -> str:
    account = finding.account
    if careful and account.threatens:
        return "legal_threat"
    if careful and account.registered_end < review.day:
        return "out_of_contract"
    is_large = account.customer.monthly_pounds >= review.policy.high_value
    return "high_value" if finding.is_high and is_large else ""
