"""Gifts from suppliers: plain ones that keep to clauses 3.1 and 3.2 or break one of them."""

import datetime as dt
from dataclasses import dataclass

from tasks_bank.tasks.compliance_monitoring.office import Breach, Chat, Checked, Gift, Message, Office
from tasks_bank.tasks.compliance_monitoring.rulebook import by_amount, by_days, working_days_between, working_days_later
from tasks_bank.tasks.compliance_monitoring.wording import gift_words, letter, some_ware, working_days
from tasks_bank.world.people import Person

_BY_CHAT = 0.6


@dataclass(frozen=True, slots=True)
class Given:
    """A gift and the message that tells of it."""

    ref: str
    """Of the message."""
    person: Person
    giver: str
    ware: str
    pounds: int | None
    day: dt.date


def get_gift(office: Office, day: dt.date, pounds: int | None, person: Person | None = None) -> Given:
    """Have somebody get a gift and tell of it on the same day; nobody gets two from one supplier."""
    rng = office.rng
    person = person or office.someone(day)
    who = person.name
    givers = [supplier for supplier in office.company.suppliers if supplier.trade.paid == "bank"]
    _, _, giver = office.new_pair(lambda: ("gift", who, rng.choice(givers).name))
    ware = some_ware(office, pounds)
    ref = tell(office, day, person, "From a supplier", gift_words(office, giver, pounds, ware))
    return Given(ref, person, giver, ware, pounds, day)


def tell(office: Office, day: dt.date, person: Person, subject: str, words: str) -> str:
    """Have somebody write something down, in the chat or by mail to a colleague; return the message's reference."""
    sent = office.moment(day)
    if office.rng.random() < _BY_CHAT:
        line = Chat(office.refs.any("CH-"), sent, person.name, words)
        office.chats.append(line)
        return line.ref
    colleague = office.rng.choice([other for other in office.company.people[1:] if other is not person])
    mail = Message(
        office.refs.any("M-"),
        sent,
        f"{person.name} <{person.email}>",
        f"{colleague.name} <{colleague.email}>",
        subject,
        letter(f"Hi {colleague.first_name},", words, person.first_name),
    )
    office.mails.append(mail)
    return mail.ref


def register(office: Office, given: Given, entered: dt.date, received: dt.date | None = None) -> Gift:
    """Enter a gift in the register; `received` is what the entry says of the day, if it is not the true one."""
    entry = Gift(
        office.refs.any("G-"),
        given.person.name,
        given.giver,
        given.ware,
        given.pounds or 0,
        received or given.day,
        entered,
    )
    office.gifts.append(entry)
    return entry


def plain_gift(office: Office, *, broken: bool) -> None:
    """Get a gift: a small one, one that is registered in time; or one that is registered late, never, or too much."""
    rules, kind = office.rules, office.rng.randrange(3)
    day = office.some_day(0, 0.3)
    if broken:
        _broken_gift(office, day, kind)
    elif kind == 0:
        given = get_gift(office, day, office.rng.randint(6, rules.old.gift - 1), office.anyone(day))
        kept, told = f"gift worth £{given.pounds}", f"gift worth £{rules.new.gift + (given.pounds or 0)}, not entered"
        office.checked.append(Checked(given.ref, "3.1", kept, told))
    else:
        given = get_gift(office, day, office.rng.randint(rules.new.gift, rules.gift_most), office.anyone(day))
        days = office.rng.randint(0, rules.gift_days)
        register(office, given, working_days_later(day, days))
        _check_days(office, given, days, rules.gift_days + office.rng.randint(1, 4))


def _broken_gift(office: Office, day: dt.date, kind: int) -> None:
    rules = office.rules
    if kind == 0:
        given = get_gift(office, day, rules.gift_most + office.rng.randint(5, 80))
        entry = register(office, given, working_days_later(day, office.rng.randint(0, rules.gift_days)))
        severity = by_amount(given.pounds or 0, rules.gift_most)
        office.breaches.append(Breach(given.ref, "3.2", severity, (given.ref, entry.ref)))
        kept, told = (f"gift worth £{pounds}" for pounds in (rules.gift_most - 10, given.pounds))
        office.checked.append(Checked(given.ref, "3.2", kept, told))
        return
    given = get_gift(office, day, office.rng.randint(rules.new.gift, rules.gift_most))
    if kind == 1:
        office.breaches.append(Breach(given.ref, "3.1", by_days(None), (given.ref,)))
        office.checked.append(Checked(given.ref, "3.1", f"gift worth £{rules.old.gift - 5}", "gift not entered"))
        return
    entered = working_days_later(day, rules.gift_days + office.rng.randint(1, 8))
    break_register(office, given, entered, given.day)
    _check_days(office, given, rules.gift_days - 1, working_days_between(day, entered))


def break_register(office: Office, given: Given, entered: dt.date, received: dt.date) -> None:
    """Enter a gift too late; `received` is the day that the entry gives."""
    entry = register(office, given, entered, received)
    late = working_days_between(given.day, entered) - office.rules.gift_days
    office.breaches.append(Breach(given.ref, "3.1", by_days(late), (given.ref, entry.ref)))


def _check_days(office: Office, given: Given, fine: int, late: int) -> None:
    kept, told = (f"gift entered after {working_days(days)}" for days in (fine, late))
    office.checked.append(Checked(given.ref, "3.1", kept, told))
