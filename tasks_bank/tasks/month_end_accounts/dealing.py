"""Deals the books of a month: schedules, what was planted, ordinary business, and the opening balances."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from random import Random

from tasks_bank.case import Dials
from tasks_bank.tasks.month_end_accounts.books import BANK, DEPRECIATION, SALES, BankLine, Books, Finding, Posting
from tasks_bank.tasks.month_end_accounts.planted import KINDS
from tasks_bank.tasks.month_end_accounts.routine import (
    be_paid,
    buy_something,
    collect,
    invoice_later,
    owed_before,
    pay,
    pay_wages,
    sell,
)
from tasks_bank.tasks.month_end_accounts.schedules import add_schedule_item, write_handover
from tasks_bank.world.company import company_of
from tasks_bank.world.references import References

_PLAIN = (sell, buy_something, be_paid, pay)
_SHARE_CAPITAL = Decimal(10_000)


def deal_books(seed: int, dials: Dials) -> Books:
    """Deal the books of a seed, with references in the order of the dates."""
    rng = Random(f"month_end_accounts {seed}")
    noise = float(dials["noise"])
    company = company_of(seed, noise)
    books = Books(company, rng, References(seed, rng), noise, limit=rng.choice((800, 1000, 1200, 1500)))
    for number in range(int(dials["schedule"])):
        add_schedule_item(books, number)
    kinds = rng.sample(list(KINDS), len(KINDS))
    for number in range(int(dials["planted"])):
        kind = kinds[number % len(kinds)]
        books.planted.append(Finding(KINDS[kind](books), kind))
    for number in range(int(dials["postings"])):
        _PLAIN[number % len(_PLAIN)](books)
    sell(books)
    owed_before(books)
    collect(books)
    pay_wages(books)
    for _ in range(1 + int(dials["postings"]) // 20):
        pay(books, in_transit=True)
    _two_alike(books)
    invoice_later(books, delivered_in_month=False)
    _number(books)
    _open(books)
    write_handover(books, float(dials["disagree"]))
    return books


def _two_alike(books: Books) -> None:
    """Post two journals of one amount for two things: no duplicate."""
    amount = books.fresh(40, 220)
    days = books.month.working_days
    for day, what in zip(sorted(books.rng.sample(days[2:-4], 2)), ("first aid", "fire safety"), strict=True):
        lines = (("8201", amount), (BANK, -amount))
        books.post(Posting(day, f"Course in {what}, paid to the trainer", lines))
        books.bank.append(BankLine(day, f"TRAINER {what.upper()}", -amount))


def _number(books: Books) -> None:
    """Sort postings and bank lines by date and give references to those that have none of their own."""
    books.postings.sort(key=lambda posting: posting.dated)
    books.rng.shuffle(books.bank)
    books.bank.sort(key=lambda line: line.posted)
    for prefix in ("JNL-", "RCT-", "PAY-"):
        _deal(books, prefix, [each for each in books.postings if not each.ref and each.prefix == prefix])
    _deal(books, "B", books.bank)


def _deal(books: Books, prefix: str, things: Iterable[Posting | BankLine]) -> None:
    unnamed = list(things)
    for thing, ref in zip(unnamed, books.refs.in_order(prefix, len(unnamed)), strict=True):
        thing.ref = ref


def _open(books: Books) -> None:
    """Open the accounts that nothing else has opened, and draw last month's income and costs; all balance."""
    rng = books.rng
    books.opening[BANK] = Decimal(rng.randint(90_000, 140_000))
    books.opening["3000"] = -_SHARE_CAPITAL
    books.opening["3200"] = -sum(books.opening.values(), Decimal(0))
    now, then = _by_schedule(books)
    right = books.balances(journals=True)
    for account in sorted({*right, *then}):
        if account[0] in "45678":
            low, high = (96, 103) if account in {SALES, "7000", "7006"} else (80, 118)
            varies = (right.get(account, Decimal(0)) - now[account]) * rng.randint(low, high) / 100
            books.last_month[account] = varies.quantize(Decimal("0.01")) + then[account]


def _by_schedule(books: Books) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    """Return the costs by schedule of each account, this month's and last month's: neither is left to chance."""
    now, then = defaultdict[str, Decimal](Decimal), defaultdict[str, Decimal](Decimal)
    for journal in books.routine:
        if journal.reason != "accrual_reversal":
            account, amount = journal.lines[0]
            now[account] += amount
    for item in (*books.reversals, *(item for item in books.accruals if not item.invoice)):
        then[item.account] += item.total
    for item in (*books.prepayments, *books.assets):
        if item.runs_in(books.month.after(-1)):
            then[DEPRECIATION if item in books.assets else item.account] += item.total / item.months
    return now, then
