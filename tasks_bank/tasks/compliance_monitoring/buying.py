"""Purchases: plain ones that keep to clause 4.1 or break it."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from tasks_bank.tasks.compliance_monitoring.office import Breach, Checked, Message, Office, Purchase
from tasks_bank.tasks.compliance_monitoring.rulebook import by_amount
from tasks_bank.tasks.compliance_monitoring.wording import letter
from tasks_bank.world.people import Person
from tasks_bank.world.suppliers import Supplier
from tasks_bank.world.trades import Ware

_MARGIN = 20
"""Pounds that plain purchases keep away from the limit."""


def buy(
    office: Office,
    day: dt.date,
    *,
    above: bool,
    buyer: Person | None = None,
    approved_by: str = "",
    approved_on: dt.date | None = None,
) -> Purchase:
    """Buy something below or above the limit; nobody buys from a supplier twice."""
    buyer = buyer or office.someone(day)
    supplier, ware = new_ware(office, buyer.name, above=above)
    limit = office.rules.purchase
    low, high = (max(ware.low, limit + _MARGIN), ware.high) if above else (ware.low, min(ware.high, limit - _MARGIN))
    pounds = Decimal(office.rng.randint(low * 4, high * 4)) / 4
    purchase = Purchase(office.refs.any("PO-"), day, buyer.name, supplier, ware.name, pounds, approved_by, approved_on)
    office.purchases.append(purchase)
    return purchase


def new_ware(office: Office, buyer: str, *, above: bool) -> tuple[Supplier, Ware]:
    """Draw a supplier from whom somebody has not bought, and one of its wares that costs less, or more, than the limit.

    A pair of names is a supplier of invoices and its ware: what is bought on a company card has rules of its own.
    """
    limit = office.rules.purchase
    offered: dict[tuple[str, ...], tuple[Supplier, list[Ware]]] = {
        ("purchase", buyer, supplier.name): (
            supplier,
            [
                ware
                for ware in supplier.trade.wares
                if (ware.high > limit + _MARGIN if above else ware.low < limit - _MARGIN)
            ],
        )
        for supplier in office.company.suppliers
        if supplier.trade.paid == "bank"
    }
    names = [pair for pair, (_, wares) in offered.items() if wares]
    supplier, wares = offered[office.new_pair(lambda: office.rng.choice(names))]
    return supplier, office.rng.choice(wares)


def manager_of(office: Office, name: str) -> Person:
    """Return the manager of somebody who has one."""
    manager = next(person.manager for person in office.company.people if person.name == name)
    return next(person for person in office.company.people if person.name == manager)


def approve_by_mail(office: Office, purchase: Purchase, day: dt.date) -> Message:
    """Have the buyer's manager say yes to a purchase by mail."""
    manager = manager_of(office, purchase.buyer)
    buyer = next(person for person in office.company.people if person.name == purchase.buyer)
    said = office.wording(
        (
            f"Yes, you may order this from {purchase.supplier.name}: {purchase.what}, £{purchase.amount:,.2f}.",
            f"{purchase.what} from {purchase.supplier.name} for £{purchase.amount:,.2f}: fine, please go ahead.",
        )
    )
    mail = Message(
        office.refs.any("M-"),
        office.moment(day),
        f"{manager.name} <{manager.email}>",
        f"{buyer.name} <{buyer.email}>",
        f"Your request: {purchase.supplier.name}",
        letter(f"Hi {buyer.first_name},", said),
    )
    office.mails.append(mail)
    return mail


def plain_purchase(office: Office, *, broken: bool) -> None:
    """Buy below the limit, or above it with approval; or above it with none, a late one, or somebody else's."""
    day = office.some_day(0, 0.7)
    if not broken:
        above = office.rng.random() < 0.5  # noqa: PLR2004 - either is as likely
        purchase = buy(office, day, above=above, buyer=office.anyone(day))
        if above:
            manager = manager_of(office, purchase.buyer)
            approved = replace(purchase, approved_by=manager.name, approved_on=day)
            office.purchases[-1] = approved
        words = "approved in time" if above else f"£{purchase.amount:.2f}, no approval needed"
        office.checked.append(Checked(purchase.ref, "4.1", words, "above the limit, no approval"))
        return
    purchase = buy(office, day, above=True)
    kind = office.rng.randrange(3)
    if kind == 1:
        late = office.some_day(0.8, 1)
        office.purchases[-1] = replace(purchase, approved_by=manager_of(office, purchase.buyer).name, approved_on=late)
    elif kind == 2:  # noqa: PLR2004 - the last of the three ways
        manager = manager_of(office, purchase.buyer)
        other = office.someone(day)
        while other.name in {purchase.buyer, manager.name}:
            other = office.someone(day)
        office.purchases[-1] = replace(purchase, approved_by=other.name, approved_on=day)
    severity = by_amount(purchase.amount, office.rules.purchase)
    office.breaches.append(Breach(purchase.ref, "4.1", severity, (purchase.ref,)))
    office.checked.append(Checked(purchase.ref, "4.1", "approved in time", "above the limit, no approval"))
