"""What is hidden among the accounts, one function a kind; what follows from it is computed in `scoring.py`."""

from collections.abc import Callable
from decimal import Decimal

from tasks_bank.tasks.at_risk_accounts.ordinary import a_year_on, add_tickets, note, sell, soon, write_mail
from tasks_bank.tasks.at_risk_accounts.records import Account, Invoice, Review
from tasks_bank.tasks.at_risk_accounts.wording import COMPARES, GONE, MERGED, RENEWED, THREATENS, said
from tasks_bank.world.money import to_pence
from tasks_bank.world.paper import date_as_written


def seasonal_dip(review: Review, account: Account) -> None:
    """Let sales fall steeply, as they did in the same months of last year: no risk."""
    sell(review, account, "steep")
    first = account.last_year[0]
    fall = review.policy.slight_fall + review.rng.randint(5, 25)
    account.last_year = (first, first * (100 - fall // 2) // 100, first * (100 - fall) // 100)
    add_tickets(review, account, 0)


def merged_account(review: Review, account: Account, other: Account) -> None:
    """Let an account be merged into another one, which gets its invoices from the last month on: no risk."""
    sell(review, account, "none")
    sell(review, other, "none")
    last = review.months[-1]
    other.invoices += [invoice for invoice in account.invoices if invoice.dated in last]
    account.invoices = [invoice for invoice in account.invoices if invoice.dated not in last]
    account.merged_into = other
    gaps = {"ref": account.ref, "company": account.customer.name, "month": last.name}
    gaps |= {"other": other.customer.name, "other_ref": other.ref}
    write_mail(review, account, [said(review.rng, MERGED, review.noise, **gaps)])


def contact_left(review: Review, account: Account) -> None:
    """Let the only known contact leave without a successor, while sales fall slightly."""
    sell(review, account, "slight")
    gaps = {"company": account.customer.name, "contact": account.customer.contacts[0].name}
    account.gone = note(review, account, said(review.rng, GONE, review.noise, **gaps))


def renewal_signed(review: Review, account: Account) -> None:
    """Let a contract end soon by every register, though the customer has sent the signed renewal: no risk."""
    sell(review, account, "slight")
    account.registered_end = account.crm_end = soon(review)
    account.renewed = True
    until = date_as_written(a_year_on(a_year_on(account.registered_end)), "words")
    gaps = {"contract": account.contract, "until": until}
    write_mail(review, account, [said(review.rng, RENEWED, review.noise, **gaps)])


def one_off_order(review: Review, account: Account) -> None:
    """Let the first month hold a large order that comes once, beside which the last month looks poor: no risk."""
    sell(review, account, "none")
    usual = Decimal(account.customer.monthly_pounds)
    amount = to_pence(usual * review.rng.randint(160, 220) / 100)
    account.invoices.append(Invoice(review.rng.choice(review.days(0)), "project", amount))
    add_tickets(review, account, 0)


def competitor_near(review: Review, account: Account) -> None:
    """Let the customer compare us with another supplier, and have an open complaint."""
    sell(review, account, "none")
    add_tickets(review, account, 1)
    account.compares = write_mail(review, account, [said(review.rng, COMPARES, review.noise)])


def legal_threat(review: Review, account: Account) -> None:
    """Let the customer threaten with the law over an open complaint."""
    sell(review, account, "none")
    add_tickets(review, account, 1)
    ticket = account.tickets[0]
    complaint = f"{ticket.subject} - that is {ticket.ref}, and I am still waiting."
    threat = said(review.rng, THREATENS, review.noise)
    account.threatens = write_mail(review, account, [complaint, threat], after=ticket.opened)


def out_of_contract(review: Review, account: Account) -> None:
    """Let the contract have ended by the register, while the CRM has rolled it on by itself."""
    sell(review, account, "slight")
    account.registered_end = review.rng.choice(review.months[:2]).last
    account.crm_end = a_year_on(account.registered_end)


KINDS: dict[str, Callable[..., None]] = {
    plant.__name__: plant
    for plant in (
        seasonal_dip,
        merged_account,
        contact_left,
        renewal_signed,
        one_off_order,
        competitor_near,
        legal_threat,
        out_of_contract,
    )
}
"""The kinds by name; each takes the review and an account."""
NEEDS_TWO = frozenset({"merged_account"})
"""Kinds that take two accounts."""
