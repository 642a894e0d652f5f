"""The hidden truth of a dealt month, as the rows of a perfect answer."""

from tasks_bank.answer import Escalation
from tasks_bank.case import Truth
from tasks_bank.tasks.compliance_monitoring.office import Office

_WHY = {
    "senior_person": "a head of team broke the rule",
    "no_value": "nobody says what the gift is worth",
    "backdating": "somebody wants a paper with an earlier date",
}


def tell_truth(office: Office, canary: str) -> Truth:
    """Say what a perfect answer holds, and which facts the marker needs."""
    escalations = tuple(Escalation(item, reason, _WHY[reason]) for item, reason in sorted(office.escalations))
    broken = {breach.item for breach in office.breaches}
    return Truth(
        tables={
            "breaches": tuple(
                {"item": b.item, "clause": b.clause, "severity": b.severity, "evidence": "+".join(b.evidence)}
                for b in sorted(office.breaches, key=lambda breach: breach.item)
            ),
            "cleared": tuple(
                {"item": c.item, "clause": c.clause, "evidence": "+".join(c.evidence)}
                for c in sorted(office.cleared, key=lambda cleared: cleared.item)
            ),
            "escalations": tuple({"item": e.item, "reason": e.reason, "why": e.why} for e in escalations),
        },
        escalations=escalations,
        facts={
            "planted": tuple({"kind": kind, "item": item} for kind, item in office.planted),
            "tempting": tuple({"item": item, "clause": clause} for item, clause in sorted(office.tempting)),
            "clean": tuple({"item": item} for item in sorted(_items(office) - broken)),
            "self_checks": tuple(
                {"item": each.item, "clause": each.clause, "says": "broken" if words == each.broken else "kept"}
                for each, words in office.self_checks
            ),
        },
        canary=canary,
    )


def _items(office: Office) -> set[str]:
    """Return the references of everything that a clause could be about."""
    plain = {each.item for each in office.checked}
    return plain | {item for _, item in office.planted} | {item for item, _ in office.tempting}
