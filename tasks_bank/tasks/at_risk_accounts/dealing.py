"""Deals a quarter's review: which accounts are at risk and which are well, what is planted, which source is wrong."""

from random import Random

from tasks_bank.case import Dials
from tasks_bank.tasks.at_risk_accounts.ordinary import (
    a_year_on,
    add_tickets,
    note,
    number_invoices,
    open_account,
    sell,
    soon,
    write_mail,
)
from tasks_bank.tasks.at_risk_accounts.planted import KINDS, NEEDS_TWO
from tasks_bank.tasks.at_risk_accounts.records import Account, Plant, Policy, Review
from tasks_bank.tasks.at_risk_accounts.wording import HARMLESS_NOTES, NEAR_MISSES, SAID_CLOSED, said
from tasks_bank.world.company import company_of
from tasks_bank.world.references import References

_RISKY = (("steep", 0, False), ("slight", 1, False), ("none", 2, True), ("slight", 0, True), ("slight", 2, True))
_VERY_RISKY = (("steep", 2, False), ("steep", 0, True), ("steep", 1, True))
"""Fall of sales, open tickets of high priority, and whether the contract ends soon."""
_WELL = (("none", 0, False), ("none", 1, False), ("none", 0, True), ("slight", 0, False), ("near", 1, False))
_SHARE_AT_RISK = 0.6
_MONTHS_OFF = 7


def deal_review(seed: int, dials: Dials) -> Review:
    """Deal the review of a seed, accounts in the order of their references."""
    rng = Random(f"at_risk_accounts {seed}")
    noise = float(dials["noise"])
    policy = Policy(
        slight_fall=rng.choice((20, 25, 30)),
        steep_fall=rng.choice((45, 50, 55)),
        window_days=rng.choice((45, 60, 75)),
        high_value=rng.choice((2000, 2500, 3000)),
    )
    company = company_of(seed, noise)
    review = Review(company, policy, rng, References(seed, rng), noise, int(dials["orders"]))
    chosen = rng.sample(company.customers, int(dials["accounts"]))
    waiting = [open_account(review, customer) for customer in chosen]
    review.accounts += sorted(waiting, key=lambda account: account.ref)
    plain = _plant(review, waiting, int(dials["planted"]))
    for place, account in enumerate(plain):
        _deal_plain(review, account, place)
    _near_misses(review, plain, int(dials["decoys"]))
    for account in rng.sample(plain, round(float(dials["disagree"]) * len(plain))):
        _disagree(review, account)
    for account in review.accounts:
        _chatter(review, account)
    number_invoices(review)
    return review


def _plant(review: Review, waiting: list[Account], wanted: int) -> list[Account]:
    """Plant while an account is left for it, and return the accounts that stay plain: two at least."""
    kinds = review.rng.sample(list(KINDS), len(KINDS))
    left = list(waiting)
    for number in range(wanted):
        kind = kinds[number % len(kinds)]
        needed = 2 if kind in NEEDS_TWO else 1
        if len(left) - needed < 2:  # noqa: PLR2004 - two accounts stay plain
            break
        taken, left = left[:needed], left[needed:]
        KINDS[kind](review, *taken)
        review.planted.append(Plant(kind, taken[0].ref))
    return left


def _deal_plain(review: Review, account: Account, place: int) -> None:
    """Make an account risky or well; of five in a row, three are risky, and the first always."""
    is_risky = (place * 3) % 5 < round(5 * _SHARE_AT_RISK)
    profiles = (_VERY_RISKY if review.rng.random() < 1 / 3 else _RISKY) if is_risky else _WELL
    fall, tickets, ends_soon = review.rng.choice(profiles)
    sell(review, account, fall)
    add_tickets(review, account, tickets)
    if ends_soon:
        account.registered_end = account.crm_end = soon(review)


def _near_misses(review: Review, plain: list[Account], wanted: int) -> None:
    """Have customers write what looks like a sign of risk and is none."""
    ways = review.rng.sample(NEAR_MISSES, len(NEAR_MISSES))
    for account, way in zip(review.rng.sample(plain, min(wanted, len(plain))), ways, strict=False):
        customer = account.customer
        write_mail(
            review, account, [way.format(product=customer.product, contact=customer.contacts[0].name)], by_another=True
        )


def _disagree(review: Review, account: Account) -> None:
    """Let the lesser source contradict the better one: a note on a ticket, or the CRM on the contract's end."""
    tickets = [ticket for ticket in account.tickets if ticket.counts]
    if tickets and review.rng.random() < 0.5:  # noqa: PLR2004 - either is as likely
        account.said_closed = {ticket.ref for ticket in tickets}
        listed = " and ".join(sorted(account.said_closed))
        latest = max(ticket.opened for ticket in tickets)
        note(review, account, said(review.rng, SAID_CLOSED, review.noise, ticket=listed), after=latest)
    elif account.registered_end <= review.window_end:
        account.crm_end = a_year_on(account.registered_end)
    else:
        account.crm_end = soon(review)


def _chatter(review: Review, account: Account) -> None:
    """Add a note of an earlier month that says nothing of risk."""
    customer = account.customer
    gaps = {"contact": customer.contacts[0].name, "product": customer.product}
    note(review, account, said(review.rng, HARMLESS_NOTES, 1, **gaps), month=review.rng.choice((0, 1)))
