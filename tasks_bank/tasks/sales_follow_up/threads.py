"""Ordinary conversations: one function for each place where a thread may stand."""

import datetime as dt
from collections.abc import Sequence

from tasks_bank.tasks.sales_follow_up.records import Desk, Lead, Letter, pounds, working_days_after
from tasks_bank.tasks.sales_follow_up.wording import (
    ASK,
    AWAY,
    DECLINED,
    DEMO,
    DISCOUNT,
    GENTLE,
    QUOTE,
    SUBJECTS,
    Words,
    said,
)
from tasks_bank.world.month import MONTHS
from tasks_bank.world.people import Person


def asks_price(desk: Desk, lead: Lead, *before: str, after: str = "", ways: Words = ASK) -> None:
    """Let the customer ask for a quotation in the last three days, with what stands before and after the question."""
    lead.asked = desk.past[-desk.rng.randint(1, 3)]
    they_write(desk, lead, lead.asked, [*before, speak(desk, lead, ways), *([after] if after else [])])


def small_discount(desk: Desk, lead: Lead) -> None:
    """Let the customer ask for a discount that the team may give."""
    give_discount(desk, lead, desk.rng.choice((2, 3, 5)))


def give_discount(desk: Desk, lead: Lead, per_cent: int) -> None:
    """Let the customer ask for so many per cent off, and grant it."""
    lead.discount = per_cent
    asks_price(desk, lead, after=speak(desk, lead, DISCOUNT, per_cent=str(per_cent)))


def quiet(desk: Desk, lead: Lead) -> None:
    """Leave our quotation unanswered for longer than the rules have patience."""
    unanswered(desk, lead, desk.policy.patience + desk.rng.randint(0, 2))


def fresh(desk: Desk, lead: Lead) -> None:
    """Leave our quotation unanswered, though not for long."""
    unanswered(desk, lead, desk.rng.randint(1, desk.policy.patience - 1))


def unanswered(desk: Desk, lead: Lead, age: int) -> None:
    """Send our quotation so many working days ago; nothing has come back."""
    lead.situation = "quiet"
    lead.asked, lead.quoted = desk.past[-age - 2], desk.past[-age]
    they_write(desk, lead, lead.asked, [speak(desk, lead, ASK)])
    we_quote(desk, lead, lead.quoted)


def demo(desk: Desk, lead: Lead) -> None:
    """Let the customer ask to be shown the product on a day to come, when the seller is there."""
    lead.situation = "demo"
    day = working_days_after(desk.today, desk.rng.randint(3, 8))
    while desk.owner_on(lead.seller, day) is not lead.seller:
        day = working_days_after(day, 1)
    lead.demo = dt.datetime.combine(day, dt.time(desk.rng.randint(9, 16)))
    wish = speak(desk, lead, DEMO, day=in_words(day), time=f"{lead.demo:%H:%M}")
    they_write(desk, lead, desk.past[-desk.rng.randint(1, 2)], [wish])


def declined(desk: Desk, lead: Lead) -> None:
    """Let the customer say no to our quotation."""
    unanswered(desk, lead, desk.rng.randint(3, 5))
    lead.situation = "declined"
    they_write(desk, lead, desk.past[-desk.rng.randint(1, 2)], [speak(desk, lead, DECLINED)])


def away(desk: Desk, lead: Lead) -> None:
    """Let an automatic reply come back to our quotation at once."""
    age = desk.rng.randint(2, 3)
    unanswered(desk, lead, age)
    lead.situation = "away"
    lead.back = working_days_after(desk.today, desk.rng.randint(2, 6))
    they_write(desk, lead, desk.past[-age], [speak(desk, lead, AWAY, day=in_words(lead.back))])


def we_quote(desk: Desk, lead: Lead, day: dt.date) -> None:
    """Send our quotation at the price that applies to this lead."""
    figures = {"unit": pounds(lead.basis), "total": pounds(lead.basis * lead.units)}
    we_write(desk, lead, day, [speak(desk, lead, QUOTE, **figures)])


def they_write(desk: Desk, lead: Lead, day: dt.date, parts: Sequence[str]) -> None:
    """Let the customer write to the seller."""
    small_talk = [desk.rng.choice(GENTLE)] if desk.rng.random() < desk.noise / 2 else []
    automatic = parts[0].startswith("Automatic")
    greeting = [] if automatic else [f"Hello {lead.seller.first_name},", *small_talk]
    text = "\n\n".join([*greeting, *parts, f"{lead.person.name}\n{lead.company}"])
    subject = speak(desk, lead, SUBJECTS)
    lead.thread.append(Letter(day, lead.person, lead.seller, subject, text))


def we_write(desk: Desk, lead: Lead, day: dt.date, parts: Sequence[str]) -> None:
    """Let the seller, or whoever stands in on that day, write to the customer."""
    sender: Person = desk.owner_on(lead.seller, day)
    first = lead.person.name.split(maxsplit=1)[0]
    text = "\n\n".join([f"Dear {first},", *parts, f"Kind regards\n{sender.name}\n{desk.company.name}"])
    lead.thread.append(Letter(day, sender, lead.person, lead.price.product, text))


def speak(desk: Desk, lead: Lead, ways: Words, **gaps: str) -> str:
    """Say one thing about a lead's product and number."""
    known = {"product": lead.price.product, "units": str(lead.units), "measure": desk.measure}
    return said(desk.rng, ways, desk.noise, **known, **gaps)


def in_words(day: dt.date) -> str:
    """Write a day as people do in a mail: ``Tuesday 14 May``."""
    return f"{day:%A} {day.day} {MONTHS[day.month - 1]}"
