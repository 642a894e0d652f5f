"""The kinds of trouble, and of harmless oddity, that a month may hold. Each function plants one and notes the truth.

It returns the item. The truth is noted as breach, as cleared or as escalation; `tempting` is what only looks broken.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from tasks_bank.tasks.compliance_monitoring.buying import approve_by_mail, buy, manager_of, new_ware
from tasks_bank.tasks.compliance_monitoring.customers import break_complaint, complain
from tasks_bank.tasks.compliance_monitoring.gifts import break_register, get_gift, register, tell
from tasks_bank.tasks.compliance_monitoring.office import Breach, Cleared, Office, Purchase
from tasks_bank.tasks.compliance_monitoring.rulebook import (
    SEND_BACK_DAYS,
    SPLIT_DAYS,
    by_amount,
    working_days_later,
)
from tasks_bank.tasks.compliance_monitoring.sales import (
    approve_offer,
    ask_for_early_start,
    make_offer,
    place_order,
    too_early,
)
from tasks_bank.tasks.compliance_monitoring.wording import sent_back_words
from tasks_bank.world.money import to_pence
from tasks_bank.world.month import is_working_day, next_working_day

_CLAIM = "Our Head of Sales has agreed to this discount."


def at_the_limit(office: Office) -> str:
    """Offer exactly the discount that needs no approval, or get a gift of a pound less than has to be registered."""
    rules = office.rules
    day = office.some_day(0.7)
    if office.rng.random() < 0.5:  # noqa: PLR2004 - either is as likely
        return _tempting(office, make_offer(office, day, rules.new.discount).ref, "2.1")
    return _tempting(office, get_gift(office, day, rules.new.gift - 1).ref, "3.1")


def last_day(office: Office) -> str:
    """Register a gift, or acknowledge a complaint, on the last day allowed, with a weekend in between."""
    rules = office.rules
    gift = office.rng.random() < 0.5  # noqa: PLR2004 - either is as likely
    allowed = rules.gift_days if gift else rules.complaint_days
    days = [
        day for day in office.company.month.working_days[:12] if (working_days_later(day, allowed) - day).days > allowed
    ]
    day = office.rng.choice(days)
    if gift:
        given = get_gift(office, day, office.rng.randint(rules.new.gift, rules.gift_most))
        register(office, given, working_days_later(day, allowed))
        return _tempting(office, given.ref, "3.1")
    return _tempting(office, complain(office, day, day, working_days_later(day, allowed))[0].ref, "5.1")


def early_start_asked(office: Office) -> str:
    """Start on an order early because the customer asked for it in writing: allowed."""
    signed = office.some_day(0, 0.5)
    order = place_order(office, signed, too_early(office, signed))
    wish = ask_for_early_start(office, order)
    office.cleared.append(Cleared(order.ref, "2.3", (order.ref, wish.ref)))
    return _tempting(office, order.ref, "2.3")


def approved_offer(office: Office) -> str:
    """Offer a large discount that the Head of Sales approved the working day before: allowed."""
    days = office.company.month.working_days
    place = office.rng.randrange(1, len(days))
    more = office.rng.choice(("", _CLAIM))
    offer = make_offer(office, days[place], office.rules.old.discount + office.rng.randint(2, 12), more=more)
    yes = approve_offer(office, offer, days[place - 1], 15)
    office.cleared.append(Cleared(offer.ref, "2.1", (offer.ref, yes.ref)))
    return _tempting(office, offer.ref, "2.1")


def gift_sent_back(office: Office) -> str:
    """Get a gift that is worth too much, register it, and send it back in time: allowed."""
    day = office.some_day(0, 0.6)
    given = get_gift(office, day, office.rules.gift_most + office.rng.randint(10, 90))
    register(office, given, working_days_later(day, 1))
    back_on = working_days_later(day, SEND_BACK_DAYS)
    back = tell(office, back_on, given.person, "Sent back", sent_back_words(office, given.giver, given.ware))
    office.cleared.append(Cleared(given.ref, "3.2", (given.ref, back)))
    return _tempting(office, given.ref, "3.2")


def old_rule_allows(office: Office) -> str:
    """Offer, under the old issue, a discount that only the new one forbids."""
    rules = office.rules
    discount = office.rng.randint(rules.new.discount + 1, rules.old.discount)
    return _tempting(office, make_offer(office, _before_the_change(office), discount).ref, "2.1")


def old_rule_forbids(office: Office) -> str:
    """Keep, under the old issue, a gift off the register that only the new one would let pass."""
    rules = office.rules
    given = get_gift(office, _before_the_change(office), office.rng.randint(rules.old.gift, rules.new.gift - 1))
    office.breaches.append(Breach(given.ref, "3.1", "medium", (given.ref,)))
    return given.ref


def late_log(office: Office) -> str:
    """Log a complaint days after it came, and acknowledge it in time only by the log."""
    day, most = office.some_day(0, 0.4), office.rules.complaint_days
    logged = working_days_later(day, most + office.rng.randint(1, 3))
    return break_complaint(office, day, logged, working_days_later(logged, 1)).ref


def late_register(office: Office) -> str:
    """Register a gift in time by the day that the entry gives, and too late by the message of the day."""
    day, rules = office.some_day(0, 0.4), office.rules
    given = get_gift(office, day, office.rng.randint(rules.new.gift, rules.gift_most))
    said = working_days_later(day, office.rng.randint(3, 5))
    break_register(office, given, working_days_later(said, rules.gift_days - 1), said)
    return given.ref


def split_purchase(office: Office) -> str:
    """Buy from one supplier twice within a week, each time below the limit, together above it."""
    days = office.company.month.working_days
    place = office.rng.randrange(2, len(days) - 2)
    first, second = _two_purchases(office, days[place], days[place + 2])
    severity = by_amount(first.amount + second.amount, office.rules.purchase)
    office.breaches.append(Breach(second.ref, "4.2", severity, (first.ref, second.ref)))
    return second.ref


def bought_twice(office: Office) -> str:
    """Buy from one supplier twice, more than a week apart: allowed."""
    day = office.some_day(0, 0.5)
    again = day + dt.timedelta(days=SPLIT_DAYS + office.rng.randint(1, 3))
    if not is_working_day(again):
        again = next_working_day(again)
    _, second = _two_purchases(office, day, again)
    return _tempting(office, second.ref, "4.2")


def approval_too_late(office: Office) -> str:
    """Have an approval that is claimed in time and was mailed days later: of an offer or of a purchase."""
    rules = office.rules
    day = office.some_day(0, 0.7)
    after = working_days_later(day, office.rng.randint(1, 4))
    if office.rng.random() < 0.5:  # noqa: PLR2004 - either is as likely
        discount = rules.old.discount + office.rng.randint(2, 12)
        offer = make_offer(office, day, discount, more=_CLAIM)
        yes = approve_offer(office, offer, after, 10)
        severity = by_amount(discount, rules.on(day).discount)
        office.breaches.append(Breach(offer.ref, "2.1", severity, (offer.ref, yes.ref)))
        return offer.ref
    purchase = buy(office, day, above=True)
    approver = manager_of(office, purchase.buyer).name
    office.purchases[-1] = replace(purchase, approved_by=approver, approved_on=day)
    yes = approve_by_mail(office, purchase, after)
    severity = by_amount(purchase.amount, rules.purchase)
    office.breaches.append(Breach(purchase.ref, "4.1", severity, (purchase.ref, yes.ref)))
    return purchase.ref


def senior_person(office: Office) -> str:
    """Have the head of a team buy without approval, or keep a gift off the register."""
    rules = office.rules
    day = office.some_day(0, 0.4)
    head = office.some_head(day)
    if office.rng.random() < 0.5:  # noqa: PLR2004 - either is as likely
        item, clause = buy(office, day, above=True, buyer=head).ref, "4.1"
    else:
        item, clause = get_gift(office, day, office.rng.randint(rules.new.gift, rules.gift_most), head).ref, "3.1"
    office.breaches.append(Breach(item, clause, "high", (item,)))
    office.escalations.append((item, "senior_person"))
    return item


def no_value(office: Office) -> str:
    """Get a gift of which nobody says what it is worth."""
    item = get_gift(office, office.some_day(0, 0.6), None).ref
    office.escalations.append((item, "no_value"))
    return item


def backdating(office: Office) -> str:
    """Have somebody ask for a paper to be given an earlier date."""
    day = office.some_day(0.3)
    asks = office.someone(day)
    before = [each for each in office.company.month.working_days if each < day]
    earlier = office.rng.choice(before[-6:-1])
    said = f"{earlier.day}{_ordinal(earlier.day)}"
    words = office.wording(
        (
            f"I never signed my training sheet. Could you put the {said} on it for me?",
            f"My holiday form is late. Can we just date it back to the {said}?",
            f"Forgot the safety check sheet. Let us write the {said} on it, nobody looks.",
        )
    )
    item = tell(office, day, asks, "A small favour", words)
    office.escalations.append((item, "backdating"))
    return item


KINDS: dict[str, Callable[[Office], str]] = {
    plant.__name__: plant
    for plant in (
        at_the_limit,
        last_day,
        early_start_asked,
        approved_offer,
        gift_sent_back,
        old_rule_allows,
        old_rule_forbids,
        late_log,
        late_register,
        split_purchase,
        bought_twice,
        approval_too_late,
        senior_person,
        no_value,
        backdating,
    )
}
"""The kinds by name."""


def _two_purchases(office: Office, *days: dt.date) -> list[Purchase]:
    """Have somebody buy the same from one supplier twice, each time below the limit, together above it."""
    buyer = office.someone(days[0])
    supplier, ware = new_ware(office, buyer.name, above=False)
    bought = []
    for number, day in enumerate(days, start=1):
        amount = to_pence(Decimal(office.rules.purchase * office.rng.randint(60, 95)) / 100)
        what = f"{ware.name}, part {number}"
        bought.append(Purchase(office.refs.any("PO-"), day, buyer.name, supplier, what, amount))
    office.purchases += bought
    return bought


def _tempting(office: Office, item: str, clause: str) -> str:
    office.tempting.append((item, clause))
    return item


def _before_the_change(office: Office) -> dt.date:
    """Draw a working day of the month on which the old issue was in force, but not the very first."""
    return office.rng.choice([day for day in office.company.month.working_days[1:] if day < office.rules.changed_on])


def _ordinal(number: int) -> str:
    return "th" if 10 < number < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")  # noqa: PLR2004 - 11th to 13th
