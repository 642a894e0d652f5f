"""What happens to any account: sales month by month, tickets, notes and mails."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from tasks_bank.tasks.at_risk_accounts.records import Account, Invoice, Message, Priority, Review, Ticket
from tasks_bank.tasks.at_risk_accounts.wording import HIGH_TICKETS, ORDINARY_TICKETS, SUBJECTS, letter
from tasks_bank.world.customers import CONTACT_LAST_NAMES, Contact, Customer, some_contact
from tasks_bank.world.money import to_pence
from tasks_bank.world.month import Month

_STILL_GOOD_FOR_DAYS = 40
"""A contract that nothing else is said of runs at least so many days beyond the window."""
_OPENED_BY = -3
"""Open complaints came in before the last three working days, so that somebody can write about them."""


def open_account(review: Review, customer: Customer) -> Account:
    """Open a customer's account; its contract has long to run, and both sources say so."""
    end = customer.contract_end
    if end < review.window_end + dt.timedelta(days=_STILL_GOOD_FOR_DAYS):
        end = a_year_on(end)
    return Account(customer, review.refs.any("CON-"), end, end)


def a_year_on(day: dt.date) -> dt.date:
    """Return the month's end a year after a month's end, as somebody types it who rolls a contract on."""
    return Month(day.year + 1, day.month).last


def soon(review: Review) -> dt.date:
    """Draw a month's end within the window, after the review."""
    ends = [review.company.month.after(months).last for months in (1, 2)]
    return review.rng.choice([end for end in ends if end <= review.window_end])


def sell(review: Review, account: Account, fall: str) -> None:
    """Invoice three months; `fall` is none, near (just too little to count), slight or steep."""
    rng, slight, steep = review.rng, review.policy.slight_fall, review.policy.steep_fall
    low, high = {
        "none": (-8, 8),
        "near": (slight - 4, slight - 2),
        "slight": (slight + 1, steep - 3),
        "steep": (steep + 2, steep + 25),
    }[fall]
    first = Decimal(account.customer.monthly_pounds * rng.randint(96, 104)) / 100
    last = first * (100 - rng.randint(low, high)) / 100
    middle = (first + last) / 2 * rng.randint(97, 103) / 100
    for month, total in enumerate((first, middle, last)):
        bill(review, account, month, to_pence(total))
    before = account.customer.monthly_pounds * rng.randint(80, 100) // 100
    account.last_year = tuple(before * rng.randint(97, 106) // 100 for _ in review.months)


def bill(review: Review, account: Account, month: int, total: Decimal) -> None:
    """Invoice a month's sales in one piece or in several."""
    rng = review.rng
    pieces = max(1, review.orders + rng.choice((-1, 0, 0, 1)))
    weights = [rng.randint(3, 6) for _ in range(pieces)]
    amounts = [to_pence(total * weight / sum(weights)) for weight in weights[1:]]
    for amount in (total - sum(amounts, Decimal(0)), *amounts):
        account.invoices.append(Invoice(rng.choice(review.days(month)), "regular", amount))


def number_invoices(review: Review) -> None:
    """Give all invoices references: a series a month, in the order of the dates."""
    for month in review.months:
        invoices = [invoice for account in review.accounts for invoice in account.invoices if invoice.dated in month]
        invoices.sort(key=lambda invoice: invoice.dated)
        refs = review.refs.in_order(f"S{month.number:02}-", len(invoices))
        for invoice, ref in zip(invoices, refs, strict=True):
            invoice.ref = ref
    for account in review.accounts:
        account.invoices.sort(key=lambda invoice: (invoice.dated, invoice.ref))


def add_tickets(review: Review, account: Account, counting: int) -> None:
    """Open tickets of high priority, and add a closed one, which does not count."""
    rng, product = review.rng, account.customer.product
    ways = rng.sample(HIGH_TICKETS, counting + 1)
    for way in ways[:counting]:
        opened = rng.choice([*review.days(1), *review.days(2)[:_OPENED_BY]])
        account.tickets.append(Ticket(review.refs.any("T-"), opened, way.format(product=product), "high"))
    quiet = rng.random() >= review.noise
    subject = rng.choice(ORDINARY_TICKETS) if quiet else ways[-1]
    priority: Priority = "low" if quiet else rng.choice(("high", "normal"))
    closed = rng.choice(review.days(1))
    opened = rng.choice(review.days(0))
    account.tickets.append(Ticket(review.refs.any("T-"), opened, subject.format(product=product), priority, closed))


def note(review: Review, account: Account, text: str, month: int = 2, *, after: dt.date = dt.date.min) -> str:
    """Have the account manager make a note in the CRM, and return its reference."""
    ref = review.refs.any("NOTE-")
    day = review.rng.choice([day for day in review.days(month) if day > after])
    account.messages.append(Message(ref, "note", day, account.customer.owner, "", "", text))
    return ref


def write_mail(
    review: Review,
    account: Account,
    parts: Sequence[str],
    *,
    by_another: bool = False,
    after: dt.date = dt.date.min,
) -> str:
    """Have the contact, or somebody else there, write to the account manager; return the mail's reference."""
    rng, customer = review.rng, account.customer
    writer = customer.contacts[0]
    if by_another:
        writer = _somebody_else(review, customer)
    owner = next(person for person in review.company.people if person.name == customer.owner)
    body = letter(parts, owner=owner.first_name, contact=writer.name, company=customer.name)
    ref = review.refs.any("MAIL-")
    account.messages.append(
        Message(
            ref,
            "mail",
            rng.choice([day for day in review.days(2) if day > after]),
            f"{writer.name} <{writer.email}>",
            f"{owner.name} <{owner.email}>",
            rng.choice(SUBJECTS),
            body,
            dt.time(rng.randint(8, 17), rng.randrange(0, 60, 5)),
        )
    )
    return ref


def _somebody_else(review: Review, customer: Customer) -> Contact:
    known = {contact.name for contact in customer.contacts}
    domain = customer.contacts[0].email.partition("@")[2]
    while (other := some_contact(review.rng, review.rng.choice(CONTACT_LAST_NAMES), domain)).name in known:
        pass
    return other
