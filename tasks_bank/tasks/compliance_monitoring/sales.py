"""Offers and orders: plain ones that keep to clauses 2.1 to 2.3 or break one of them."""

import datetime as dt
from dataclasses import dataclass

from tasks_bank.tasks.compliance_monitoring.office import Breach, Checked, Message, Office, Order
from tasks_bank.tasks.compliance_monitoring.rulebook import by_amount, by_days
from tasks_bank.tasks.compliance_monitoring.wording import approval_body, early_start_body, offer_body
from tasks_bank.world.customers import Customer
from tasks_bank.world.month import is_working_day
from tasks_bank.world.people import Person


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer with what its approval would have to name."""

    mail: Message
    seller: Person
    customer: Customer
    product: str
    discount: int
    """Per cent."""

    @property
    def ref(self) -> str:
        """The reference of the mail."""
        return self.mail.ref


def make_offer(
    office: Office,
    day: dt.date,
    discount: int,
    *,
    notice: bool = True,
    seller: Person | None = None,
    more: str = "",
) -> Offer:
    """Send a customer an offer for a product; a customer gets one offer for each product at most."""
    rng, company = office.rng, office.company
    seller = seller or office.someone(day, "Sales")
    pairs = [(customer, product) for customer in company.customers for product in company.brand.products]
    offers: dict[tuple[str, ...], tuple[Customer, str]] = {
        ("offer", c.ref, product): (c, product) for c, product in pairs
    }
    customer, product = offers[office.new_pair(lambda: rng.choice(list(offers)))]
    contact = customer.contacts[0]
    mail = Message(
        office.refs.any("M-"),
        office.moment(day),
        f"{seller.name} <{seller.email}>",
        f"{contact.name} <{contact.email}>",
        f"Offer: {product} for {customer.name}",
        offer_body(office, contact, product, discount, notice=notice, more=more),
    )
    office.mails.append(mail)
    return Offer(mail, seller, customer, product, discount)


def approve_offer(office: Office, offer: Offer, day: dt.date, hour: int) -> Message:
    """Have the Head of Sales say yes to an offer's discount, on a day at an hour."""
    head = office.company.who("Head of Sales")
    mail = Message(
        office.refs.any("M-"),
        dt.datetime.combine(day, dt.time(hour, office.rng.randrange(60))),
        f"{head.name} <{head.email}>",
        f"{offer.seller.name} <{offer.seller.email}>",
        f"{offer.product} for {offer.customer.name}",
        approval_body(office, offer.seller.name, offer.customer, offer.product, offer.discount),
    )
    office.mails.append(mail)
    return mail


def place_order(office: Office, signed: dt.date, started: dt.date) -> Order:
    """Take an order of a customer who has not ordered this month."""
    customer = office.new_customer("order")
    seller = office.someone(signed, "Sales")
    product = office.rng.choice(office.company.brand.products)
    order = Order(office.refs.any("O-"), customer, product, seller.name, signed, started)
    office.orders.append(order)
    return order


def ask_for_early_start(office: Office, order: Order) -> Message:
    """Have the customer ask in writing, on the day of signing, for work to start early."""
    contact = order.customer.contacts[0]
    seller = next(person for person in office.company.people if person.name == order.seller)
    mail = Message(
        office.refs.any("M-"),
        dt.datetime.combine(order.signed, dt.time(16, office.rng.randrange(60))),
        f"{contact.name} <{contact.email}>",
        f"{seller.name} <{seller.email}>",
        f"{order.product}: please start",
        early_start_body(office, order.customer, order.product),
    )
    office.mails.append(mail)
    return mail


def too_early(office: Office, signed: dt.date) -> dt.date:
    """Draw a working day between the signing and the end of the cooling-off time."""
    days = [signed + dt.timedelta(days=n) for n in range(2, office.rules.cooling_days)]
    return office.rng.choice([day for day in days if is_working_day(day)])


def plain_offer(office: Office, *, broken: bool) -> None:
    """Send an offer: well within both issues' limits and with its notice period, or without the one or the other."""
    day, rules = office.some_day(), office.rules
    no_notice = broken and office.rng.random() < 0.5  # noqa: PLR2004 - either is as likely
    too_much = broken and not no_notice
    discount = rules.old.discount + office.rng.randint(1, 12) if too_much else office.rng.randint(3, 7)
    offer = make_offer(office, day, discount, notice=not no_notice)
    if no_notice:
        office.breaches.append(Breach(offer.ref, "2.2", "low", (offer.ref,)))
    elif too_much:
        office.breaches.append(Breach(offer.ref, "2.1", by_amount(discount, rules.on(day).discount), (offer.ref,)))
    if no_notice:
        kept, told = "notice period stated", "no notice period stated"
    else:
        high = discount if too_much else rules.old.discount + discount
        kept, told = f"discount {discount if not too_much else 5} %", f"discount {high} %, no approval"
    office.checked.append(Checked(offer.ref, "2.2" if no_notice else "2.1", kept, told))


def plain_order(office: Office, *, broken: bool) -> None:
    """Take an order on which work starts when the cooling-off time is over, or before."""
    signed, cooling = office.some_day(0, 0.2), office.rules.cooling_days
    over = signed + dt.timedelta(days=cooling + office.rng.randint(0, 3))
    while not is_working_day(over):
        over += dt.timedelta(days=1)
    started = too_early(office, signed) if broken else over
    order = place_order(office, signed, started)
    days = (started - signed).days
    if broken:
        office.breaches.append(Breach(order.ref, "2.3", by_days(cooling - days), (order.ref,)))
    fine, early = (cooling, days) if broken else (days, cooling - office.rng.randint(2, 6))
    kept, told = (f"work began {n} days after signing" for n in (fine, early))
    office.checked.append(Checked(order.ref, "2.3", kept, told))
