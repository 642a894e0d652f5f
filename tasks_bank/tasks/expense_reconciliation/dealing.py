"""Deals the books of a month: what was planted, the decoys, what belongs to other months, and plain purchases."""

from random import Random

from tasks_bank.case import Dials
from tasks_bank.tasks.expense_reconciliation.books import Books, Finding, Policy
from tasks_bank.tasks.expense_reconciliation.decoys import DECOYS, carry_over, unpaid_invoice
from tasks_bank.tasks.expense_reconciliation.planted import KINDS
from tasks_bank.tasks.expense_reconciliation.purchases import buy_by_card, buy_on_invoice
from tasks_bank.world.company import company_of
from tasks_bank.world.references import References

_SHARE_BY_CARD = 0.65


def deal_books(seed: int, dials: Dials) -> Books:
    """Deal the books of a seed, with references in the order of the dates."""
    rng = Random(f"expense_reconciliation {seed}")
    noise = float(dials["noise"])
    policy = Policy(
        hotel_limit=rng.choice((110, 120, 125, 130, 140, 145)),
        meal_limit=rng.choice((25, 28, 30, 32, 35, 38)),
        receipt_limit=rng.choice((20, 25, 30, 40, 50)),
    )
    books = Books(company_of(seed, noise), policy, rng, References(seed, rng), noise)
    kinds = rng.sample(list(KINDS), len(KINDS))
    for number in range(int(dials["planted"])):
        kind = kinds[number % len(kinds)]
        books.planted.append(Finding(KINDS[kind](books), kind))
    decoys = rng.sample(DECOYS, len(DECOYS))
    for number in range(int(dials["decoys"])):
        decoys[number % len(decoys)](books)
    for number in range(int(dials["unpaid"])):
        unpaid_invoice(books)
        carry_over(books, settled=number % 2 == 0)
    for _ in range(int(dials["lines"])):
        (buy_by_card if rng.random() < _SHARE_BY_CARD else buy_on_invoice)(books)
    _number_lines(books)
    _mistype_dates(books, Random(f"mistyped dates {seed}"), float(dials["disagree"]))
    return books


def _mistype_dates(books: Books, rng: Random, share: float) -> None:
    """Give a share of the ledger's entries the same day of the month before or after, as if it was mistyped."""
    for entry in books.ledger:
        if rng.random() < share:
            month = books.company.month.after(rng.choice((-1, 1)))
            entry.dated = month.first.replace(day=min(entry.document.dated.day, month.last.day))


def _number_lines(books: Books) -> None:
    """Sort the lines by account and date and give them references; lines of one day stand in no order."""
    books.rng.shuffle(books.lines)
    books.lines.sort(key=lambda line: (line.account, line.posted))
    for account, prefix in (("bank", "B"), ("card", "C")):
        lines = [line for line in books.lines if line.account == account]
        for line, ref in zip(lines, books.refs.in_order(prefix, len(lines)), strict=True):
            line.ref = ref
