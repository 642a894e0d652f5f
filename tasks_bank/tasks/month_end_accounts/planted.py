"""What is wrong in the month's books. Each function plants one thing and notes what puts it right."""

from dataclasses import replace
from decimal import Decimal

from tasks_bank.tasks.month_end_accounts.books import (
    ACCRUALS,
    BANK,
    BANK_CHARGES,
    DEBTORS,
    DEFERRED,
    OTHER_INCOME,
    PREPAYMENTS,
    SALES,
    SUSPENSE,
    VAT_OUT,
    BankLine,
    Books,
    Finding,
    Item,
    OpenItem,
    Plant,
    Posting,
)
from tasks_bank.tasks.month_end_accounts.routine import buy_something, invoice_later, owed_before, sell
from tasks_bank.world.money import STANDARD_VAT, vat_on
from tasks_bank.world.month import next_working_day

_EVEN = 0.5
"""The chance of each of two variants."""


def duplicate_journal(books: Books) -> Item:
    """Post a journal twice: a write-off, the pension, or bank charges."""
    amount = books.fresh(60, 480)
    dated = books.some_day(3, -4)
    which = books.rng.choice(("bad debt", "pension", "charges"))
    if which == "bad debt":
        written_off = owed_before(books)
        books.debtors.remove(written_off)
        amount = written_off.gross
        text, lines = f"{written_off.party}, {written_off.ref} written off", (("8100", amount), (DEBTORS, -amount))
    elif which == "pension":
        text, lines = "Pension, extra contribution", (("7000", amount), ("2230", -amount))
    else:
        text, lines = "Bank charges of the quarter", ((BANK_CHARGES, amount), (BANK, -amount))
        books.bank.append(BankLine(dated, "ACCOUNT CHARGES", -amount))
    first = books.post(Posting(dated, text, lines))
    again = books.post(replace(first, dated=next_working_day(dated)))
    books.correct(again, "duplicate_journal", _opposite(lines))
    return again


def sign_error(books: Books) -> Item:
    """Post a credit note as if it were an invoice, or interest received as if it had been paid."""
    amount = books.fresh(60, 420)
    dated = books.some_day(3, -4)
    if books.rng.random() < _EVEN:
        customer = books.next_of(books.company.customers).name
        vat = vat_on(amount, STANDARD_VAT)
        note = OpenItem(books.refs.any("CN-"), dated, customer, -amount - vat)
        books.debtors.append(note)
        books.delivered[note.ref] = dated
        lines: tuple[tuple[str, Decimal], ...] = ((DEBTORS, amount + vat), (SALES, -amount), (VAT_OUT, -vat))
        wrong = books.post(Posting(dated, f"{customer}, credit note", lines, note.ref))
    else:
        books.bank.append(BankLine(dated, "INTEREST RECEIVED", amount))
        lines = ((OTHER_INCOME, amount), (BANK, -amount))
        wrong = books.post(Posting(dated, "Interest received from the bank", lines))
    books.correct(wrong, "sign_error", _opposite(lines, 2))
    return wrong


def suspense_known(books: Books) -> Item:
    """Put a receipt on suspense though the statement names the customer, who owes exactly that."""
    owed = owed_before(books)
    return _on_suspense(books, books.spell(owed.party), owed.gross, known=True)


def suspense_unknown(books: Books) -> Item:
    """Put a receipt on suspense that nothing explains."""
    return _on_suspense(books, f"FASTER PAYMENT {books.rng.randint(10_000, 99_999)}", books.fresh(80, 900), known=False)


def _on_suspense(books: Books, name: str, amount: Decimal, *, known: bool) -> Item:
    dated = books.some_day(2, -4)
    books.bank.append(BankLine(dated, name, amount))
    posting = books.post(Posting(dated, "Receipt, sender to be found", ((BANK, amount), (SUSPENSE, -amount))))
    if known:
        books.correct(posting, "suspense", ((SUSPENSE, amount), (DEBTORS, -amount)))
    else:
        books.anomalies.append(Finding(posting, "suspense"))
        books.escalations.append(Finding(posting, "unexplained"))
    return posting


def cost_too_early(books: Books) -> Item:
    """Book an invoice of this month for what is delivered next month."""
    item = buy_something(books)
    books.delivered[item.ref] = books.month.after(1).working_days[books.rng.randint(0, 4)]
    posting = next(posting for posting in books.postings if posting.ref == item.ref)
    account, net = posting.lines[0]
    books.correct(posting, "cut_off", ((PREPAYMENTS, net), (account, -net)))
    return posting


def cost_missing(books: Books) -> Item:
    """Leave out what was delivered this month and is invoiced next month."""
    late = invoice_later(books, delivered_in_month=True)
    books.correct(late, "cut_off", ((late.account, late.net), (ACCRUALS, -late.net)))
    return late


def sale_too_early(books: Books) -> Item:
    """Invoice a customer this month for what is delivered next month."""
    item = sell(books)
    books.delivered[item.ref] = books.month.after(1).working_days[books.rng.randint(0, 4)]
    posting = next(posting for posting in books.postings if posting.ref == item.ref)
    net = -posting.lines[1][1]
    books.correct(posting, "cut_off", ((SALES, net), (DEFERRED, -net)))
    return posting


def not_in_books(books: Books) -> Item:
    """Have a charge or interest on the statement that nobody has posted."""
    amount = books.fresh(8, 90)
    if books.rng.random() < _EVEN:
        line = BankLine(books.some_day(-6), "CARD TERMINAL CHARGES", -amount)
        lines = ((BANK_CHARGES, amount), (BANK, -amount))
    else:
        line = BankLine(books.some_day(-6), "DEPOSIT ACCOUNT INTEREST", amount)
        lines = ((BANK, amount), (OTHER_INCOME, -amount))
    books.bank.append(line)
    books.correct(line, "not_in_books", lines)
    return line


def unknown_debit(books: Books) -> Item:
    """Have a direct debit on the statement that nothing explains."""
    line = BankLine(books.some_day(4), f"DIRECT DEBIT {books.rng.randint(10_000, 99_999)}", -books.fresh(40, 390))
    books.bank.append(line)
    books.anomalies.append(Finding(line, "not_in_books"))
    books.escalations.append(Finding(line, "unexplained"))
    return line


def _opposite(lines: tuple[tuple[str, Decimal], ...], times: int = 1) -> tuple[tuple[str, Decimal], ...]:
    return tuple((account, -amount * times) for account, amount in lines)


KINDS: dict[str, Plant] = {
    plant.__name__: plant
    for plant in (
        duplicate_journal,
        sign_error,
        suspense_known,
        suspense_unknown,
        cost_too_early,
        cost_missing,
        sale_too_early,
        not_in_books,
        unknown_debit,
    )
}
"""The kinds by name, in the order of the rules' telling."""
