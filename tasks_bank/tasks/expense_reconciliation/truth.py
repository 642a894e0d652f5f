"""The hidden truth of a dealt month, as the rows of a perfect answer."""

from collections import defaultdict
from decimal import Decimal

from tasks_bank.answer import Escalation
from tasks_bank.case import Truth
from tasks_bank.deliverable import Row
from tasks_bank.tasks.expense_reconciliation.books import Books, Finding

_WHY = {
    "duplicate": "paid a second time",
    "personal_spend": "not for the company",
    "over_limit": "above the limit of the policy",
    "missing_receipt": "no receipt, above the limit for settling",
}


def tell_truth(books: Books, canary: str) -> Truth:
    """Say what a perfect answer holds, and which facts the marker needs."""
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for line in books.lines:
        totals[line.category] += line.amount
    lines: list[Row] = [
        {"line": line.ref, "documents": "+".join(line.documents) or "none", "category": line.category}
        for line in books.lines
    ]
    escalations = tuple(
        Escalation(finding.ref, finding.code, _WHY[finding.code]) for finding in _in_order(books.escalations)
    )
    return Truth(
        tables={
            "lines": tuple(lines),
            "exceptions": _rows(books.exceptions, "reason"),
            "breaches": _rows(books.breaches, "clause"),
            "totals": tuple({"category": name, "amount": str(totals[name])} for name in sorted(totals)),
            "escalations": tuple({"item": e.item, "reason": e.reason, "why": e.why} for e in escalations),
        },
        escalations=escalations,
        facts={
            "line_amounts": tuple({"line": line.ref, "amount": str(line.amount)} for line in books.lines),
            "planted": tuple({"kind": finding.code, "item": finding.ref} for finding in _in_order(books.planted)),
        },
        canary=canary,
    )


def _rows(findings: list[Finding], column: str) -> tuple[Row, ...]:
    return tuple({"item": finding.ref, column: finding.code} for finding in _in_order(findings))


def _in_order(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: (finding.ref, finding.code))
