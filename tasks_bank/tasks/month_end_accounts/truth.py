"""The hidden truth of a dealt month, as the rows of a perfect answer."""

from collections.abc import Mapping
from decimal import Decimal

from tasks_bank.answer import Escalation
from tasks_bank.case import Truth
from tasks_bank.deliverable import Row
from tasks_bank.tasks.month_end_accounts.books import BANK, CREDITORS, DEBTORS, SUSPENSE, Books, Finding, Journal
from tasks_bank.tasks.month_end_accounts.figures import figures_of, summary_of

_WHY = {"over_limit": "the correction is above the limit", "unexplained": "nothing explains it"}


def tell_truth(books: Books, canary: str) -> Truth:
    """Say what a perfect answer holds, and which facts the marker needs."""
    escalations = tuple(
        Escalation(finding.item.ref, finding.code, _WHY[finding.code]) for finding in _in_order(books.escalations)
    )
    figures = figures_of(books.balances(journals=True))
    last_profit = figures_of(books.last_month)["profit"]
    return Truth(
        tables={
            "journals": tuple(row for journal in (*books.routine, *books.corrections) for row in _rows(journal)),
            "control_accounts": _controls(books),
            "anomalies": tuple({"item": each.item.ref, "kind": each.code} for each in _in_order(books.anomalies)),
            "escalations": tuple({"item": e.item, "reason": e.reason, "why": e.why} for e in escalations),
        },
        escalations=escalations,
        facts={
            "balances": tuple({"account": a, "amount": str(x)} for a, x in books.balances().items()),
            "figures": tuple({"figure": name, "amount": str(amount)} for name, amount in figures.items()),
            "last_month": ({"figure": "profit", "amount": str(last_profit)},),
            "planted": tuple({"kind": each.code, "item": each.item.ref} for each in _in_order(books.planted)),
            "handover": tuple(row for journal in books.routine for row in _rows(_as_noted(books, journal))),
        },
        canary=canary,
        texts={"summary": summary_of(books.month.name, figures, last_profit, len(books.anomalies))},
    )


def _rows(journal: Journal) -> tuple[Row, ...]:
    return tuple(
        {
            "ref": journal.item.ref,
            "account": account,
            "debit": f"{max(amount, Decimal(0)):.2f}",
            "credit": f"{max(-amount, Decimal(0)):.2f}",
            "reason": journal.reason,
        }
        for account, amount in journal.lines
    )


def _as_noted(books: Books, journal: Journal) -> Journal:
    """Return a journal with the amount of the handover note."""
    (debited, _), (credited, _) = journal.lines
    amount = books.handover[journal.item.ref]
    return Journal(journal.item, ((debited, amount), (credited, -amount)), journal.reason)


def _controls(books: Books) -> tuple[Row, ...]:
    ledger = books.balances()
    return tuple(
        {
            "account": account,
            "ledger_balance": f"{ledger.get(account, Decimal(0)):.2f}",
            "expected_balance": f"{expected:.2f}",
            "difference": f"{ledger.get(account, Decimal(0)) - expected:.2f}",
        }
        for account, expected in _expected(books).items()
    )


def _expected(books: Books) -> Mapping[str, Decimal]:
    """Return what the lists and the statement say that each control account should hold before any journal."""
    in_transit = [
        amount
        for posting in books.postings
        if posting.prefix == "PAY-" and posting.dated == books.month.working_days[-1]
        for account, amount in posting.lines
        if account == BANK
    ]
    return {
        DEBTORS: sum((item.gross for item in books.debtors), Decimal(0)),
        BANK: books.opening[BANK] + sum((*(line.amount for line in books.bank), *in_transit), Decimal(0)),
        CREDITORS: -sum((item.gross for item in books.creditors), Decimal(0)),
        SUSPENSE: Decimal(0),
    }


def _in_order(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: (finding.item.ref, finding.code))
